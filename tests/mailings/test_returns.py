"""From a returned mail to what follows: once, for the right address, and for nobody who cannot prove it."""

import io
import json
import sys
from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from apps.accounts.models import Notice
from apps.core.models import AuditEntry
from apps.mailings.actions import addresses, inbox, intake, returns, routes
from apps.mailings.models import AddressState, InboxItem, Message, Return, TopicStop
from apps.records.models import Contact
from tests.factories import AlumnusFactory, ContactFactory, MailingFactory, RecipientFactory

from .bounces import harmless
from .bounces.makes import OURS, Case, head, plain, postfix, report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mailbox(settings):
    settings.MAIL_RETURN_ADDRESS = "portal@mail.example.ac.th"


@pytest.fixture
def message():
    """A news mail that was sent to an alumnus with an account."""
    person = AlumnusFactory()
    ContactFactory(person=person, kind="email", value="somchai@example.com", is_primary=True)
    return RecipientFactory(
        mailing=MailingFactory(topic="news"), person=person, to="somchai@example.com", state="sent",
        sent_at=timezone.now(), claimed_at=timezone.now(), message_id="<0123456789abcdef@mail.example.ac.th>",
    )  # fmt: skip


def returned(message, reply="550", status="5.1.1", words="User unknown", number=0):
    """A return to the envelope of this message."""
    raw = postfix(Case("forwarded@elsewhere.example", reply, status, words))
    raw = raw.replace(OURS.encode(), routes.bounce_address(message.pk).encode())
    return b"Message-ID: <%d@mx.example.net>\n" % number + raw


def test_a_hard_return_marks_the_address_and_asks_its_owner(message):
    taken = returns.take_in(returned(message))
    assert (taken.deed, taken.message) == ("address", message)
    state = AddressState.objects.get(address="somchai@example.com")
    assert state.hard_at is not None
    contact = Contact.objects.get(value="somchai@example.com")
    assert (contact.status, contact.is_primary) == ("bounced", False)
    assert Notice.objects.get(account=message.person.account).params == {"address": "somchai@example.com"}
    row = Return.objects.get()
    assert (row.kind, row.message, row.recipient, row.code) == ("hard", message, "somchai@example.com", "5.1.1")


def test_the_same_mail_twice_counts_once(message):
    raw = returned(message, "452", "4.2.2", "Mailbox full")
    for way in (raw, raw.replace(b"\n", b"\r\n"), b"Received: by another way\n" + raw):
        returns.take_in(way)
    assert Return.objects.count() == 1
    assert AddressState.objects.get().soft_bounces == 1


def test_the_envelope_cannot_be_guessed(message):
    forged = returned(message).replace(b"portal+b", b"portal+b1")
    returns.take_in(forged.replace(b"<0123456789abcdef@", b"<unknown@"))
    assert not AddressState.objects.exists()
    assert Contact.objects.get(value="somchai@example.com").status == "live"


def test_the_id_of_the_message_tells_it_too(message):
    raw = postfix(Case("somchai@example.com", "550", "5.1.1", "User unknown"))
    assert returns.take_in(raw).message == message
    assert AddressState.objects.get().hard_at is not None


def soft(message, number, at):
    return returns.take_in(returned(message, "452", "4.2.2", "Mailbox full", number), at=at)


def test_the_ladder_rests_longer_and_longer_and_ends(message):
    now, rests = timezone.now(), []
    for step in range(6):
        soft(message, step, now + timedelta(days=step))
        state = AddressState.objects.get()
        rests.append((state.held_until - now - timedelta(days=step)).days if state.held_until else None)
    assert rests == [None, None, 14, 30, 60, None]
    assert state.hard_at is not None
    assert Contact.objects.get(value="somchai@example.com").status == "bounced"


def test_returns_of_one_day_are_one_step(message):
    now = timezone.now()
    for step in range(5):
        soft(message, step, now + timedelta(hours=step))
    assert AddressState.objects.get().soft_bounces == 1


