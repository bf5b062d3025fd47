"""Mails about registrations: each once, in its reader's language, with what one needs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.accounts.models import Notice
from apps.core import registries
from apps.events import emails
from apps.events.actions import ending, letters, sweeping
from apps.events.models import EventLetter
from apps.mailings.actions import marks
from apps.mailings.models import Mark
from tests.factories import EventFactory, RegistrationFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mails_to(mailoutbox):
    """`mails_to(registration)`: subject and both texts of each, the oldest first."""

    def found(registration):
        return [
            (mail.subject, mail.body, mail.alternatives[0].content)
            for mail in mailoutbox
            if mail.to == [registration.account.email]
        ]

    return found


@pytest.mark.parametrize(("spoken", "word"), [("th", "ลงทะเบียน"), ("en", "You are registered")])
def test_confirmation_carries_ticket_calendar_and_link(take, mails_to, spoken, word):
    event = EventFactory(contact="โทร. 074 000 000")
    mine = take(event)
    type(mine.account).objects.filter(pk=mine.account.pk).update(language=spoken)

    assert letters.write_due() is False

    [(subject, *texts)] = mails_to(mine)
    code = mine.attendees.get().code
    for text in texts:
        assert f"{code[:4]} {code[4:8]} {code[8:]}" in text
        assert f"/events/{event.slug}.ics" in text
        assert "/r/" in text
        assert event.contact in text
    if spoken == "en":
        assert word in subject


def test_each_mail_goes_once_whoever_writes(take, mails_to):
    mine = take(EventFactory())

    letters.write_due()
    letters.write_due()
    letters.note(mine, EventLetter.Kind.CONFIRMED)
    letters.write_due()

    assert len(mails_to(mine)) == 1


def test_every_kind_has_words_and_a_notice(take, mails_to):
    mine = take(EventFactory())
    for kind in EventLetter.Kind.values:
        letters.note(mine, kind, sequence=7)

    letters.write_due()

    assert set(emails.WORDS) == set(EventLetter.Kind.values)
    assert len({subject for subject, *_texts in mails_to(mine)}) == len(EventLetter.Kind.values)
    words = registries.notices[emails.NOTICE]
    assert all(words(notice.params).text for notice in Notice.objects.filter(account=mine.account))


def test_offer_and_cancellation_are_told(take, mails_to):
    event = EventFactory(seats=1)
    first, second = take(event), take(event)
    ending.cancel(first, by=first.account)

    letters.write_due()

    assert EventLetter.objects.filter(registration=first).order_by("pk").last().kind == "cancelled"
    assert "/register/" in mails_to(second)[-1][1]


def test_online_link_is_in_no_mail(take, mailoutbox):
    event = EventFactory(online=True, online_url="https://meet.example.org/secret")
    take(event)

    letters.write_due()

    [mail] = mailoutbox
    assert "secret" not in mail.body + mail.alternatives[0].content


@pytest.mark.parametrize(
    ("ahead", "before", "kinds"),
    [
        (timedelta(days=6), timedelta(days=20), ["reminder_week"]),
        (timedelta(hours=20), timedelta(days=20), ["reminder_day"]),
        (timedelta(days=6), timedelta(hours=1), []),
        (timedelta(days=9), timedelta(days=20), []),
    ],
)
def test_reminders_come_a_week_and_a_day_before_once(ahead, before, kinds):
    now = timezone.now()
    mine = RegistrationFactory(event__starts_at=now + ahead, confirmed_at=now - before)
    RegistrationFactory(event=mine.event, state="cancelled", confirmed_at=now - before)

    sweeping.remind(now)
    sweeping.remind(now)

    assert list(EventLetter.objects.values_list("kind", flat=True)) == kinds


def test_whoever_has_no_address_holds_up_nobody(take, mailoutbox):
    mine = take(EventFactory())
    type(mine.account).objects.filter(pk=mine.account.pk).update(email=None)

    assert letters.write_due() is False
    assert not mailoutbox


@pytest.mark.parametrize("were_sent", [True, False])
def test_restored_backup_writes_by_itself_nothing_that_was_perhaps_written(take, mails_to, were_sent):
    """Reminders, and what was noted and not written yet; what people do after it is written to them."""
    sweeping.sweep()
    mine = take(EventFactory(starts_at=timezone.now() + timedelta(hours=20)))
    EventLetter.objects.update(noted_at=timezone.now() - timedelta(days=1))
    mine.confirmed_at = timezone.now() - timedelta(days=9)
    mine.save(update_fields=["confirmed_at"])
    Mark.objects.update(number=0)

    sweeping.sweep()
    letters.write_due()
    assert mails_to(mine) == []

    later = take(mine.event)
    letters.write_due()
    assert len(mails_to(later)) == 1

    marks.confirm(by=StaffFactory(), reason="the log", send=not were_sent)
    sweeping.sweep()
    assert len(mails_to(mine)) == (0 if were_sent else 2)
