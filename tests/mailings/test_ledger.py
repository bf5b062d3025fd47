"""What becomes of a message at every step of its way; nothing is sent twice, nothing is lost."""

import io
import sys
from datetime import timedelta
from email import message_from_bytes, policy
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError
from django.db.models.functions import Now
from django.utils import timezone

from apps.core.models import AuditEntry
from apps.mailings.actions import ledger, routes
from apps.mailings.lib.outcome import Fate, Outcome
from apps.mailings.models import Message
from tests.factories import MessageFactory, UserFactory
from tests.mailings.mail_server import CUT

pytestmark = pytest.mark.django_db
State = Message.State


def deliver():
    return ledger.deliver(seconds=600)


def backdate(message, **fields):
    Message.objects.filter(pk=message.pk).update(**{name: Now() - ago for name, ago in fields.items()})


def test_mail_arrives_as_it_was_written(mail_server):
    message = MessageFactory(body_text="สวัสดี\n.จุด", body_html="<p>สวัสดี</p>", headers={"List-Id": "ข่าว"})

    deliver()

    received = message_from_bytes(mail_server.taken[0], policy=policy.default)
    headers = [received[name].strip() for name in ("To", "Subject", "List-Id", "Message-ID")]
    assert headers == [message.to, message.subject, "ข่าว", message.message_id]
    assert received.get_body(["html"]).get_content().strip() == "<p>สวัสดี</p>"


def test_batch_goes_over_one_connection(mail_server):
    MessageFactory.create_batch(5)

    assert deliver() is False

    assert mail_server.connections == 1
    assert len(mail_server.taken) == 5
    assert set(Message.objects.values_list("state", "attempts")) == {(State.SENT, 1)}


def test_urgent_mail_goes_first(mail_server):
    MessageFactory(to="news@example.org", priority=Message.Priority.NORMAL)
    MessageFactory(to="code@example.org", priority=Message.Priority.URGENT)

    deliver()

    received = [message_from_bytes(text)["To"] for text in mail_server.taken]
    assert received == ["code@example.org", "news@example.org"]


@pytest.mark.parametrize(
    ("step", "answer", "state", "seen"),
    [
        ("CONNECT", "421 busy", State.QUEUED, 0),
        ("CONNECT", "554 no", State.QUEUED, 0),  # nothing is known about the message
        ("CONNECT", CUT, State.QUEUED, 0),
        ("EHLO", CUT, State.QUEUED, 0),
        ("MAIL", "451 later", State.QUEUED, 0),
        ("MAIL", "421 closing", State.QUEUED, 0),
        ("MAIL", "553 not you", State.FAILED, 0),
        ("MAIL", CUT, State.QUEUED, 0),
        ("RCPT", "450 greylisted", State.QUEUED, 0),
        ("RCPT", "421 closing", State.QUEUED, 0),
        ("RCPT", "550 no such user", State.FAILED, 0),
        ("RCPT", CUT, State.QUEUED, 0),
        ("DATA", "451 later", State.QUEUED, 0),
        ("DATA", "554 no", State.FAILED, 0),
        ("DATA", CUT, State.QUEUED, 0),
        ("DOT", "451 later", State.QUEUED, 1),  # the server's word that it did not take it
        ("DOT", "421 closing", State.QUEUED, 1),
        ("DOT", "554 spam", State.FAILED, 1),
        ("DOT", CUT, State.UNCONFIRMED, 1),
        ("DOT", "gibberish", State.UNCONFIRMED, 1),
        ("DOT", "x" * 9000, State.UNCONFIRMED, 1),
        ("DOT", "554 hostile \0 answer", State.FAILED, 1),
    ],
)
@pytest.mark.usefixtures("each_hello")
def test_failure_at_each_step(mail_server, step, answer, state, seen):
    message = MessageFactory()
    mail_server.answers[step].append(answer)

    deliver()

    message.refresh_from_db()
    assert (message.state, message.attempts, len(mail_server.seen)) == (state, 1, seen)
    assert message.error


@pytest.mark.usefixtures("each_hello")
@pytest.mark.parametrize("answer", [CUT, "450 greylisted", "550 no such user", "421 closing"])
def test_failure_leaves_the_next_message_alone(mail_server, answer):
    MessageFactory.create_batch(2)
    mail_server.answers["RCPT"].append(answer)

    deliver()

    assert len(mail_server.taken) == 1
    assert Message.objects.filter(state=State.SENT).count() == 1


def test_unreachable_server_stops_the_batch(mail_server):
    mail_server.answers["CONNECT"].extend([CUT] * 3)
    MessageFactory.create_batch(3)

    assert deliver() is False

    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    assert set(Message.objects.values_list("state", flat=True)) == {State.QUEUED}


def test_silent_server_is_waited_for_until_the_timeout(settings, mail_server):
    settings.EMAIL_TIMEOUT = 1
    mail_server.delay = 60
    message = MessageFactory()

    deliver()

    message.refresh_from_db()
    assert message.state == State.UNCONFIRMED