def test_a_refusal_of_us_says_nothing_about_the_address(message):
    returns.take_in(returned(message, "554", "5.7.1", "Client host blocked using zen.spamhaus.org"))
    returns.take_in(
        returned(message, "", "4.4.1", "Connection timed out").replace(b"Action: failed", b"Action: delayed")
    )
    assert not AddressState.objects.exists() or AddressState.objects.get().hard_at is None
    assert Return.objects.filter(kind="soft").count() == 2


def test_a_good_delivery_resets(message):
    now = timezone.now()
    for step in range(3):
        soft(message, step, now - timedelta(days=20 - step))
    Message.objects.filter(pk=message.pk).update(sent_at=now - timedelta(days=4))
    assert addresses.settle() == 1
    state = AddressState.objects.get()
    assert (state.soft_bounces, state.held_until) == (0, None)
    assert state.last_ok_at is not None


def test_an_address_that_its_owner_confirms_again_works_again(message):
    returns.take_in(returned(message), at=timezone.now() - timedelta(days=1))
    Contact.objects.update(status="live", confirmed_at=timezone.now(), confirmed_by="self")
    assert addresses.settle() == 1
    assert AddressState.objects.get().hard_at is None


def test_a_report_of_success_resets(message):
    soft(message, 1, timezone.now() - timedelta(days=2))
    case = Case("x@y.example", "250", "2.0.0", "OK")
    raw = report(case, "Delivered.", "MAILER-DAEMON@x.example", "Success", fields="Action: delivered\nStatus: 2.0.0\n")
    returns.take_in(raw.replace(OURS.encode(), routes.bounce_address(message.pk).encode()))
    assert AddressState.objects.get().soft_bounces == 0


def test_a_complaint_ends_mailings_to_the_address_and_of_the_topic(message):
    raw, _kind = harmless.complaints()[0]
    assert returns.take_in(raw).deed == "complaint"
    assert AddressState.objects.get().complaint_at is not None
    assert TopicStop.objects.get().via == "complaint"


def test_an_opt_out_that_a_provider_reports_is_no_complaint(message):
    raw, _kind = harmless.complaints()[0]
    assert returns.take_in(raw.replace(b"Feedback-Type: abuse", b"Feedback-Type: opt-out")).deed == "stopped"
    assert not AddressState.objects.exists()
    assert TopicStop.objects.get().via == "mailto"


def test_unsubscribing_by_mail(message):
    to = routes.stop_address(message.person_id, message.mailing_id)
    raw = plain("somchai@example.com", "unsubscribe", "").replace(OURS.encode(), to.upper().encode())
    assert returns.take_in(raw).deed == "stopped"
    assert (TopicStop.objects.get().topic, TopicStop.objects.get().via) == ("news", "mailto")


def answer(message, to=None, **more):
    to = to or routes.reply_address(message.person_id, message.mailing_id)
    text = "ขอบคุณครับ จะไปงานแน่นอน\n\nOn Monday, Alumni Office wrote:\n> Dear alumni\n"
    raw = plain("Somchai <somchai@example.com>", "Re: ข่าวจากมหาวิทยาลัย", text, **more)
    return raw.replace(OURS.encode(), to.encode())


def test_an_answer_comes_to_the_inbox_once_and_goes_on_by_mail(message, settings):
    for _ in range(2):
        returns.take_in(answer(message))
    item = InboxItem.objects.get()
    assert (item.sender_key, item.person, item.mailing) == ("office", message.person, message.mailing)
    assert item.text == "ขอบคุณครับ จะไปงานแน่นอน"
    assert Return.objects.get().kind == "reply"


def test_an_answer_to_the_envelope_comes_there_too(message):
    returns.take_in(answer(message, routes.bounce_address(message.pk)))
    assert InboxItem.objects.get().mailing == message.mailing


