import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.accounts.models import Notice
from apps.accounts.reports import tell_notices
from apps.core.actions import audit, sealing
from apps.core.models import AuditBatch
from apps.core.registries import audit_verbs
from apps.records.actions import care, contacts, people, restrictions, telling
from apps.records.models import Contact, Restriction, Source
from tests.factories import ContactFactory, GraduateFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return StaffFactory(role="records", name="เจ้าหน้าที่ สมศรี")


@pytest.fixture
def person():
    owner = GraduateFactory(account=UserFactory())
    tell()  # what is past is past
    return owner


def tell():
    """The trail is sealed each minute, and told each hour."""
    sealing.seal(now=timezone.now())
    telling.tell_all(timezone.now())


def change(person, by, value="new@example.org"):
    contact = ContactFactory(person=person, value="old@example.org", source="staff")
    contacts.change(contact, {"value": value}, source="staff", by=by, reason="สมศรีโทรถามแล้ว")


def words(person):
    return [told.said.text for told in tell_notices(Notice.objects.filter(account=person.account).order_by("pk"))]


def test_owner_hears_what_somebody_else_changed(person, clerk, language, mailoutbox):
    person.account.language = language
    person.account.save()
    change(person, clerk)

    tell()

    [text], [mail] = words(person), mailoutbox
    assert str(audit_verbs["records.change_contact"]) in text
    assert mail.to == [person.account.email]
    for body in (mail.body, mail.alternatives[0].content):
        assert "old@example.org" in body
        assert "new@example.org" in body


def test_nobody_of_the_office_is_named_and_no_reason_either(person, clerk, mailoutbox):
    change(person, clerk)

    tell()

    told = mailoutbox[0].body + mailoutbox[0].alternatives[0].content + words(person)[0]
    assert [word for word in (clerk.name, clerk.email, "สมศรี") if word in told] == []


def test_many_changes_are_one_notice_and_one_mail(person, clerk, mailoutbox):
    for number in range(3):
        contacts.add(Contact(person=person, kind="email", value=f"n{number}@example.org", source="staff"), by=clerk)

    tell()

    assert (len(words(person)), len(mailoutbox)) == (1, 1)
    assert mailoutbox[0].body.count("@example.org") == 3


def test_what_the_owner_changes_is_told_to_nobody(person, mailoutbox):
    change(person, person.account)

    tell()

    assert (words(person), mailoutbox) == ([], [])


def test_nothing_is_told_twice(person, clerk, mailoutbox):
    change(person, clerk)

    tell()
    tell()

    assert (len(words(person)), len(mailoutbox)) == (1, 1)


def test_what_is_not_sealed_yet_is_told_the_next_time(person, clerk):
    change(person, clerk)
    telling.tell_all(timezone.now())
    assert words(person) == []

    tell()

    assert len(words(person)) == 1


def test_telling_that_failed_begins_again(person, clerk, monkeypatch, mailoutbox):
    change(person, clerk)
    sealing.seal(now=timezone.now())
    monkeypatch.setattr(telling.notices, "notify_each", _fail)
    with pytest.raises(OSError, match="power"):
        telling.tell_all(timezone.now())
    monkeypatch.undo()
    assert words(person) == []

    telling.tell_all(timezone.now())

    assert len(words(person)) == 1


def _fail(*args):
    raise OSError("power")


def test_first_run_is_silent_about_the_past(clerk):
    person = GraduateFactory(account=UserFactory())
    change(person, clerk)

    tell()

    assert words(person) == []


def test_imports_and_seedings_are_not_told_row_by_row(person, clerk):
    row = audit.Change("records.contact", "1", 1, None, {"value": "x@example.org"}, person.pk)
    audit.write([row], action="records.add_contact", by=clerk, batch=AuditBatch.objects.create(action="import"))

    tell()

    assert words(person) == []


def test_the_offices_own_notes_are_not_told(person, clerk):
    people.change(person, {"note": "โทรกลับวันจันทร์"}, by=clerk, source=Source.STAFF)

    tell()

    assert words(person) == []


def test_people_without_an_account_are_passed_over(clerk, person, mailoutbox):
    change(GraduateFactory(), clerk)

    tell()

    assert (Notice.objects.count(), mailoutbox) == (0, [])


def test_each_hears_of_their_own_record_only(person, clerk, mailoutbox):
    other = GraduateFactory(account=UserFactory())
    change(person, clerk, "mine@example.org")
    change(other, clerk, "theirs@example.org")

    tell()

    bodies = {mail.to[0]: mail.body for mail in mailoutbox}
    assert ("theirs" in bodies[person.account.email], "mine" in bodies[other.account.email]) == (False, False)


@pytest.mark.parametrize("wish", ["email", "all"])
def test_who_wants_no_mail_reads_it_under_the_bell(person, clerk, mailoutbox, wish):
    today = timezone.localdate()
    care.ask_not_to_contact(person, channel=wish, since=today, until=None, reason="", by=clerk)
    change(person, clerk)

    tell()

    assert (len(words(person)), mailoutbox) == (1, [])


def test_restricted_person_gets_no_mail(person, clerk, mailoutbox):
    restrictions.begin(person, reason="", by=person.account)
    change(person, clerk)

    tell()

    assert (Restriction.objects.count(), len(words(person)), mailoutbox) == (1, 1, [])


def test_account_without_an_address_reads_it_under_the_bell(clerk, mailoutbox):
    tell()
    person = GraduateFactory(account=UserFactory(email=None))
    change(person, clerk)

    tell()

    assert (len(words(person)), mailoutbox) == (1, [])


def test_effort_does_not_grow_with_the_changes(person, clerk):
    def asked(number):
        for contact in ContactFactory.build_batch(number, person=person, source="staff"):
            contacts.add(contact, by=clerk)
        sealing.seal(now=timezone.now())
        with CaptureQueriesContext(connection) as asked:
            telling.tell_all(timezone.now())
        return len(asked)

    asked(1)  # what is read once and kept
    assert asked(1) == asked(5)
