"""What stays with the reader from page to page: language, colours, the news of long work."""

import pytest

from apps.core.models import Job

from .looks import DESK


def test_language_is_changed_without_losing_the_page(clerk):
    clerk.visit("office:alumni")
    clerk.page.locator("#id_q").fill("ศรี")
    clerk.press("Search", within="main")
    asked = clerk.page.url.partition("?")[2]

    with clerk.page.expect_navigation():
        clerk.page.locator("header .lang").click()

    other = {"th": "en", "en": "th"}[clerk.look.language]
    assert clerk.page.locator("html").get_attribute("lang") == other
    assert clerk.page.url.partition("?")[2] == asked


@pytest.mark.parametrize(("button", "theme"), [("Dark", "dark"), ("Light", "light"), ("As my device", "system")])
def test_colours_are_chosen_and_stay(anonymous, button, theme):
    anonymous.visit("account_login")

    anonymous.press(button)

    assert anonymous.is_at("account_login")
    anonymous.visit("home:index")
    assert anonymous.page.locator("html").get_attribute("data-theme") == theme


def test_running_job_is_shown_as_it_goes_on(clerk, university, look):
    job = Job.objects.create(
        kind="records.export_people", title="ส่งออก", by=university.people["clerk"], state="running", total=200, done=50
    )
    clerk.visit("office:job", public_id=job.public_id)
    clerk.sees("50 / 200")

    Job.objects.filter(pk=job.pk).update(done=100)

    if look is DESK:
        clerk.page.wait_for_selector("progress[value='100']")
    else:
        clerk.follow("See how far it is")
    clerk.sees("100 / 200")
