"""Every mail becomes rows of the ledger, with the caller's transaction."""

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import DatabaseError, transaction

from apps.mailings import backends
from apps.mailings.actions import ledger
from apps.mailings.lib.letter import NotMailable
from apps.mailings.models import Message
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_mail_becomes_one_row_for_each_recipient():
    email = EmailMessage("เรื่อง", "ข้อความ", to=["A <a@example.org>"], cc=["b@example.org"], bcc=["c@example.org"])

    assert email.send() == 1

    assert list(Message.objects.order_by("to").values_list("to", "subject", "body_text", "state")) == [
        ("a@example.org", "เรื่อง", "ข้อความ", "queued"),
        ("b@example.org", "เรื่อง", "ข้อความ", "queued"),
        ("c@example.org", "เรื่อง", "ข้อความ", "queued"),
    ]


def test_same_address_twice_is_one_row():
    EmailMessage("s", "t", to=["a@example.org", "A@example.org"], bcc=["a@example.org"]).send()

    assert Message.objects.get().to == "a@example.org"


def test_html_version_is_kept():
    email = EmailMultiAlternatives("s", "text", to=["a@example.org"])
    email.attach_alternative("<p>html</p>", "text/html")
    email.send()

    message = Message.objects.get()
    assert (message.body_text, message.body_html) == ("text", "<p>html</p>")


def test_html_alone_is_kept_as_html():
    email = EmailMessage("s", "<p>html</p>", to=["a@example.org"])
    email.content_subtype = "html"
    email.send()

    message = Message.objects.get()
    assert (message.body_text, message.body_html) == ("", "<p>html</p>")


def test_row_knows_the_account_of_the_address():
    user = UserFactory(email="somebody@example.org")

    send_mail("s", "t", None, ["Somebody@example.org", "stranger@example.org"])

    assert dict(Message.objects.values_list("to", "user")) == {
        "Somebody@example.org": user.pk,
        "stranger@example.org": None,
    }


def test_message_id_names_the_portal(settings):
    settings.SITE_URL = "https://alumni.example.ac.th:8443/"

    send_mail("s", "t", None, ["a@example.org"])

    assert Message.objects.get().message_id.endswith("@alumni.example.ac.th>")


def test_silent_headers_choose_priority_and_purpose_and_stay_at_home():
    EmailMessage(
        "s",
        "t",
        to=["a@example.org"],
        reply_to=["office@example.org"],
        headers={
            "X-Portal-Priority": "normal",
            "x-portal-purpose": "notice",
            "List-Id": "news",
            "Message-ID": "<1@x>",
        },
    ).send()

    message = Message.objects.get()
    assert (message.priority, message.purpose) == (Message.Priority.NORMAL, Message.Purpose.NOTICE)
    assert message.headers == {"Reply-To": "office@example.org", "List-Id": "news"}


def test_mail_without_them_is_urgent_and_secret():
    send_mail("s", "t", None, ["a@example.org"])

    message = Message.objects.get()
    assert (message.priority, message.purpose) == (Message.Priority.URGENT, Message.Purpose.SECURITY)


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": "a\r\nBcc: victim@example.org"},
        {"subject": "a\nb"},
        {"from_email": "a@example.org\nBcc: victim@example.org"},
        {"to": ["a@example.org\nBcc: victim@example.org"]},
        {"to": ["a@example.org, victim@example.org"]},
        {"to": ["nobody"]},
        {"reply_to": ["a@example.org\nBcc: victim@example.org"]},
        {"headers": {"X-A": "b\r\nBcc: victim@example.org"}},
        {"headers": {"X-A: b\r\nBcc": "victim@example.org"}},
        {"headers": {"X A": "b"}},
        {"subject": "half a character: \ud83d"},
        {"body": "half a character: \ud83d"},
        {"body": "nothing: \0"},
        {"headers": {"X-A": "nothing: \0"}},
        {"from_email": f"{'ก' * 400} <a@example.org>"},
        {"to": [f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 30}.org"]},
        {"attachments": [("a.pdf", b"%PDF", "application/pdf")]},
    ],
)
def test_what_cannot_be_mailed_is_refused(fields):
    email = EmailMessage(**({"subject": "s", "body": "t", "to": ["a@example.org"]} | fields))

    with pytest.raises(NotMailable):
        email.send()

    assert Message.objects.count() == 0


@pytest.mark.parametrize("content", [("BEGIN:VCALENDAR", "text/calendar"), (b"<p>", "text/html")])
def test_other_versions_than_html_are_refused(content):
    email = EmailMultiAlternatives("s", "t", to=["a@example.org"])
    email.attach_alternative(*content)

    with pytest.raises(NotMailable):
        email.send()


def test_long_subject_is_cut():
    send_mail("ก" * 65_536, "t", None, ["a@example.org"])

    assert Message.objects.get().subject == "ก" * 299 + "…"


def test_count_leaves_out_mail_to_nobody():
    connection = mail.get_connection()
    mails = [EmailMessage("s", "t", to=to) for to in (["a@example.org", "b@example.org"], [], ["c@example.org"])]

    assert connection.send_messages(mails) == 2
    assert connection.send_messages([]) == 0
    assert Message.objects.count() == 3


def test_one_bad_mail_stops_them_all():
    mails = [EmailMessage("s", "t", to=[to]) for to in ("a@example.org", "nobody")]

    with pytest.raises(NotMailable):
        mail.get_connection().send_messages(mails)

    assert Message.objects.count() == 0


def test_silence_drops_the_bad_mail_alone():
    mails = [EmailMessage("s", "t", to=[to]) for to in ("a@example.org", "nobody")]

    assert mail.get_connection(fail_silently=True).send_messages(mails) == 1
    assert Message.objects.get().to == "a@example.org"


def test_silence_survives_a_broken_database(monkeypatch):
    def broken(_letters):
        raise DatabaseError

    monkeypatch.setattr(ledger, "write", broken)

    assert send_mail("s", "t", None, ["a@example.org"], fail_silently=True) == 0
    with pytest.raises(DatabaseError):
        send_mail("s", "t", None, ["a@example.org"])


@pytest.mark.django_db(transaction=True)
def test_rolled_back_mail_was_never_written():
    with transaction.atomic():
        send_mail("s", "t", None, ["a@example.org"])
        transaction.set_rollback(True)

    assert Message.objects.count() == 0
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_commit_wakes_the_worker():
    with transaction.atomic():
        send_mail("s", "t", None, ["a@example.org"])
        assert mail.outbox == []

    assert [sent.to for sent in mail.outbox] == [["a@example.org"]]
    assert Message.objects.get().state == Message.State.SENT


@pytest.mark.django_db(transaction=True)
def test_mail_waits_for_the_sweep_when_the_broker_is_down(monkeypatch, caplog):
    def down():
        raise ConnectionError("no broker")

    monkeypatch.setattr(backends, "wake", down)

    send_mail("s", "t", None, ["a@example.org"])

    assert Message.objects.get().state == Message.State.QUEUED
    assert "no broker" in caplog.text
