"""What a person does about their own data."""

import json
import zipfile

import pytest

from apps.core.actions import jobs
from apps.core.models import Job
from apps.records.models import ErasureRequest
from tests.factories import UserFactory

from .people import graduate


@pytest.fixture
def owner(reader):
    """A graduate at a screen, who has just signed in; `owner.person` is their record."""
    person = graduate(account=UserFactory())
    sitting = reader(person.account)
    sitting.person = person
    return sitting


def test_consent_is_given_and_taken_back(owner):
    owner.visit("records:me_privacy")
    owner.follow("What I agree to", within="main")

    card = owner.page.locator("#events")
    with owner.page.expect_navigation():
        card.get_by_role("button").click()
    owner.inspect()
    owner.sees("Noted: you agree. You can take it back here at any time.")
    with owner.page.expect_navigation():
        card.get_by_role("button").click()
    owner.inspect()

    owner.sees("Noted: you no longer agree. It holds from now on.")
    assert [word.is_given for word in owner.person.consents.order_by("pk")] == [True, False]
    assert owner.page.locator(".timeline > li").count() == 2


def test_everything_is_downloaded(owner, tmp_path):
    owner.visit("records:me_download")
    owner.press("Make the file")
    jobs.run(job_id=Job.objects.get(by=owner.person.account).pk)
    owner.visit("records:me_download")

    with owner.page.expect_download() as waiting:
        owner.page.get_by_role("link", name=owner.say("Download"), exact=False).locator("visible=true").last.click()
    waiting.value.save_as(tmp_path / "mine.zip")

    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        assert owner.person.names.get().last_th in archive.read("data.json").decode()
        assert json.loads(archive.read("data.json"))["language"] == owner.look.language


def test_erasure_is_asked_for_and_taken_back(owner):
    owner.visit("records:me_erase")
    owner.sees("What goes", "What stays, and why")

    owner.page.locator("[name=word]").fill("?")
    owner.press("Erase my data in a week", status=422)
    assert owner.focus_is_in(".errors")
    owner.page.locator("[name=word]").fill(owner.say("erase"))
    owner.press("Erase my data in a week")
    owner.sees("We have your request. Until the day comes you can take it back here.")

    owner.press("Take it back")
    owner.sees("You took back your request. Nothing was erased, and everything is as it was.")
    assert ErasureRequest.objects.get(account=owner.person.account).state == "cancelled"


def test_use_is_stopped_and_the_office_sees_it(owner, clerk):
    owner.visit("records:me_restrict")
    owner.press("Stop the use of my data")
    owner.sees("From now on we keep your data and do nothing else with it.")

    clerk.visit("office:person", public_id=owner.person.public_id)
    clerk.sees("Keep only: this person stopped all use of their data.")
    clerk.visit("office:pdpa")

    owner.visit("records:me_restrict")
    owner.press("Use my data again")
    owner.sees("Your data is used again as before.")


def test_person_sees_who_opened_the_record(owner, clerk):
    clerk.visit("office:person", public_id=owner.person.public_id)

    owner.visit("records:me_who")

    owner.sees("Record opened in the office")