@pytest.mark.parametrize(
    "headers", [{"Auto_Submitted": "auto-replied"}, {"Precedence": "auto_reply"}, {"X_Autoreply": "yes"}]
)
def test_a_machines_answer_is_noted_and_goes_no_further(message, headers):
    before = Message.objects.count()
    returns.take_in(answer(message, **headers))
    assert not InboxItem.objects.exists()
    assert Message.objects.count() == before
    assert Return.objects.get().kind == "auto_reply"


@pytest.mark.parametrize(
    "words",
    [
        "Thank you for your email. I would love to come.",
        "ขอบคุณครับ ได้รับอีเมลของชมรมแล้ว จะไปร่วมงานครับ",
        "ช่วงนั้นลาพักร้อนพอดี ไม่ได้ไป",
        "I am out of the office that week but will come.",
        "May I bring a guest? Please verify that you have me on the guest list.",
    ],
)
@pytest.mark.parametrize("subject", ["Re: Vacation trip for alumni", "ตอบกลับ: ข่าว", "A question"])
def test_who_says_that_they_are_away_or_have_the_mail_is_a_person_until_a_machine_says_so(message, words, subject):
    to = routes.reply_address(message.person_id, message.mailing_id).encode()
    raw = plain("Somchai <somchai@example.com>", subject, words).replace(OURS.encode(), to)
    assert returns.take_in(raw).deed == "inbox"
    assert InboxItem.objects.get().text == words
    assert (
        returns.take_in(b"Auto-Submitted: auto-replied\n" + raw.replace(b"Subject: ", b"Subject: x")).deed == "noted"
    )


def test_what_we_sent_on_comes_back_to_the_inbox_but_goes_no_further(message, monkeypatch):
    monkeypatch.setattr(inbox, "_readers", lambda key: ["office@example.ac.th"])
    before = Message.objects.count()
    returns.take_in(answer(message))
    assert Message.objects.count() == before + 1
    sent = Message.objects.order_by("-pk").first()
    assert (sent.to, sent.headers["Auto-Submitted"]) == ("office@example.ac.th", "auto-generated")
    assert routes.read(sent.headers["Reply-To"]).item == InboxItem.objects.get().pk
    assert "somchai@example.com" not in sent.body_text
    returns.take_in(answer(message, X_Portal_Relay="1").replace(b"Subject: ", b"Subject: x"))
    assert InboxItem.objects.count() == 2
    assert Message.objects.count() == before + 1


def test_a_flood_of_answers_is_kept_but_not_sent_on(message, monkeypatch):
    monkeypatch.setattr(inbox, "_readers", lambda key: ["office@example.ac.th"])
    before = Message.objects.count()
    for number in range(14):
        returns.take_in(b"Message-ID: <%d@x>\n" % number + answer(message))
    assert InboxItem.objects.count() == 14
    assert Message.objects.count() == before + inbox.MANY


def test_mail_that_nobody_asked_for_is_left_in_the_mailbox(message):
    raw = plain("spammer@example.com", "Buy", "now")
    assert returns.take_in(raw).deed == "nothing"
    assert not InboxItem.objects.exists()
    assert not Return.objects.exists()


def test_an_answer_from_the_inbox_comes_back_to_it(message):
    returns.take_in(answer(message))
    item = InboxItem.objects.get()
    inbox.answer(item, "แล้วพบกัน", by=message.person.account)
    sent = Message.objects.order_by("-pk").first()
    assert (sent.to, sent.subject) == ("somchai@example.com", "Re: ข่าวจากมหาวิทยาลัย")
    assert routes.read(sent.headers["Reply-To"]).person == message.person_id
    assert InboxItem.objects.get().state == "answered"


