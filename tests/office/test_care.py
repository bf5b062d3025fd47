import pytest
from django.urls import reverse

from apps.records.models import ContactLogEntry, Death, DoNotContact, FamilyLink
from tests.factories import GraduateFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(staff, client_for):
    return client_for(staff("records"))


@pytest.fixture
def person():
    return PersonFactory()


def post(office, name, person, *args, **data):
    return office.post(reverse(f"office:{name}", args=[person.public_id, *args]), data)


def test_log_keeps_the_lines_of_what_was_said(office, person):
    post(
        office,
        "person_log",
        person,
        on="1/1/2569",
        channel="phone",
        summary="บรรทัดแรก\nบรรทัดที่สอง",
        follow_up_on="5/1/2569",
    )

    entry = ContactLogEntry.objects.get()
    assert (entry.summary.splitlines(), str(entry.follow_up_on)) == (["บรรทัดแรก", "บรรทัดที่สอง"], "2026-01-05")


@pytest.mark.parametrize(
    "wrong", [{"on": "1/1/2699"}, {"on": ""}, {"summary": ""}, {"channel": "pigeon"}, {"follow_up_by": "x"}]
)
def test_log_refuses_nonsense_and_keeps_what_was_typed(office, person, wrong):
    data = {"on": "1/1/2569", "channel": "phone", "summary": "จดไว้"} | wrong

    response = post(office, "person_log", person, **data)

    assert (response.status_code, ContactLogEntry.objects.count()) == (422, 0)


def test_follow_up_by_somebody_needs_a_day(office, person, staff):
    data = {"on": "1/1/2569", "channel": "phone", "summary": "จดไว้", "follow_up_by": staff("records").pk}

    response = post(office, "person_log", person, **data)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["follow_up_on"])


def test_death_needs_two_different_sources(office, person):
    report = {"source": "family", "evidence": "ญาติโทรมา", "died_on": "ม.ค. 2569"}
    post(office, "person_death", person, **report)

    refused = post(office, "person_death", person, **report)
    assert (refused.status_code, Death.objects.get().is_confirmed) == (422, False)

    post(office, "person_death", person, source="news", evidence="ประกาศในหนังสือพิมพ์")
    assert Death.objects.get().is_confirmed is True


def test_do_not_contact_until_a_day_gone_by_is_refused(office, person):
    response = post(office, "person_do_not_contact", person, channel="all", until="1/1/2560")

    assert (response.status_code, DoNotContact.objects.count()) == (422, 0)


def test_do_not_contact_is_recorded_and_lifted(office, person):
    post(office, "person_do_not_contact", person, channel="email", until="")
    wish = DoNotContact.objects.get()

    post(office, "person_lift_do_not_contact", person, wish.pk, reason="เปลี่ยนใจ")

    assert DoNotContact.objects.count() == 0


@pytest.mark.parametrize("how", ["student id", "page"])
def test_family_finds_the_relative_by_student_id_or_page(office, person, how):
    relative = GraduateFactory()
    text = (
        relative.degrees.get().student_id
        if how == "student id"
        else f"http://testserver/office/alumni/{relative.public_id}/"
    )

    post(office, "person_family", person, relative=text, relation="sibling")

    assert FamilyLink.objects.get().relative_id == relative.pk


@pytest.mark.parametrize("text", ["0000000", "สมชาย", "http://x/", "/", "\x00"])
def test_family_with_nobody_says_so(office, person, text):
    response = post(office, "person_family", person, relative=text, relation="sibling")

    assert (response.status_code, FamilyLink.objects.count()) == (422, 0)


@pytest.mark.parametrize("typed", ["///", "-", "nobody", "00000000-0000-0000-0000-000000000000"])
def test_family_finds_nobody_by_what_is_no_student_id(office, person, typed):
    GraduateFactory(degree__student_id="")

    response = post(office, "person_family", person, relative=typed, relation="spouse")

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["relative"])
