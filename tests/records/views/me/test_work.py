import pytest
from django.urls import reverse
from django.utils import timezone

from apps.records.models import Employment
from tests.factories import EmploymentFactory

pytestmark = pytest.mark.django_db
POST = {"position": "ครู", "employer": "โรงเรียน", "country": "TH", "is_current": "on", "audience": "alumni"}


def test_post_is_added_by_oneself(browser, person):
    response = browser.post(reverse("records:me_add_post"), POST | {"province": "90", "valid_from": "2561"})

    post = Employment.objects.get(person=person)
    assert (response.status_code, post.position, post.province_id, post.source) == (302, "ครู", "90", "self")
    assert str(post.valid_from) == "2018"


@pytest.mark.parametrize(
    "wrong", [{"position": "", "employer": ""}, {"valid_to": "2560"}, {"valid_from": "32/13/2560"}, {"country": ""}]
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(browser, person, wrong):
    response = browser.post(reverse("records:me_add_post"), POST | {"field": "ชีววิทยา"} | wrong)

    assert (response.status_code, Employment.objects.count()) == (422, 0)
    assert "ชีววิทยา" in response.content.decode()


def test_post_is_changed(browser, person):
    post = EmploymentFactory(person=person, audience="alumni")

    browser.post(reverse("records:me_post", args=[post.pk]), POST | {"audience": "office", "version": post.version})

    post.refresh_from_db()
    assert (post.position, post.audience, post.source) == ("ครู", "office", "self")


def test_post_changed_by_the_office_meanwhile_is_told(browser, person):
    post = EmploymentFactory(person=person, position="หัวหน้าใหม่")
    Employment.objects.filter(pk=post.pk).update(version=2)

    response = browser.post(reverse("records:me_post", args=[post.pk]), POST | {"version": 1})

    page = response.content.decode()
    assert (response.status_code, "หัวหน้าใหม่" in page, 'value="ครู"' in page) == (422, True, True)
    assert response.context["form"]["version"].value() == "2"


def test_post_is_left_from_today_on(browser, person):
    post = EmploymentFactory(person=person)

    browser.post(reverse("records:me_leave_post", args=[post.pk]), {"version": post.version})

    post.refresh_from_db()
    assert (post.is_current, str(post.valid_to)) == (False, timezone.localdate().isoformat())


def test_post_is_taken_out(browser, person):
    post = EmploymentFactory(person=person)

    browser.post(reverse("records:me_remove_post", args=[post.pk]), {"version": post.version})

    assert Employment.objects.count() == 0


@pytest.mark.parametrize("page", ["me_post", "me_leave_post", "me_remove_post"])
def test_post_of_somebody_else_is_not_there(browser, stranger, page):
    post = EmploymentFactory(person=stranger)

    assert browser.post(reverse(f"records:{page}", args=[post.pk]), POST | {"version": 1}).status_code == 404


@pytest.mark.parametrize("page", ["me_leave_post", "me_remove_post"])
def test_button_without_a_version_changes_nothing(browser, person, page):
    post = EmploymentFactory(person=person)

    browser.post(reverse(f"records:{page}", args=[post.pk]))

    assert list(Employment.objects.values_list("is_current", "version")) == [(True, 1)]