def test_an_answer_to_the_copy_goes_to_the_reader_and_only_from_whom_it_was_sent_to(message, monkeypatch):
    monkeypatch.setattr(inbox, "_readers", lambda key: ["office@example.ac.th"])
    returns.take_in(answer(message))
    to = routes.answer_address(InboxItem.objects.get().pk)
    reply = plain("Office <Office@Example.ac.th>", "Re: x", "ยินดีครับ ผมลาพักร้อนอยู่").replace(OURS.encode(), to.encode())
    stranger = reply.replace(b"Office@Example.ac.th", b"stranger@example.com")
    away = b"Auto-Submitted: auto-replied\n" + reply
    theirs = Message.objects.filter(to="somchai@example.com")
    before = theirs.count()
    for raw in (stranger, away, b"X-Portal-Relay: 1\n" + reply):
        assert returns.take_in(raw).deed == "nothing"
    assert theirs.count() == before
    assert returns.take_in(reply).deed == "answered"
    sent = Message.objects.order_by("-pk").first()
    assert (sent.to, sent.body_text.splitlines()[0]) == ("somchai@example.com", "ยินดีครับ ผมลาพักร้อนอยู่")
    assert InboxItem.objects.get().state == "answered"


def piped(raw, *options, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    out = io.StringIO()
    call_command("process_bounce", *options, stdout=out)
    return json.loads(out.getvalue())


def test_the_command_prints_what_it_is_and_changes_nothing_when_dry(message, monkeypatch):
    said = piped(returned(message), "--dry-run", monkeypatch=monkeypatch)
    assert (said["kind"], said["code"], said["reason"]) == ("hard", "5.1.1", "unknown_user")
    assert said["recipient"] == "forwarded@elsewhere.example"
    assert not Return.objects.exists()
    assert piped(returned(message), monkeypatch=monkeypatch)["deed"] == "address"
    assert Return.objects.count() == 1


def test_the_command_knows_from_the_envelope_whom_a_return_is_about(message, monkeypatch):
    notice = plain("MAILER-DAEMON@mx.example", "Undelivered", "550 5.1.1 user unknown")
    notice = notice.replace(OURS.encode(), routes.bounce_address(message.pk).encode())
    for option in (["--dry-run"], []):
        said = piped(notice, *option, monkeypatch=monkeypatch)
        assert (said["kind"], said["recipient"]) == ("hard", message.to)


def test_the_command_reads_without_a_database(message, monkeypatch):
    monkeypatch.setattr(returns, "_message", Mock(side_effect=DatabaseError("gone")))
    notice = plain("MAILER-DAEMON@mx.example", "Undelivered", "550 5.1.1 user unknown")
    assert piped(notice, "--dry-run", monkeypatch=monkeypatch)["kind"] == "hard"


@pytest.mark.parametrize("raw", [b"", b"\0\xff" * 100, b"Subject: \xed\xa0\x80\n\n"])
def test_the_command_takes_anything(raw, monkeypatch):
    assert piped(raw, monkeypatch=monkeypatch)["kind"] == "not-a-bounce"


def test_the_command_takes_no_input_at_all(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    out = io.StringIO()
    call_command("process_bounce", stdout=out)
    assert json.loads(out.getvalue())["reason"] == "empty"


def test_the_command_asks_the_mail_server_to_come_back_when_there_is_no_database(monkeypatch):
    def fail(raw):
        raise DatabaseError("gone")

    monkeypatch.setattr(returns, "take_in", fail)
    with pytest.raises(SystemExit) as end:
        piped(b"From: x\n\n", monkeypatch=monkeypatch)
    assert end.value.code == 75


def test_a_maildir_is_read_and_each_mail_marked_when_it_was_dealt_with(message, tmp_path, settings):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "new" / "0.no-mail").mkdir()
    (tmp_path / "new" / "1.host").write_bytes(returned(message))
    (tmp_path / "new" / "2.host").write_bytes(answer(message))
    settings.MAIL_RETURN_SOURCE = f"maildir:{tmp_path}"
    assert intake.fetch() == 2
    assert sorted(path.name for path in (tmp_path / "cur").iterdir()) == ["1.host:2,S", "2.host:2,S"]
    assert intake.fetch() == 0


def test_a_mail_that_cannot_be_dealt_with_now_waits_and_the_others_go_on(message, tmp_path, settings, monkeypatch):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "new" / "1.host").write_bytes(b"From: x\n\n")
    (tmp_path / "new" / "2.host").write_bytes(returned(message))
    settings.MAIL_RETURN_SOURCE = f"maildir:{tmp_path}"
    whole = returns.take_in

    def fail_once(raw):
        if raw.startswith(b"From: x"):
            raise DatabaseError("busy")
        return whole(raw)

    monkeypatch.setattr(returns, "take_in", fail_once)
    with pytest.raises(DatabaseError):
        intake.fetch()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["1.host"]
    assert Return.objects.count() == 1


