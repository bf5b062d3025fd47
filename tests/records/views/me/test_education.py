import pytest
from django.urls import reverse

from apps.records.actions import held
from apps.records.models import Cohort, Degree, HeldChange, Source

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
