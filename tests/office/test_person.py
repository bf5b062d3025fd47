import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from apps.core.models import AuditEntry
from apps.records.actions import people
from apps.records.models import FamilyLink, Person
from tests.factories import (
    AddressFactory,
    ContactFactory,
    DegreeFactory,
    EmploymentFactory,
    GraduateFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db

NATIONAL_ID = "1000000000017"


@pytest.fixture
def clerk(staff):
    return staff("records")


@pytest.fixture
def office(clerk, client_for):
    return client_for(clerk)


def test_person_shows_everything_known(office):
    person = GraduateFactory(name__first_th="อารี", name__last_th="ใจดี")
    ContactFactory(person=person, value="aree@example.org")
    AddressFactory(person=person)
    EmploymentFactory(person=person, employer="ร้านกาแฟ")

    content = strip_tags(office.get(reverse("office:person", args=[person.public_id])).content.decode())

    for known in ["นางสาวอารี ใจดี", "aree@example.org", "ตำบลคอหงส์", "ร้านกาแฟ", person.degrees.get().student_id]:
        assert known in content


def test_person_costs_the_same_however_much_is_known(office, cost_of):
    person = GraduateFactory()
    ContactFactory(person=person)
    EmploymentFactory(person=person)
    few = cost_of(office, reverse("office:person", args=[person.public_id]))
    for _ in range(9):
        ContactFactory(person=person)
        EmploymentFactory(person=person)
        DegreeFactory(person=person, is_first=False)

    assert cost_of(office, reverse("office:person", args=[person.public_id])) == few


def national_id_form(**changes):
    return {"national_id": NATIONAL_ID, "reason": "บัตรประชาชน", "version": 1} | changes


def test_national_id_is_set_and_taken_out_for_a_reason(office):
    person = GraduateFactory()
    url = reverse("office:person_national_id", args=[person.public_id])

    office.post(url, national_id_form())
    person.refresh_from_db()
    assert person.national_id == NATIONAL_ID

    office.post(url, national_id_form(national_id="", take_out="on", version=person.version))
    person.refresh_from_db()
    assert person.national_id == ""


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"national_id": f"{NATIONAL_ID}9"}, "national_id"),
        ({"version": 9}, "__all__"),
        ({"national_id": ""}, "national_id"),
        ({"take_out": "on"}, "national_id"),
    ],
)
def test_national_id_that_was_typed_is_not_sent_back(office, wrong, field):
    person = GraduateFactory()

    response = office.post(reverse("office:person_national_id", args=[person.public_id]), national_id_form(**wrong))

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert NATIONAL_ID not in response.content.decode()
    assert ("บัตรประชาชน" in response.content.decode()) is (field != "reason")


def test_person_shows_the_national_id_masked(office, clerk):
    person = PersonFactory()
    people.set_national_id(person, NATIONAL_ID, by=clerk, reason="x")

    content = office.get(reverse("office:person", args=[person.public_id])).content.decode()

    assert (NATIONAL_ID in content, "x-xxxx-xxxxx-01-7" in content) == (False, True)


def test_open_sensitive_shows_the_number_for_a_reason_and_logs_it(office, clerk):
    person = PersonFactory()
    people.set_national_id(person, NATIONAL_ID, by=clerk, reason="x")

    response = office.post(reverse("office:person_open_sensitive", args=[person.public_id]), {"reason": "ใบเสร็จ"})

    assert NATIONAL_ID in response.content.decode()
    assert AuditEntry.objects.get(action="records.open_sensitive").reason == "ใบเสร็จ"


def test_open_sensitive_without_a_reason_shows_nothing(office, clerk):
    person = PersonFactory()
    people.set_national_id(person, NATIONAL_ID, by=clerk, reason="x")

    response = office.post(reverse("office:person_open_sensitive", args=[person.public_id]), {"reason": " "})

    assert (response.status_code, NATIONAL_ID in response.content.decode()) == (422, False)


def test_change_reads_a_buddhist_date(office):
    person = PersonFactory()
    data = {"gender": "f", "birth_date": "๓๑ มี.ค. ๒๕๔๙", "language": "th", "version": person.version}

    office.post(reverse("office:person_change", args=[person.public_id]), data)

    person.refresh_from_db()
    assert str(person.birth_date) == "2006-03-31"


@pytest.mark.parametrize("typed", ["29/2/2566", "31/13/2549", "พรุ่งนี้", "1/2/2483", "31/3/49"])
def test_change_refuses_a_date_that_never_was_and_keeps_what_was_typed(office, typed):
    person = PersonFactory()
    data = {"gender": "f", "birth_date": typed, "language": "th", "note": "จดไว้", "version": person.version}

    response = office.post(reverse("office:person_change", args=[person.public_id]), data)

    content = response.content.decode()
    assert (response.status_code, typed in content, "จดไว้" in content) == (422, True, True)
    assert response.context["form"].errors["birth_date"]


def test_change_from_a_stale_page_overwrites_nobody(office, clerk):
    person = PersonFactory()
    people.change(person, {"note": "จากเพื่อนร่วมงาน"}, by=clerk)

    response = office.post(
        reverse("office:person_change", args=[person.public_id]),
        {"gender": "f", "language": "th", "note": "ของฉัน", "version": 1},
    )

    assert response.status_code == 422
    assert Person.objects.get(pk=person.pk).note == "จากเพื่อนร่วมงาน"


def test_history_tells_what_was_changed_by_whom(office, clerk):
    person = PersonFactory()
    people.change(person, {"note": "จดไว้"}, by=clerk, reason="โทรมา")

    content = office.get(reverse("office:person_history", args=[person.public_id])).content.decode()

    assert ("จดไว้" in content, str(clerk) in content, "โทรมา" in content) == (True, True, True)


@pytest.mark.parametrize("before", ["abc", "-1", "9" * 40, "๑"])
def test_history_takes_any_page(office, before):
    person = PersonFactory()

    assert office.get(reverse("office:person_history", args=[person.public_id]), {"before": before}).status_code == 200


def test_person_names_no_relative_of_a_campus_that_the_reader_does_not_work_for(client_for, staff):
    here, there = GraduateFactory(), GraduateFactory(name__first_th="เร้นกาย")
    FamilyLink.objects.create(person=here, relative=there, relation="parent")
    url = reverse("office:person", args=[here.public_id])

    limited = client_for(staff("records", campus=here.degrees.get().campus)).get(url)
    whole = client_for(staff("records")).get(url)

    assert [[each.person for each in page.context["sheet"].family] for page in (limited, whole)] == [[None], [there]]
    assert "เร้นกาย" not in limited.content.decode()


def test_person_of_the_other_side_of_a_link_is_the_child(office):
    parent, child = GraduateFactory(), GraduateFactory()
    FamilyLink.objects.create(person=child, relative=parent, relation="parent")

    sheet = office.get(f"/en{reverse('office:person', args=[parent.public_id])}").context["sheet"]

    assert [(each.person, each.relation) for each in sheet.family] == [(child, "Child")]


def test_change_keeps_a_note_to_a_readable_length(office):
    person = PersonFactory()

    response = office.post(
        reverse("office:person_change", args=[person.public_id]),
        {"language": "th", "note": "x" * 100_000, "version": person.version},
    )

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["note"])
