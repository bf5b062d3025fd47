import pytest
from django.urls import reverse

from apps.records.actions import care, contacts, held, people
from apps.records.models import Contact, HeldChange, Source
from tests.factories import ContactFactory, DegreeFactory

pytestmark = pytest.mark.django_db


def page(browser, **query):
    return browser.get(reverse("records:me_history"), query).content.decode()


def test_history_names_no_member_of_staff(browser, person, staff):
    clerk = staff(name="เจ้าหน้าที่ลับ")
    contacts.add(Contact(person=person, kind="email", value="a@example.org"), by=clerk)

    text = page(browser)
    assert ("a@example.org" in text, "เจ้าหน้าที่ลับ" in text) == (True, False)


def test_office_s_own_notes_are_not_told(browser, person, staff):
    people.change(person, {"note": "บันทึกภายใน"}, by=staff())
    care.log_contact(person, at=person.created_at, channel="phone", summary="คุยเรื่องส่วนตัว", by=staff())

    text = page(browser)
    assert ("บันทึกภายใน" in text, "คุยเรื่องส่วนตัว" in text) == (False, False)


def test_history_of_others_is_not_told(browser, stranger, staff):
    contacts.add(Contact(person=stranger, kind="email", value="secret@example.org"), by=staff())

    assert "secret@example.org" not in page(browser)


def test_older_changes_are_on_further_pages(browser, person, staff):
    for number in range(31):
        contacts.add(Contact(person=person, kind="email", value=f"n{number:02}@example.org"), by=staff())
    first = browser.get(reverse("records:me_history"))

    rest = page(browser, before=first.context["older"])
    assert ("n00@example.org" in first.content.decode(), "n00@example.org" in rest) == (False, True)


@pytest.fixture
def request_(person):
    degree = DegreeFactory(person=person, is_first=False, source=Source.REGISTRAR)
    return HeldChange.objects.create(
        person=person,
        table="records.degree",
        key=str(degree.pk),
        values={"student_id": "1"},
        source="self",
        reason=".",
    )


def test_request_is_withdrawn(browser, request_):
    browser.post(reverse("records:me_withdraw_request", args=[request_.pk]))

    request_.refresh_from_db()
    assert (request_.state, request_.decided_by) == ("withdrawn", None)


def test_decided_request_stays_decided(browser, request_, staff):
    held.reject(request_, by=staff(), reason="ใบแสดงผลบอกอย่างอื่น")

    browser.post(reverse("records:me_withdraw_request", args=[request_.pk]))

    request_.refresh_from_db()
    assert request_.state == "rejected"
    assert "ใบแสดงผลบอกอย่างอื่น" in browser.get(reverse("records:me_education")).content.decode()


def test_request_of_somebody_else_is_not_there(browser, stranger):
    contact = ContactFactory(person=stranger)
    theirs = HeldChange.objects.create(
        person=stranger, table="records.contact", key=str(contact.pk), values={}, source="self", reason="."
    )

    assert browser.post(reverse("records:me_withdraw_request", args=[theirs.pk])).status_code == 404


def test_what_others_hold_against_me_cannot_be_withdrawn(browser, person):
    contact = ContactFactory(person=person)
    held_change = HeldChange.objects.create(
        person=person, table="records.contact", key=str(contact.pk), values={}, source="chapter", reason="."
    )

    assert browser.post(reverse("records:me_withdraw_request", args=[held_change.pk])).status_code == 404