def test_postponed_mail_waits_longer_each_time_and_fails_in_the_end(mail_server):
    message = MessageFactory()
    waited = []
    while message.state == State.QUEUED:
        mail_server.answers["RCPT"].append("450 later")
        deliver()
        message.refresh_from_db()
        waited.append(round((message.not_before - message.claimed_at).total_seconds()))
        backdate(message, not_before=timedelta(seconds=1))

    assert waited[:-1] == list(ledger.WAITS)
    assert (message.state, message.attempts) == (State.FAILED, len(ledger.WAITS) + 1)


def test_waiting_mail_is_not_due():
    message = MessageFactory()
    backdate(message, not_before=-timedelta(minutes=1))

    deliver()

    assert mail.outbox == []


def test_every_attempt_sends_the_same_bytes(mail_server):
    message = MessageFactory(body_text="สวัสดี")
    mail_server.answers["DOT"].append("451 later")
    deliver()
    backdate(message, not_before=timedelta(seconds=1))

    deliver()

    assert len(mail_server.seen) == 2
    assert mail_server.seen[0] == mail_server.seen[1]


def test_mail_that_cannot_be_composed_fails_alone():
    broken = MessageFactory(headers={"X-A": "b\nc"})
    MessageFactory()

    deliver()

    broken.refresh_from_db()
    assert broken.state == State.FAILED
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("tests.mailings.transports.Broken", State.UNCONFIRMED),
        ("tests.mailings.transports.Closed", State.QUEUED),
        ("tests.mailings.transports.Mute", State.UNCONFIRMED),
    ],
)
def test_transport_that_explains_nothing_is_not_tried_again(settings, path, state):
    settings.MAIL_TRANSPORT = path
    message = MessageFactory()

    deliver()

    message.refresh_from_db()
    assert message.state == state


def test_time_limit_leaves_the_rest(mail_server):
    MessageFactory.create_batch(2)

    assert ledger.deliver(seconds=-1) is True

    assert len(mail_server.taken) == 1


def test_sweep_marks_what_a_dead_worker_held():
    dead, alive = MessageFactory(), MessageFactory()
    ledger.claim()
    ledger.claim()
    backdate(dead, claimed_at=timedelta(minutes=7))
    backdate(alive, claimed_at=timedelta(minutes=5))

    assert ledger.sweep() is False

    assert dict(Message.objects.values_list("pk", "state")) == {dead.pk: State.UNCONFIRMED, alive.pk: State.SENDING}


def test_sweep_never_sends_again_what_it_marked():
    message = MessageFactory()
    ledger.claim()
    backdate(message, claimed_at=timedelta(minutes=7))
    ledger.sweep()

    deliver()

    assert mail.outbox == []


def test_sweep_says_that_mail_is_due():
    MessageFactory()

    assert ledger.sweep() is True


def test_slow_worker_still_says_what_it_knows():
    message = MessageFactory()
    claimed = ledger.claim()
    backdate(message, claimed_at=timedelta(minutes=7))
    ledger.sweep()

    ledger.close(claimed, Outcome(Fate.TAKEN))

    message.refresh_from_db()
    assert (message.state, message.error) == (State.SENT, "")


@pytest.mark.django_db(transaction=True)
def test_database_that_goes_away_leaves_no_doubt(mail_server, monkeypatch):
    """It went at the commit of the second claim, which was made."""
    MessageFactory.create_batch(3)
    claim, goes = ledger.claim, iter([False, True, False, False, False, False])
    monkeypatch.setattr(ledger, "sleep", lambda _seconds: None)

    def claimed(*args, **options):
        found = claim(*args, **options)
        if next(goes):
            raise OperationalError("server closed the connection unexpectedly")
        return found

    monkeypatch.setattr(ledger, "claim", claimed)

    assert ledger.deliver(seconds=30)
    assert sorted(Message.objects.values_list("state", flat=True)) == ["queued", "queued", "sent"]
    assert not ledger.deliver(seconds=30)

    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    assert len(mail_server.taken) == 3


def test_old_claim_does_not_close_a_newer_one():
    message = MessageFactory()
    old = ledger.claim()
    ledger.close(old, Outcome(Fate.POSTPONED))
    backdate(message, not_before=timedelta(seconds=1))
    ledger.claim()

    ledger.close(old, Outcome(Fate.REFUSED))

    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.SENDING, 2)


def test_text_of_a_security_mail_is_erased_after_a_day():
    old, new, notice = [
        MessageFactory(purpose=purpose, state=State.SENT, sent_at=timezone.now())
        for purpose in ("security", "security", "notice")
    ]
    backdate(old, created_at=timedelta(hours=25))
    backdate(notice, created_at=timedelta(hours=25))

    ledger.sweep()

    assert dict(Message.objects.values_list("pk", "body_text")) == {old.pk: "", new.pk: "สวัสดี", notice.pk: "สวัสดี"}


@pytest.fixture
def unconfirmed(db):
    MessageFactory()
    message = ledger.claim()
    ledger.close(message, Outcome(Fate.UNKNOWN, "cut"))
    return message


