"""A restored backup sends nothing of what was in it until a person has looked; a dead worker's message is found."""

import os
import signal
from threading import Thread
from time import sleep
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import Notice
from apps.core.models import AuditEntry
from apps.mailings.actions import composing, delivery, gates, ledger, marks, sweeping
from apps.mailings.lib import mark_folder
from apps.mailings.lib.mark_folder import MarkFolder
from apps.mailings.models import Mailing, Mark, Message
from tests.factories import MailingFactory, MessageFactory, RecipientFactory, StaffFactory

from .test_delivery import frozen

pytestmark = pytest.mark.django_db
State = Message.State


def send():
    ledger.deliver(seconds=600)
    delivery.run(seconds=600)


def the_mark():
    """Tests that commit take away the row that a migration has made."""
    return Mark.objects.get_or_create(id=1, defaults={"key": uuid4()})[0]


def restored():
    """The database as it was before the last sending; the folder remembers better."""
    Mark.objects.update(number=0)


def confirm(*, send):
    return marks.confirm(by=StaffFactory(role="communications"), reason="the log of the mail server", send=send)


def test_first_batch_of_a_new_portal_is_no_alarm():
    MessageFactory()
    send()
    send()

    assert len(mail.outbox) == 1
    assert marks.compare().held_to is None


def test_two_first_batches_at_once_are_no_alarm(monkeypatch):
    """The second one comes between the first one's commit and what it writes outside."""
    raise_to, others = MarkFolder.raise_to, [marks.compare]

    def slow(self, number):
        if number and others:
            assert others.pop()().held_to is None
        raise_to(self, number)

    monkeypatch.setattr(MarkFolder, "raise_to", slow)

    assert marks.compare().held_to is None
    assert Mark.objects.get().number == 2


def test_restored_backup_sends_nothing_of_what_was_in_it():
    send()
    restored()
    old, mailing = MessageFactory(), frozen(2)

    send()
    send()

    assert mail.outbox == []
    assert old.pk <= Mark.objects.get().held_to
    assert set(mailing.messages.values_list("state", flat=True)) == {State.QUEUED}


def test_neither_starts_nor_closes_it_mailings():
    send()
    restored()
    waiting = MailingFactory(freezing=True)
    frozen(1)
    Mailing.objects.filter(pk=waiting.pk).update(state="freezing")

    send()
    sweeping.sweep()

    waiting.refresh_from_db()
    assert waiting.state == "freezing"


def test_new_mail_goes_out_so_that_somebody_can_sign_in():
    send()
    restored()
    MessageFactory(to="old@example.org")
    send()
    MessageFactory(to="new@example.org")
    MessageFactory(to="by-the-clock@example.org", priority=Message.Priority.NORMAL)

    send()
    assert [each.to for each in mail.outbox] == [["new@example.org"]]

    confirm(send=False)
    send()
    assert mail.outbox[1].to == ["by-the-clock@example.org"]  # written since, by what a person did


def test_what_waited_for_a_second_person_goes_back_to_its_writer():
    """Else it goes out by itself when an election is over, or from the second person's pile."""
    send()
    restored()
    writer = StaffFactory(role="communications")
    waiting = MailingFactory(state="waiting", author=writer, run_key=uuid4(), held_until="2026-01-01T00:00Z")
    send()

    confirm(send=False)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.held_until, composing.release(timezone.now())) == ("refused", None, 0)
    assert waiting.remark
    assert Notice.objects.get(account=writer).kind == gates.DECIDED


def test_backup_of_a_moment_within_the_last_batch_is_recognised():
    with marks.batch() as (mark, _note):
        number = mark.number
    Mark.objects.update(number=number)

    assert marks.compare().held_to is not None


def test_worker_that_begins_is_not_taken_for_dead(monkeypatch):
    """Between the making of its file and its lock."""
    folder, opened, seen = marks.folder(the_mark()), os.open, []
    other = Thread(target=lambda: seen.extend(folder.held()))

    def slow(*args):
        file = opened(*args)
        other.start()
        other.join(0.1)
        return file

    monkeypatch.setattr(mark_folder.os, "open", slow)
    note = folder.note(7)
    other.join()
    note.close()

    assert [held.is_alive for held in seen] == [True]


