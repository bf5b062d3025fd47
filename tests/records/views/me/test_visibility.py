import pytest
from django.urls import reverse

from apps.records.forms.me.audience import LEVELS
from apps.records.models import Contact, Degree, Profile
from apps.records.policy import PREVIEWS
from apps.records.reports import profile_sheet
from tests.factories import ContactFactory, DegreeFactory, EmploymentFactory

pytestmark = pytest.mark.django_db


def whole_form(browser, **said):
    form = browser.get(reverse("records:me_visibility")).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in shown.items() if value is not None and value is not False}
    return browser.post(reverse("records:me_visibility"), sent | said)


@pytest.fixture
def phone(person):
    return ContactFactory(person=person, kind="mobile", value="+66812345678", audience="everyone")


@pytest.mark.parametrize("name", PREVIEWS)
def test_preview_is_the_very_sheet_of_that_reader(browser, person, name):
    EmploymentFactory(person=person, audience="fellows", employer="ที่ทำงานลับ")

    response = browser.get(reverse("records:me_preview"), {"as": name})

    assert response.context["sheet"] == profile_sheet(person, PREVIEWS[name])
    assert ("ที่ทำงานลับ" in response.content.decode()) == (name == "fellow")


def test_everything_is_changed_in_one_save(browser, person, phone):
    degree = Degree.objects.get(person=person)

    response = whole_form(
        browser, **{f"contact-{phone.pk}": "office", f"degree-{degree.pk}": "everyone", "about_audience": "office"}
    )

    phone.refresh_from_db()
    degree.refresh_from_db()
    assert (response.status_code, phone.audience, degree.audience) == (302, "office", "everyone")
    assert Profile.objects.get().about_audience == "office"


def test_who_leaves_the_directory_is_shown_to_nobody(browser, person):
    form = browser.get(reverse("records:me_visibility")).context["form"]
    sent = {name: form[name].value() for name in form.fields if name != "in_directory"}

    browser.post(reverse("records:me_visibility"), sent)

    glimpses = browser.get(reverse("records:me_visibility")).context["glimpses"]
    assert [glimpse.is_listed for glimpse in glimpses] == [False, False, False]


def test_stale_list_changes_nothing(browser, person, phone):
    other = DegreeFactory(person=person, is_first=False)
    form = browser.get(reverse("records:me_visibility")).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    Contact.objects.update(version=5)

    response = browser.post(
        reverse("records:me_visibility"), sent | {f"contact-{phone.pk}": "office", f"degree-{other.pk}": "everyone"}
    )

    other.refresh_from_db()
    assert (response.status_code, other.audience) == (422, "alumni")


def test_facts_of_others_are_not_in_the_form(browser, person, stranger):
    theirs = ContactFactory(person=stranger)

    whole_form(browser, **{f"contact-{theirs.pk}": "everyone"})

    theirs.refresh_from_db()
    assert theirs.audience == "office"


def at_once(browser, page, **said):
    form = browser.get(reverse(page)).context["form"]
    if not hasattr(form, "fields"):
        raise TypeError(page)
    shown = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in shown.items() if value is not None and value is not False}
    return browser.post(reverse(page), sent | said, headers={"HX-Request": "true"})


@pytest.mark.parametrize("page", ["records:me_visibility", "records:me_education"])
def test_choice_is_saved_at_once_and_the_part_says_who_sees_it(browser, person, page):
    degree = Degree.objects.get(person=person)

    response = at_once(browser, page, **{f"degree-{degree.pk}": "fellows"})

    degree.refresh_from_db()
    part = response.content.decode()
    assert (response.status_code, degree.audience) == (200, "fellows")
    assert f'name="degree-{degree.pk}-version" value="{degree.version}"' in part
    assert ('id="at-once"' in part, "data-say" in part, "<html" in part) == (True, True, False)
    assert part.count(str(LEVELS["fellows"])) > at_once(browser, page).content.decode().count(str(LEVELS["fellows"]))


def test_stale_choice_comes_back_as_a_part_with_its_error(browser, person):
    degree = Degree.objects.get(person=person)

    said = {f"degree-{degree.pk}": "fellows", f"degree-{degree.pk}-version": degree.version + 7}
    response = at_once(browser, "records:me_education", **said)

    degree.refresh_from_db()
    assert (response.status_code, degree.audience) == (422, "alumni")
    assert "<html" not in response.content.decode()