@pytest.mark.parametrize("outcome", [State.SENT, State.FAILED, State.QUEUED])
def test_person_settles_by_proof(unconfirmed, outcome):
    by = UserFactory()

    ledger.settle(unconfirmed, outcome=outcome, by=by, reason="mail log, line 7")

    entry = AuditEntry.objects.get()
    assert (entry.by, entry.reason, entry.before, entry.after) == (
        by,
        "mail log, line 7",
        {"state": "unconfirmed"},
        {"state": outcome.value},
    )
    unconfirmed.refresh_from_db()
    assert unconfirmed.state == outcome


def test_mail_that_certainly_did_not_leave_goes_again(unconfirmed):
    ledger.settle(unconfirmed, outcome=State.QUEUED, by=UserFactory(), reason="not in the log")

    deliver()

    assert len(mail.outbox) == 1


def test_refused_mail_goes_again_when_a_person_says_so(mail_server):
    message = MessageFactory()
    mail_server.answers["RCPT"].append("550 we are on a list")
    deliver()

    ledger.settle(message, outcome=State.QUEUED, by=UserFactory(), reason="we are on none any more")
    deliver()

    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.SENT, 2)


def test_code_that_was_erased_does_not_go_again(unconfirmed):
    Message.objects.update(state=State.FAILED, body_text="", body_html="", body_erased_at=timezone.now())

    with pytest.raises(ledger.AlreadySettled):
        ledger.settle(unconfirmed, outcome=State.QUEUED, by=UserFactory(), reason="r")


POSTFIX = """
Dec  1 10:00:00 mx postfix/cleanup[9]: 4Zk1: message-id={id}
Dec  1 10:00:00 mx postfix/cleanup[9]: 4ZkQ2b1XyZz: message-id={id}
Dec  1 10:00:01 mx postfix/qmgr[7]: 4ZkQ2b1XyZz: from=<portal+b1.x@x.example>, size=2048, nrcpt=1 (queue active)
"""
NEVER_QUEUED = "Dec  1 10:00:00 mx postfix/cleanup[9]: 4ZkQ2b1XyZz: message-id={id}\n"
EXIM = "2026-12-01 10:00:01 1tHabc-000001-Ab <= portal@x.example H=web [10.0.0.2] P=esmtps S=2048 id={bare}\n"
SENDMAIL = """
Dec  1 10:00:00 mx sendmail[9]: 4B1A00xx001234: from=<a@x.example>, size=9, nrcpts=1, msgid={id}, proto=ESMTP
Dec  1 10:00:01 mx sendmail[9]: 4B1A00xx001234: to=<r@y.example>, delay=00:00:01, dsn=2.0.0, stat=Sent (ok)
"""


@pytest.mark.parametrize(
    ("log", "state"), [(POSTFIX, "sent"), (EXIM, "sent"), (SENDMAIL, "sent"), (NEVER_QUEUED, "unconfirmed")]
)
def test_log_of_the_mail_server_settles_what_it_took(unconfirmed, monkeypatch, log, state):
    lines = log.format(id=unconfirmed.message_id, bare=unconfirmed.message_id.strip("<>")) + "\xff nonsense\n" * 3
    for option in (["--dry-run"], []):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(lines.encode("latin-1"))))
        call_command("settle_from_log", *option, stdout=io.StringIO())
        unconfirmed.refresh_from_db()
        assert unconfirmed.state == ("unconfirmed" if option else state)


def test_mail_server_returns_it_to_an_address_that_names_it(mail_server, settings):
    settings.MAIL_RETURN_ADDRESS = "portal@mail.example.ac.th"
    message = MessageFactory(from_email="Alumni <alumni@example.ac.th>")

    deliver()

    [raw] = mail_server.taken
    assert b"From: Alumni <alumni@example.ac.th>" in raw
    [sender] = mail_server.senders
    assert f"<{routes.bounce_address(message.pk)}>" in sender


def test_settled_mail_is_not_settled_again(unconfirmed):
    ledger.settle(unconfirmed, outcome=State.SENT, by=UserFactory(), reason="r")

    with pytest.raises(ledger.AlreadySettled):
        ledger.settle(unconfirmed, outcome=State.QUEUED, by=UserFactory(), reason="r")
    with pytest.raises(ValueError, match="sending"):
        ledger.settle(unconfirmed, outcome=State.SENDING, by=UserFactory(), reason="r")


def test_workers_at_once_send_everything_once(together, mail_server):
    MessageFactory.create_batch(60)

    results = together(lambda _number: ledger.deliver(seconds=600), 4)

    assert results == [False] * 4
    received = [message_from_bytes(text)["Message-ID"] for text in mail_server.taken]
    assert (len(received), len(set(received))) == (60, 60)
    assert set(Message.objects.values_list("state", "attempts")) == {(State.SENT, 1)}


def test_claim_takes_as_many_queries_however_many_wait(django_assert_num_queries):
    MessageFactory.create_batch(30)

    with django_assert_num_queries(5):  # two of them are the test's savepoint
        ledger.claim()