@pytest.mark.parametrize("source", ["maildir:/nowhere", "imap://user:secret@127.0.0.1:1/INBOX", "ftp://x", "nonsense"])
def test_a_mailbox_that_is_not_there_is_told_in_the_log_without_its_password(source, settings, caplog):
    settings.MAIL_RETURN_SOURCE = source
    assert intake.fetch() == 0
    assert "returned mail was not fetched" in caplog.text
    assert "secret" not in caplog.text


def test_addresses_of_ours_are_read_in_any_case_and_no_others(settings):
    for made, kind in (
        (routes.bounce_address(12), "b"), (routes.reply_address(5, 6), "r"), (routes.stop_address(5, 6), "u"),
    ):  # fmt: skip
        for way in (made, made.upper(), f"<{made}>"):
            assert routes.read(way).kind == kind
        for broken in (made.replace("+", "-"), made.replace("@mail", "@evil"), made.replace(".", "x.", 1), "x@y", ""):
            assert routes.read(broken) is None
        assert len(made.split("@")[0]) <= 64
    made = routes.bounce_address(12)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = (
        [settings.SECRET_KEY],
        "a new key that is long enough 0123456789",
    )
    assert routes.read(made).message == 12
    settings.SECRET_KEY_FALLBACKS = []
    assert routes.read(made) is None


def test_no_mail_leaves_the_house_by_itself(message):
    returns.take_in(returned(message))
    assert mail.outbox == []
    assert head("a@b.example", "x").startswith("From: a@b.example")


def test_whoever_has_no_address_left_is_asked_when_they_are_here_next(message, client):
    client.force_login(message.person.account)
    asked = "so that you can sign in and hear from us"
    assert asked not in client.get("/en/me/").content.decode()
    returns.take_in(returned(message))
    assert asked in client.get("/en/me/").content.decode()
    ContactFactory(person=message.person, kind="email", value="new@example.com", status="live")
    assert asked not in client.get("/en/me/").content.decode()


def test_hostile_bytes_are_noted_or_not_but_never_fail(message):
    """NUL, halves of characters and names without end come as far as the database in no column."""
    words = b"<a\0b\xed\xa0\x80" + b"x" * 400 + b"@example.com>: 550 5.1.1 User \0 unknown \xff\xfe"
    shapes = [
        b"From: MAILER-DAEMON@x\nSubject: Undelivered Mail\n\n" + words,
        b"From: MAILER-DAEMON@x\nSubject: failure notice\nContent-Type: text/plain; charset=utf-7\n\n+2AA-" + words,
        b"From: \0 <x\0@y>\nSubject: =?utf-7?q?+2AA-\0?=\nTo: "
        + routes.reply_address(message.person_id, message.mailing_id).encode() + b"\n\n\0hello \xed\xa0\x80",
        returned(message).replace(b"User unknown", b"\0\xed\xa0\x80" * 300),
    ]  # fmt: skip
    for raw in shapes:
        returns.take_in(raw)
    assert Return.objects.count() == 4


