import pytest
from django.urls import reverse

from apps.accounts.models import Notice
from apps.records.actions import held
from apps.records.models import Cohort, Degree, HeldChange, Source
from tests.factories import DegreeTitleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def degree(person):
    Degree.objects.update(source=Source.REGISTRAR)
    return Degree.objects.get(person=person)


def ask(browser, degree, **other):
    said = {"student_id": degree.student_id, "title": degree.title_id, "faculty": degree.faculty_id}
    said |= {"entry_year_be": 2544, "graduation_year_be": 2548, "note": "ดูใบแสดงผล", "version": degree.version}
    return browser.post(reverse("records:me_correct_degree", args=[degree.pk]), said | other)


def test_correction_waits_for_the_office(browser, degree):
    response = ask(browser, degree, graduation_year_be="๒๕๔๗")

    degree.refresh_from_db()
    assert (response.status_code, degree.graduation_year_be) == (302, 2548)
    assert HeldChange.objects.get().values == {"graduation_year_be": 2547}
    assert "ดูใบแสดงผล" in browser.get(reverse("records:me_education")).content.decode()


def test_asking_makes_no_cohort_and_accepting_does(browser, degree, staff):
    ask(browser, degree, graduation_year_be=2547)
    assert not Cohort.objects.filter(graduation_year_be=2547).exists()

    held.accept(HeldChange.objects.get(), by=staff())

    degree.refresh_from_db()
    assert (degree.graduation_year_be, degree.cohort.graduation_year_be) == (2547, 2547)


def test_nothing_different_asks_for_nothing(browser, degree):
    ask(browser, degree)

    assert HeldChange.objects.count() == 0


def test_reason_is_needed(browser, degree):
    response = ask(browser, degree, graduation_year_be=2547, note="")

    assert (response.status_code, HeldChange.objects.count()) == (422, 0)


def test_audience_is_one_s_own_to_set(browser, degree):
    said = {f"degree-{degree.pk}": "everyone", f"degree-{degree.pk}-version": degree.version}

    browser.post(reverse("records:me_education"), said)

    degree.refresh_from_db()
    assert (degree.audience, degree.source) == ("everyone", "registrar")


def test_degree_of_somebody_else_is_not_there(browser, degree, stranger):
    other = Degree.objects.get(person=stranger)

    assert (ask(browser, other).status_code, HeldChange.objects.count()) == (404, 0)


def test_audience_of_somebody_else_s_degree_stays(browser, degree, stranger):
    other = Degree.objects.get(person=stranger)
    said = {f"degree-{degree.pk}": "alumni", f"degree-{degree.pk}-version": degree.version}

    browser.post(reverse("records:me_education"), said | {f"degree-{other.pk}": "everyone"})

    other.refresh_from_db()
    assert other.audience == "alumni"


@pytest.fixture
def missing(browser, degree):
    """`missing(**other)`: a master's degree of 2550 is said to be missing."""
    title = DegreeTitleFactory(abbr_th="วท.ม.", level="master")

    def say(**other):
        said = {"title": title.pk, "faculty": degree.faculty_id, "graduation_year_be": "๒๕๕๐", "note": "ดูใบปริญญา"}
        return browser.post(reverse("records:me_missing_degree"), said | other)

    return say


def test_missing_degree_waits_and_stands_among_the_requests(browser, person, missing):
    response = missing()

    held = HeldChange.objects.get()
    assert (response.status_code, held.person, held.table, held.key) == (302, person, "records.degree", "new")
    assert Degree.objects.filter(person=person).count() == 1
    assert "ดูใบปริญญา" in browser.get(reverse("records:me_education")).content.decode()


def test_missing_degree_is_added_when_the_office_accepts(person, missing, staff, client_for):
    missing()
    change = HeldChange.objects.get()
    office = client_for(staff("records"))
    page = office.get(reverse("office:held_change", args=[change.pk]))
    assert page.status_code == 200

    office.post(reverse("office:held_change", args=[change.pk]), {"decision": "accept"})

    added = Degree.objects.get(person=person, level="master")
    assert (added.graduation_year_be, added.cohort.graduation_year_be, added.is_first) == (2550, 2550, False)
    assert added.campus == added.faculty.campus
    assert Notice.objects.filter(account=person.account, kind="records.request_decided").exists()


def test_missing_degree_that_is_refused_is_answered(browser, missing, staff):
    missing()

    held.reject(HeldChange.objects.get(), by=staff("records"), reason="ไม่พบในทะเบียน")

    assert "ไม่พบในทะเบียน" in browser.get(reverse("records:me_education")).content.decode()
    assert Degree.objects.filter(level="master").count() == 0


def test_missing_degree_with_a_student_id_of_somebody_else_stays_undecided(missing, staff, client_for, stranger):
    missing(student_id=stranger.degrees.get().student_id)
    change = HeldChange.objects.get()

    response = client_for(staff("records")).post(
        reverse("office:held_change", args=[change.pk]), {"decision": "accept"}
    )

    change.refresh_from_db()
    assert (response.status_code, change.state) == (422, "open")


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"title": ""}, "title"),
        ({"graduation_year_be": ""}, "graduation_year_be"),
        ({"graduation_year_be": "2400"}, "graduation_year_be"),
        ({"entry_year_be": "2555"}, "entry_year_be"),
        ({"note": " "}, "note"),
    ],
)
def test_missing_degree_is_told_properly(missing, other, field):
    response = missing(**other)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_same_degree_is_asked_for_once(missing):
    missing()

    assert (missing().status_code, HeldChange.objects.count()) == (422, 1)


def test_request_for_a_missing_degree_is_taken_back(browser, missing):
    missing()

    browser.post(reverse("records:me_withdraw_request", args=[HeldChange.objects.get().pk]))

    assert HeldChange.objects.get().state == "withdrawn"
