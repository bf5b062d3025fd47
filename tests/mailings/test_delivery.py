"""A mailing goes to everybody on its list once, and what has changed since counts at the moment of sending."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.db import IntegrityError, OperationalError
from django.utils import timezone

from apps.core.actions.privacy import erase
from apps.core.privacy import Subject
from apps.duplicates.actions import merging
from apps.mailings.actions import delivery, freezing, guarding, ledger, mailings, preferences, second_look, sweeping
from apps.mailings.actions.claims import Claims
from apps.mailings.lib.transport import Transport
from apps.mailings.models import AddressState, LeftOut, Mailing, MailingFile, Message, TopicStop
from apps.mailings.querysets import recipients
from apps.mailings.reports import letters
from apps.records.models import Death
from tests.factories import MailingFactory, MessageFactory, StaffFactory

from .mail_server import CUT
from .test_eligible import NOW, reachable

pytestmark = pytest.mark.django_db
State = Message.State


def frozen(number=0, **fields):
    people = [reachable() for _ in range(number)]
    mailing = MailingFactory(freezing=True, **fields)
    assert freezing.freeze(mailing.pk)
    mailing.refresh_from_db()
    mailing.people = people
    return mailing


@pytest.fixture
def meanwhile(monkeypatch):
    """`meanwhile(act)`: something happens once, while the first message is being sent."""
    send, acts = Transport.send, []

    def sending(self, email):
        outcome = send(self, email)
        if acts:
            acts.pop()()
        return outcome

    monkeypatch.setattr(Transport, "send", sending)
    return acts.append


def run():
    return delivery.run(seconds=600)


def states(mailing):
    return sorted(mailing.messages.values_list("state", flat=True))


def received(mail_server):
    return [message_from_bytes(raw, policy=policy.default) for raw in mail_server.taken]


def test_everybody_gets_it_once_over_one_connection(mail_server):
    mailing = frozen(5)

    assert run() is False

    assert sorted(mail["To"] for mail in received(mail_server)) == sorted(
        mailing.messages.values_list("to", flat=True)
    )
    assert states(mailing) == [State.SENT] * 5
    assert mail_server.connections == 1
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.DONE


def test_letter_is_in_the_readers_words(mail_server):
    mailing = frozen(1)

    run()

    [mail] = received(mail_server)
    name = mailing.people[0].names.get().first_th
    assert mail["Subject"] == mailing.subject_th
    assert name in mail.get_body(["plain"]).get_content()
    assert name in mail.get_body(["html"]).get_content()
    assert mail["Message-ID"] == mailing.messages.get().message_id
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = mail["List-Unsubscribe"].partition(">")[0].strip("<")
    assert f": {stop}\n" in mail.get_body(["plain"]).get_content()  # the words at its end lead where the button does


def opts_out(person):
    TopicStop.objects.create(person=person, topic="news", at=NOW, via="page")


def bounces(person):
    AddressState.objects.create(address=f"p{person.pk}@example.org", hard_at=NOW, changed_at=NOW)


def is_erased(person):
    erase(Subject(person_id=person.pk))


def dies(person):
    Death.objects.create(person=person, first_source="family", first_evidence="letter", first_at=NOW)


def merges(person):
    Message.objects.filter(person=person).update(person=None)


CHANGES = [
    (opts_out, LeftOut.OPTED_OUT),
    (bounces, LeftOut.BOUNCED),
    (is_erased, LeftOut.ERASED),
    (dies, LeftOut.UNDER_REVIEW),
    (merges, LeftOut.MERGED),
]


@pytest.mark.parametrize(("change", "reason"), CHANGES)
def test_what_changed_after_the_list_was_closed_counts(mail_server, change, reason):
    mailing = frozen(2)
    change(mailing.people[0])

    run()

    assert len(mail_server.taken) == 1
    assert sorted(mailing.messages.values_list("state", "reason")) == [("left_out", reason), ("sent", "")]
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.DONE


@pytest.mark.parametrize(("change", "reason"), CHANGES)
def test_what_changes_between_two_messages_counts(mail_server, change, reason, meanwhile):
    """The worker has read all of them before; nobody tells it."""
    mailing = frozen(4)
    meanwhile(lambda: [change(each) for each in still_waiting(mailing)])

    run()

    assert len(mail_server.taken) == 1
    assert states(mailing) == ["left_out"] * 3 + ["sent"]


def still_waiting(mailing):
    queued = set(mailing.messages.filter(state=State.QUEUED).values_list("person", flat=True))
    return [person for person in mailing.people if person.pk in queued]


def test_workers_wrong_clock_writes_to_nobody_who_rests_until_tomorrow(mail_server, monkeypatch):
    mailing = frozen(2)
    preferences.pause_until(mailing.people[0], timezone.localdate() + timedelta(days=1))
    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(days=3))

    run()

    assert states(mailing) == ["left_out", "sent"]


def test_merged_readers_row_that_was_tried_is_the_one_that_goes(mail_server):
    """The other one would want its number."""
    mailing = frozen(2)
    gone, kept = mailing.people
    name = letters.message_id(mailing, kept.pk)
    mailing.messages.filter(person=kept).update(message_id=name, attempts=1)
    merging.merge(kept, gone, by=StaffFactory(role="records"), choices={})

    run()

    assert [mail["Message-ID"] for mail in received(mail_server)] == [name]
    assert sorted(mailing.messages.values_list("state", "reason")) == [("left_out", LeftOut.MERGED), ("sent", "")]


def test_new_address_is_used(mail_server):
    mailing = frozen(1)
    mailing.people[0].contacts.update(value="new@elsewhere.example")

    run()

    assert [mail["To"] for mail in received(mail_server)] == ["new@elsewhere.example"]
    assert mailing.messages.get().domain == "elsewhere.example"


def test_letter_goes_where_another_worker_has_moved_it(mail_server, meanwhile, monkeypatch):
    """It was made for the old address before."""
    monkeypatch.setattr(recipients.random, "randint", min)  # both are read at once
    mailing = frozen(2)

    def moves():
        [person] = still_waiting(mailing)
        person.contacts.update(value="new@elsewhere.example")
        second_look.at(mailing.messages.get(person=person).pk)

    meanwhile(moves)

    run()

    assert received(mail_server)[1]["To"] == "new@elsewhere.example"
    assert states(mailing) == ["sent", "sent"]


def test_address_that_somebody_else_has_gets_it_once(mail_server):
    mailing = frozen(2)
    mailing.people[0].contacts.update(value=f"p{mailing.people[1].pk}@example.org")

    run()

    assert len(mail_server.taken) == 1
    assert mailing.messages.get(state="left_out").reason == LeftOut.SAME_ADDRESS


@pytest.mark.parametrize("act", [mailings.pause, mailings.stop])
def test_pause_and_stop_count_at_the_next_message(mail_server, act, meanwhile):
    mailing = frozen(4)
    meanwhile(lambda: act(mailing, by=None))

    run()

    assert len(mail_server.taken) == 1


def test_stopped_mailing_leaves_nobody_waiting(mail_server):
    mailing = frozen(3)
    mailings.stop(mailing, by=None)

    run()

    assert set(mailing.messages.values_list("state", "reason")) == {("left_out", LeftOut.STOPPED)}
    assert mail_server.connections == 0


def test_postponed_message_of_a_stopped_mailing_is_left_out_by_the_sweep(mail_server, meanwhile):
    mailing = frozen(1)
    mail_server.answers["RCPT"].append("450 later")
    meanwhile(lambda: mailings.stop(mailing, by=None))

    run()
    sweeping.sweep()

    assert mailing.messages.get().reason == LeftOut.STOPPED


def test_resumed_mailing_goes_on_where_it_was(mail_server, meanwhile):
    mailing = frozen(4)
    meanwhile(lambda: mailings.pause(mailing, by=None))
    run()

    mailings.resume(mailing, by=None)
    run()

    assert len(mail_server.taken) == 4
    assert len({mail["To"] for mail in received(mail_server)}) == 4


@pytest.mark.parametrize(
    ("step", "answer", "state", "seen"),
    [
        ("CONNECT", "421 busy", State.QUEUED, 0),
        ("MAIL", "451 later", State.QUEUED, 0),
        ("RCPT", "450 greylisted", State.QUEUED, 0),
        ("RCPT", "550 no such user", State.FAILED, 0),
        ("RCPT", CUT, State.QUEUED, 0),
        ("DATA", CUT, State.QUEUED, 0),
        ("DOT", "451 later", State.QUEUED, 1),
        ("DOT", "554 spam", State.FAILED, 1),
        ("DOT", CUT, State.UNCONFIRMED, 1),
    ],
)
@pytest.mark.usefixtures("each_hello")
def test_failure_at_each_step(mail_server, step, answer, state, seen):
    mailing = frozen(1)
    mail_server.answers[step].append(answer)

    run()

    message = mailing.messages.get()
    assert (message.state, message.attempts, len(mail_server.seen)) == (state, 1, seen)


def test_message_is_the_same_at_every_attempt(mail_server):
    mailing = frozen(1)
    mail_server.answers["DOT"].append("451 later")
    run()
    mailing.messages.update(not_before=NOW)

    run()

    first, second = mail_server.seen
    assert first == second


def test_message_id_is_derived_from_mailing_and_person(mail_server):
    mailing = frozen(1)
    name = letters.message_id(mailing, mailing.people[0].pk)

    run()

    assert mailing.messages.get().message_id == name
    assert letters.message_id(frozen(), mailing.people[0].pk) != name


def test_server_that_refuses_everybody_pauses_the_mailing(mail_server, monkeypatch):
    monkeypatch.setattr(delivery, "NOT_TAKEN_IN_A_ROW", 3)
    mailing = frozen(6)
    mail_server.answers["MAIL"].extend(["554 relay denied"] * 6)

    run()

    mailing.refresh_from_db()
    assert (mailing.state, mailing.pause_reason) == ("paused", "refused")
    assert states(mailing) == ["queued"] * 6  # it was we who were refused

    mail_server.answers["MAIL"].clear()
    mailings.resume(mailing, by=None)
    run()
    assert states(mailing) == ["sent"] * 6


def test_server_that_never_says_what_became_of_a_message_pauses_the_mailing(mail_server, monkeypatch):
    monkeypatch.setattr(delivery, "NOT_TAKEN_IN_A_ROW", 3)
    mailing = frozen(5)
    mail_server.answers["DOT"].extend([CUT] * 5)

    run()

    mailing.refresh_from_db()
    assert (mailing.state, mailing.pause_reason) == ("paused", "refused")
    assert states(mailing) == ["queued"] * 2 + ["unconfirmed"] * 3


def test_mailing_that_is_broken_is_paused_and_keeps_no_other_waiting(mail_server):
    """A document that is lost, a text that cannot be read: whatever it is."""
    people = [reachable() for _ in range(2)]
    lost, unreadable, mailing = (frozen() for _ in range(3))
    MailingFile.objects.create(
        mailing=lost, kind="attachment", name="a.pdf", content_type="application/pdf", size=1, file="x", added_at=NOW
    )
    unreadable.texts.update(markdown="{nobody}")

    run()

    for broken in (lost, unreadable):
        broken.refresh_from_db()
        assert (broken.state, broken.pause_reason, states(broken)) == ("paused", "broken", [State.QUEUED] * 2)
    assert len(mail_server.taken) == len(people)
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.DONE


def test_list_that_cannot_be_closed_goes_back_and_keeps_no_other_waiting(mail_server, monkeypatch):
    reachable()
    broken, mailing = MailingFactory(freezing=True), MailingFactory(freezing=True)
    close = freezing.people_of
    monkeypatch.setattr(freezing, "people_of", lambda each: close(each) if each.pk == mailing.pk else 1 / 0)

    run()

    broken.refresh_from_db()
    assert broken.state == Mailing.State.REFUSED
    assert len(mail_server.taken) == 1


def test_record_that_is_merged_while_the_list_is_closed_keeps_nothing_up(mail_server, monkeypatch):
    """The row that names it cannot be written; the second time the list is without it."""
    reachable()
    mailing = MailingFactory(freezing=True)
    close, fails = delivery.freeze, [True]

    def closes(key):
        if fails and fails.pop():
            raise IntegrityError("a foreign key")
        return close(key)

    monkeypatch.setattr(delivery, "freeze", closes)

    run()

    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.DONE


def test_somebody_stops_it_before_it_pauses_itself(mail_server, monkeypatch, meanwhile):
    monkeypatch.setattr(delivery, "NOT_TAKEN_IN_A_ROW", 1)
    mail_server.answers["MAIL"].extend(["554 relay denied"])
    mailing = frozen(2)
    meanwhile(lambda: mailings.stop(Mailing.objects.get(pk=mailing.pk), by=None))

    run()

    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.STOPPED


def test_name_that_breaks_a_mail_breaks_its_own_only(mail_server, monkeypatch):
    mailing = frozen(3)
    write = letters.Letters.mail

    def broken(self, recipient):
        if recipient.person_id == mailing.people[0].pk:
            raise RuntimeError("a name that nobody thought of")
        return write(self, recipient)

    monkeypatch.setattr(letters.Letters, "mail", broken)
    run()

    failed = mailing.messages.get(state=State.FAILED)
    assert failed.person == mailing.people[0]
    assert "nobody thought of" in failed.error
    assert len(mail_server.taken) == 2


@pytest.mark.django_db(transaction=True)
def test_database_that_goes_away_leaves_no_doubt(mail_server, monkeypatch):
    """It went at the commit that closes the first message and claims the second, and the commit was made."""
    step, goes = Claims._step, iter([False, True, *[False] * 9])
    monkeypatch.setattr(ledger, "sleep", lambda _seconds: None)

    def stepped(*args):
        attempt = step(*args)
        if next(goes):
            raise OperationalError("server closed the connection unexpectedly")
        return attempt

    monkeypatch.setattr(Claims, "_step", stepped)
    mailing = frozen(3)

    run()

    assert states(mailing) == ["sent"] * 3
    assert len(mail_server.taken) == 3


def test_hostile_names_arrive_as_text(mail_server):
    mailing = frozen(1, text_th="เรียน {ชื่อ}", subject_th="ถึง {ชื่อ}")
    mailing.people[0].names.update(first_th="<script>\r\nBcc: victim@example.org\r\n\r\n.\r\n" + "ก" * 50)

    run()

    [mail] = received(mail_server)
    assert mail["Bcc"] is None
    assert "<script>" not in mail.get_body(["html"]).get_content()


def test_sign_in_code_goes_between_two_messages(mail_server, monkeypatch, meanwhile):
    monkeypatch.setattr(ledger, "BREATH", 0)
    frozen(3)
    meanwhile(lambda: MessageFactory(to="code@example.org"))

    run()

    assert [mail["To"] for mail in received(mail_server)].index("code@example.org") == 1


def test_providers_interface_gets_djangos_messages(settings):
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    mailing = frozen(2)

    run()

    assert states(mailing) == ["sent"] * 2
    [first, _second] = mail.outbox
    assert first.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_scheduled_mailing_starts_at_its_time_also_when_that_is_over(mail_server):
    reachable()
    early = MailingFactory(freezing=True, state="scheduled", scheduled_at=NOW + timedelta(hours=1))
    late = MailingFactory(freezing=True, state="scheduled", scheduled_at=NOW - timedelta(hours=9))

    run()

    assert {early.pk: "scheduled", late.pk: "done"} == dict(Mailing.objects.values_list("pk", "state"))


def test_mailing_is_finished_when_the_last_one_waits_no_more(mail_server):
    mailing = frozen(2)
    mail_server.answers["RCPT"].append("450 later")
    run()
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.SENDING

    mailing.messages.update(not_before=NOW)
    run()
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.DONE


def test_message_that_waits_in_a_finished_mailing_is_found(mail_server):
    """A worker that was given up too early says that its message was postponed, when all the others are done."""
    mailing = frozen(1)
    run()
    mailing.messages.update(state="queued", sent_at=None, not_before=NOW)

    sweeping.sweep()
    run()

    mailing.refresh_from_db()
    assert (mailing.state, states(mailing), len(mail_server.seen)) == ("done", ["sent"], 2)


def test_too_many_refusals_pause_a_mailing_before_the_sweep_looks(mail_server, monkeypatch):
    limits = {**guarding.LIMITS, guarding.Why.BOUNCES: guarding.Limit(0.05, 2)}
    monkeypatch.setattr(guarding, "LIMITS", limits)
    mailing = frozen(5)
    mail_server.answers["RCPT"].extend(["550 5.1.1 nobody", "250 fine", "550 5.1.1 nobody"])

    run()

    mailing.refresh_from_db()
    assert (mailing.state, mailing.pause_reason) == ("paused", "bounces")
    assert states(mailing) == ["failed"] * 2 + ["queued"] * 2 + ["sent"]


def test_unconfirmed_message_is_never_sent_again_by_itself(mail_server):
    mailing = frozen(1)
    mail_server.answers["DOT"].append(CUT)

    for _ in range(3):
        run()
        sweeping.sweep()

    assert len(mail_server.seen) == 1
    assert states(mailing) == ["unconfirmed"]


def test_too_many_bounces_pause_a_mailing(mail_server):
    mailing = frozen(30)
    mail_server.answers["RCPT"].extend(["550 no such user"] * 24)
    run()
    Mailing.objects.filter(pk=mailing.pk).update(state="sending", finished_at=None)
    mailing.messages.filter(state="sent").update(state="queued", sent_at=None)

    sweeping.sweep()

    mailing.refresh_from_db()
    assert (mailing.state, mailing.pause_reason) == ("paused", "bounces")
    mailings.resume(mailing, by=None)
    sweeping.sweep()
    mailing.refresh_from_db()
    assert mailing.state != "paused"