def test_many_hopeless_addresses_hide_no_good_news(message):
    """The first mailing to everybody leaves more dead addresses than one look takes."""
    now = timezone.now()
    long_ago = now - timedelta(days=30)
    for number, known in enumerate(({"hard_at": now}, {"soft_bounces": 1})):
        AddressState.objects.bulk_create(
            AddressState(address=f"{each}.{number}@example.net", changed_at=long_ago, **known) for each in range(501)
        )
    returns.take_in(returned(message), at=now - timedelta(days=1))
    Contact.objects.update(status="live", confirmed_at=now, confirmed_by="self")
    quiet = {"state": "sent", "sent_at": now - timedelta(days=4), "message_id": "<quiet@x>"}
    RecipientFactory(mailing=message.mailing, to="quiet@example.com", **quiet)
    AddressState.objects.create(address="quiet@example.com", soft_bounces=1, changed_at=now)
    assert addresses.settle() == 2
    assert AddressState.objects.get(address="somchai@example.com").hard_at is None


@pytest.mark.parametrize("proof", ["returned", "answered", "by a machine"])
def test_what_comes_of_a_message_proves_that_it_left(message, proof):
    Message.objects.update(state="unconfirmed", sent_at=None)
    by_machine = {"X_Autoreply": "yes"} if proof == "by a machine" else {}
    returns.take_in(returned(message) if proof == "returned" else answer(message, **by_machine))
    message.refresh_from_db()
    assert (message.state, message.sent_at) == ("sent", message.claimed_at)
    assert AuditEntry.objects.get(action="mailings.settle_message").reason


@pytest.mark.parametrize("kind", ["hard", "soft", "complaint"])
def test_where_answers_go_nobody_returns_anything(message, kind):
    """The address stands in every copy of a reader's "reply all"."""
    forged = returned(message) if kind == "hard" else returned(message, "452", "4.2.2", "Mailbox full")
    if kind == "complaint":
        forged, _kind = harmless.complaints()[0]
    to = routes.reply_address(message.person_id, message.mailing_id).encode()
    forged = forged.replace(routes.bounce_address(message.pk).encode(), to).replace(OURS.encode(), to)
    assert returns.take_in(forged).deed == "noted"
    assert not AddressState.objects.exists()
    assert not TopicStop.objects.exists()
    assert Return.objects.get().message is None


def test_a_return_that_a_person_sends_on_is_for_whoever_reads_the_answers(message):
    to = routes.reply_address(message.person_id, message.mailing_id)
    shown = returned(message).decode().replace(routes.bounce_address(message.pk), "somchai@example.com")
    body = f"--b\n\nเพื่อนไม่ได้รับครับ\n--b\nContent-Type: message/rfc822\n\n{shown}\n--b--\n"
    raw = plain("Somchai <somchai@example.com>", "Fwd: Undelivered", body).replace(OURS.encode(), to.encode())
    raw = raw.replace(b"Content-Type: text/plain; charset=utf-8", b"Content-Type: multipart/mixed; boundary=b", 1)
    assert returns.take_in(raw).deed == "inbox"
    assert not AddressState.objects.exists()


@pytest.mark.parametrize("shape", ["a person", "a machine"])
def test_whoever_answers_has_the_mail(message, shape):
    soft(message, 1, timezone.now() - timedelta(days=2))
    returns.take_in(answer(message) if shape == "a person" else answer(message, X_Autoreply="yes"))
    assert AddressState.objects.get().soft_bounces == 0


def test_what_proves_nothing_counts_neither_way(message):
    """A forged note of a soft return keeps a real one from nothing, and good news from nothing."""
    now = timezone.now()
    soft(message, 1, now - timedelta(days=9))
    for age in (8, 2):
        Return.objects.create(
            kind="soft", recipient="somchai@example.com", at=now - timedelta(days=age), digest=str(age)
        )
    soft(message, 2, now - timedelta(days=8))
    assert AddressState.objects.get().soft_bounces == 2
    Message.objects.filter(pk=message.pk).update(sent_at=now - timedelta(days=4))
    assert addresses.settle() == 1