def test_what_was_sent_before_is_thrown_away():
    send()
    restored()
    old, mailing = MessageFactory(), frozen(2)
    send()

    assert confirm(send=False) == 3
    send()

    old.refresh_from_db()
    mailing.refresh_from_db()
    assert (old.state, mailing.state, mail.outbox) == ("failed", "stopped", [])
    assert AuditEntry.objects.filter(action="mailings.confirm_restored").exists()


def test_what_was_not_sent_goes_out():
    send()
    restored()
    MessageFactory()
    frozen(2)
    send()

    confirm(send=True)
    send()

    assert len(mail.outbox) == 3
    assert marks.compare().held_to is None


def test_sending_goes_on_at_once_when_it_was_confirmed(monkeypatch, django_capture_on_commit_callbacks):
    """Not with the next sweep, half a minute later; and what the folder remembered is forgotten by then."""
    send()
    restored()
    MessageFactory()
    send()
    woken = []
    monkeypatch.setattr("apps.mailings.tasks.deliver.apply_async", lambda **_: woken.append(marks.compare().held_to))
    monkeypatch.setattr("apps.mailings.tasks.run_mailings.apply_async", lambda **_: woken.append("mailings"))

    with django_capture_on_commit_callbacks(execute=True):
        confirm(send=True)

    assert woken == [None, "mailings", "mailings"]


def test_message_that_was_claimed_after_the_backup_is_not_sent_again():
    """The worker that held it died; its file names it, whatever a person says of the others."""
    send()
    mailing = frozen(2)
    known, other = mailing.messages.order_by("pk")
    note = marks.folder(the_mark()).note(7)
    note.write(known.pk, 1)
    os.close(note._file)
    restored()
    send()

    confirm(send=True)
    send()

    known.refresh_from_db()
    other.refresh_from_db()
    assert (known.state, known.attempts, other.state) == (State.UNCONFIRMED, 1, State.SENT)
    assert len(mail.outbox) == 1
    assert known.message_id


def test_database_whose_folder_is_gone_may_be_any_backup(settings, tmp_path):
    send()
    MessageFactory()
    settings.MAIL_MARK_DIR = tmp_path / "another machine"

    send()

    assert mail.outbox == []


def test_claim_that_the_database_does_not_know_is_enough():
    """A backup that was made in the middle of a batch."""
    message = MessageFactory()
    note = marks.folder(the_mark()).note(7)
    note.write(message.pk, 1)
    os.close(note._file)

    send()

    assert mail.outbox == []


def test_folder_of_another_database_is_no_alarm():
    send()
    send()
    Mark.objects.update(key=uuid4(), number=0)
    MessageFactory()

    send()

    assert len(mail.outbox) == 1


def test_message_of_a_killed_worker_is_unconfirmed_at_once():
    message = RecipientFactory(state="sending", attempts=1, claimed_at="2026-01-01T00:00Z", message_id="<a@b>")
    folder = marks.folder(the_mark())
    child = os.fork()
    if child == 0:
        note = folder.note(7)
        note.write(message.pk, 1)
        sleep(60)
    while not any(held.message_id == message.pk for held in folder.held()):
        sleep(0.01)
    assert marks.workers_alive() == 1
    marks.compare()
    message.refresh_from_db()
    assert message.state == State.SENDING

    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    marks.compare()

    message.refresh_from_db()
    assert message.state == State.UNCONFIRMED
    assert marks.workers_alive() == 0


def test_office_sees_what_waits_and_confirms(client):
    send()
    restored()
    MessageFactory()
    send()
    client.force_login(StaffFactory(role="communications"))
    url = reverse("mailings:office_restored")
    assert client.get(url).status_code == 200

    assert client.post(url, {"what": "send"}).status_code == 422
    assert client.post(url, {"what": "send", "reason": "the log"}).status_code == 302
    assert Mark.objects.get().held_to is None


def test_claim_that_a_killed_worker_had_not_noted_yet_is_found_too():
    moment = {"claimed_at": "2026-01-01T00:00Z", "claimed_by": 7}
    message = RecipientFactory(state="sending", attempts=1, message_id="<a@b>", **moment)
    os.close(marks.folder(the_mark()).note(7)._file)

    marks.compare()

    message.refresh_from_db()
    assert message.state == State.UNCONFIRMED
