import pytest

from apps.core.lib.dates import PartialDate
from apps.records.querysets.claims import Typed, fitting, mail_contacts
from tests.factories import ContactFactory, PersonNameFactory

from .people import suda, typed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        "สุดา ใจดี",
        "นางสาวสุดา ใจดี",
        "น.ส.สุดา  ใจดี",
        "ผศ.ดร.สุดา ใจดี",
        "Suda Jaidee",
        "MISS SUDA JAIDEE",
        "Jaidee, Suda",
        "สุดาใจดี",
    ],
)
def test_fitting_takes_a_name_however_it_is_written(name):
    person = suda()

    assert [found.pk for found in fitting(typed(name=name))] == [person.pk]


@pytest.mark.parametrize("name", ["สุดา", "ใจดี", "สุดา ใจด", "สุดี ใจดา", "", "นางสาว", "%", "' OR 1=1 --"])
def test_fitting_takes_no_part_of_a_name(name):
    suda()

    assert fitting(typed(name=name)) == []


def test_fitting_takes_a_former_name():
    person = suda()
    PersonNameFactory(person=person, is_current=False, first_th="สุดา", last_th="แสงทอง")

    assert [found.pk for found in fitting(typed(name="สุดา แสงทอง"))] == [person.pk]


def test_fitting_takes_a_foreign_graduate_without_a_thai_name():
    person = suda(name__first_th="", name__last_th="", name__first_en="José", name__last_en="Sok-Meng")

    assert [found.pk for found in fitting(typed(name="jose sok meng"))] == [person.pk]


@pytest.mark.parametrize(("year", "fits"), [(2530, True), (2531, True), (2529, False), (2532, False), (None, False)])
def test_fitting_takes_the_academic_year_or_that_of_the_ceremony(year, fits):
    suda()

    assert bool(fitting(typed(year_be=year))) is fits


@pytest.mark.parametrize(
    ("recorded", "claimed", "fits"),
    [
        ("1965-03-04", "1965-03-04", True),
        ("1965-03", "1965-03-04", True),
        ("1965", "1965-03-04", True),
        ("1965", "1965", True),
        ("1965-03-04", "1965-03", False),
        ("1965-03-04", "1965", False),
        ("1965-04", "1965-03-04", False),
        ("1965-03-04", "1965-04-03", False),
    ],
)
def test_fitting_asks_for_as_much_of_the_birthday_as_is_recorded(recorded, claimed, fits):
    suda(birth_date=recorded)

    assert bool(fitting(typed(birth_date=claimed))) is fits


def test_fitting_takes_nobody_whose_birthday_is_not_recorded():
    suda(birth_date=None, birth_date_source="")

    assert fitting(typed()) == []


def test_fitting_takes_a_student_id_in_place_of_the_name():
    person = suda(degree__student_id="2610001")
    born = PartialDate(1965, 3, 4)

    assert [found.pk for found in fitting(Typed(student_id="2610001", birth_date=born))] == [person.pk]
    assert fitting(Typed(student_id="261000", birth_date=born)) == []


def test_fitting_takes_both_records_of_one_person():
    suda()
    suda(email=None)

    assert len(fitting(typed())) == 2


def test_mail_contacts_leaves_out_what_does_not_work():
    person = suda(email="old@example.org")
    person.contacts.update(status="bounced", is_primary=False)
    ContactFactory(person=person, value="not an address")
    good = ContactFactory(person=person, value="new@example.org")

    assert mail_contacts(person) == [good]


def test_target_is_the_same_however_a_name_is_written():
    assert typed(name="นางสาวสุดา  ใจดี").target == typed(name="สุดาใจดี").target == "สุดาใจดี 2530"
