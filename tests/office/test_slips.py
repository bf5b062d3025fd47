"""What slips past a busy clerk is caught in the forms: empty, impossible and overtaken facts."""

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.records.models import Address, Death, Source
from tests.factories import AddressFactory, ContactFactory, CountryFactory, InstitutionFactory, PersonFactory

pytestmark = pytest.mark.django_db

ADDRESS = {"kind": "current", "status": "live", "country": "TH", "audience": "office", "source": "self"}
NAME = {"first_th": "อารี", "last_th": "ใจดี", "reason": "marriage", "audience": "office", "source": "self"}
POST = {"position": "ครู", "country": "TH", "is_current": "on", "audience": "office", "source": "self"}
STUDY = {"status": "studying", "level": "master", "audience": "office", "source": "staff"}


@pytest.fixture
def office(staff, client_for):
    return client_for(staff("records"))


@pytest.fixture
def person():
    return PersonFactory(name__first_th="อารี", name__last_th="ใจดี")


def url(name, person, *args):
    return reverse(f"office:{name}", args=[person.public_id, *args])


def test_empty_address_does_not_push_the_known_one_aside(office, person):
    known = AddressFactory(person=person)

    response = office.post(url("fact_add", person, "addresses"), ADDRESS)

    assert (response.status_code, list(Address.objects.values_list("pk", "status"))) == (422, [(known.pk, "live")])


def test_address_abroad_keeps_its_lines_without_what_nobody_sees(office, person):
    data = ADDRESS | {"country": CountryFactory(code="JP").pk, "foreign_lines": "1-2-3 \u200bGinza\r\nTokyo\x07"}

    office.post(url("fact_add", person, "addresses"), data)

    assert person.addresses.get().foreign_lines == "1-2-3 Ginza\nTokyo"


def test_contact_and_post_lose_what_nobody_sees(office, person):
    CountryFactory(code="TH")
    contact = {"kind": "line", "value": "\x07abc", "status": "live", "audience": "office", "source": "self"}
    office.post(url("fact_add", person, "contacts"), contact)
    office.post(url("fact_add", person, "work"), POST | {"employer": "โรงเรียน\x07ดี"})

    assert (person.contacts.get().value, person.employments.get().employer) == ("abc", "โรงเรียนดี")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"first_th": ""}, "first_th"),
        ({"first_en": "อารี"}, "first_en"),
        ({"last_en": "Jaidee"}, "first_en"),
    ],
)
def test_half_a_name_is_sent_back(office, person, typed, field):
    response = office.post(url("person_rename", person), NAME | {"last_th": "ใหม่", "version": 1} | typed)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_grade_is_taken_in_thai_digits(office, person):
    InstitutionFactory()
    form = office.get(url("fact_add", person, "degrees")).context["form"]

    office.post(url("fact_add", person, "degrees"), STUDY | {"gpa": "๓.๕๐"})

    assert (form["gpa"].field.widget.input_type, str(person.degrees.get().gpa)) == ("text", "3.50")


@pytest.mark.parametrize("wrong", [{"died_on": "1/1/2699"}, {"source": ""}], ids=["a day to come", "nobody said so"])
def test_death_needs_a_day_gone_by_and_somebody_who_said_so(office, person, wrong):
    data = {"source": "family", "evidence": "ญาติโทรมา", "died_on": ""} | wrong

    response = office.post(url("person_death", person), data)

    assert (response.status_code, Death.objects.count()) == (422, 0)


def test_nobody_is_born_tomorrow(office, person):
    data = {"birth_date": "1/1/2699", "language": "th", "version": person.version}

    corrected = office.post(url("person_change", person), data)
    entered = office.post(reverse("office:person_new"), {"name_th": "นางสาวใหม่ หมด", "source": "staff"} | data)

    assert [list(each.context["form"].errors) for each in (corrected, entered)] == [["birth_date"], ["birth_date"]]


def test_year_of_death_may_be_the_present_one(office, person):
    year = str(timezone.localdate().year + 543)

    office.post(url("person_death", person), {"source": "family", "evidence": "ญาติโทรมา", "died_on": year})

    assert str(Death.objects.get().died_on) == str(timezone.localdate().year)


def test_log_begins_with_today_and_looks_ahead(office, person):
    form = office.get(url("person_log", person)).context["form"]
    data = {"on": "5/1/2569", "channel": "phone", "summary": "จดไว้", "follow_up_on": "4/1/2569"}

    response = office.post(url("person_log", person), data)

    assert form["on"].value() == timezone.localdate()
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["follow_up_on"])


def test_overtaken_edit_shows_what_is_recorded_and_can_be_saved_after_that(office, person):
    contact = ContactFactory(person=person, label="เก่า", source=Source.STAFF)
    there = url("fact_change", person, "contacts", contact.pk)
    data = {"kind": contact.kind, "value": contact.value, "status": "live", "audience": contact.audience}
    office.post(there, data | {"label": "ของเขา", "source": "staff", "version": contact.version})

    mine = data | {"label": "ของฉัน", "source": "staff", "version": contact.version}
    refused = office.post(there, mine)
    form = refused.context["form"]
    assert (refused.status_code, [str(said) for said in form.errors["label"]]) == (422, ["ตอนนี้บันทึกไว้ว่า ของเขา"])

    office.post(there, mine | {"version": form["version"].value()})
    assert person.contacts.get().label == "ของฉัน"
