"""Mails about registrations: each once, in its reader's language, with what one needs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import Notice
from apps.core import registries
from apps.events import emails
from apps.events.actions import ending, letters, sweeping
from apps.events.models import EventLetter
from apps.events.querysets.addressees import addresses_of
from apps.mailings.actions import marks
from apps.mailings.models import Mark
from apps.records.models import Death
from tests.factories import EventFactory, RegistrationFactory, StaffFactory, SubmissionFactory, TermFactory

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


def test_nobody_writes_to_the_dead(take, mailoutbox):
    mine = take(EventFactory())
    told = {"first_source": "family", "second_source": "news", "second_evidence": "b", "first_at": timezone.now()}
    Death.objects.create(person=mine.person, confirmed_at=timezone.now(), **told)

    letters.write_due()

    assert not mailoutbox
    assert not Notice.objects.exists()


def test_closed_account_is_written_to_nowhere(take):
    mine = take(EventFactory())
    mine.account.is_active = False

    assert addresses_of([mine]) == {}


def test_mail_that_cannot_be_written_holds_up_no_other_and_is_tried_again(take, mailoutbox, monkeypatch):
    event = EventFactory()
    broken, other = take(event), take(event)
    send = emails.send

    def send_but_one(letter):
        if letter.registration == broken:
            raise RuntimeError
        send(letter)

    monkeypatch.setattr(emails, "send", send_but_one)
    letters.write_due()
    assert [mail.to for mail in mailoutbox] == [[other.account.email]]

    monkeypatch.undo()
    letters.write_due()
    assert len(mailoutbox) == 1
    EventLetter.objects.update(failed_at=timezone.now() - letters.AGAIN_AFTER)
    letters.write_due()
    assert len(mailoutbox) == 2


def test_step_of_the_sweep_that_fails_stops_no_other(take, mailoutbox, monkeypatch):
    take(EventFactory())

    def fail(_now):
        raise RuntimeError

    monkeypatch.setattr(sweeping, "lapse", fail)
    sweeping.sweep()

    assert mailoutbox


# ---- organisers, of whom an answer is waited for


@pytest.fixture
def approved():
    """An event whose organisers accept each registration, and their leader's account."""
    term = TermFactory()
    event = EventFactory(chapter=term.seat.position.chapter, needs_approval=True, seats=10)
    return event, term.person.account


def asks(event):
    mine = RegistrationFactory(event=event, state="asked")
    letters.note(mine, EventLetter.Kind.ASKED)
    letters.write_due()
    return mine


def told(account):
    return account.notices.filter(kind="events.to_approve").count()


def test_organisers_hear_that_somebody_waits_for_them_but_not_of_each(approved, mailoutbox, client_for):
    event, leader = approved
    asks(event)
    asks(event)
    assert told(leader) == len([mail for mail in mailoutbox if mail.to == [leader.email]]) == 1

    leader.notices.update(read_at=timezone.now())
    asks(event)
    assert told(leader) == 2

    desk = client_for(leader).get(reverse("events:desk", args=[event.slug]))
    assert desk.context["figures"].asked == 3
    assert (
        reverse("events:requests", args=[event.slug]) in desk.text.partition("</main>")[0].partition("note--warn")[2]
    )
    assert event.title_th in client_for(leader).get(reverse("accounts:notices")).text


def test_whoever_answered_all_hears_of_the_next_one(approved):
    event, leader = approved
    first = asks(event)
    ending.refuse(first, reason="เต็ม", by=leader)
    asks(event)
    assert told(leader) == 2


def test_of_an_event_of_the_office_whoever_published_it_hears(staff):
    clerk = staff("events")
    event = EventFactory(chapter=None, needs_approval=True)
    SubmissionFactory(event=event, by=clerk, outcome="approved")
    asks(event)
    assert told(clerk) == 1


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
