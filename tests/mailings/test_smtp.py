"""The talk with a mail server: in as few ways there and back as it allows, and never out of step."""

import smtplib
from itertools import count

import pytest

from apps.mailings.lib import smtp
from apps.mailings.lib.smtp import WatchedSMTP

from .mail_server import CUT, PIPELINING

pytestmark = pytest.mark.anywhere
MAIL = ("us@example.ac.th", ["a@example.org"], b"Subject: s\r\n\r\nbody\r\n")


@pytest.fixture
def talk(mail_server):
    mail_server.usual["EHLO"] = PIPELINING
    with WatchedSMTP("127.0.0.1", mail_server.port, timeout=60) as link:
        yield link


@pytest.fixture
def said(monkeypatch):
    """What was sent at a time."""
    sent, send = [], smtplib.SMTP.send
    monkeypatch.setattr(smtplib.SMTP, "send", lambda self, words: (sent.append(words), send(self, words))[1])
    return sent


def test_envelope_goes_at_once_where_the_server_takes_that(talk, said, mail_server):
    talk.sendmail(*MAIL)

    _hello, envelope, content = said
    size = len(MAIL[2])
    assert envelope == f"MAIL FROM:<us@example.ac.th> SIZE={size}\r\nRCPT TO:<a@example.org>\r\nDATA\r\n"
    assert content == MAIL[2] + b".\r\n"
    assert mail_server.taken == [MAIL[2]]


def test_envelope_goes_command_by_command_elsewhere(talk, said, mail_server):
    mail_server.usual["EHLO"] = "250 hello"

    talk.sendmail(*MAIL)

    assert len(said) == 5
    assert mail_server.taken == [MAIL[2]]


@pytest.mark.parametrize(
    ("step", "refusal"),
    [
        ("MAIL", smtplib.SMTPSenderRefused),
        ("RCPT", smtplib.SMTPRecipientsRefused),
        ("DATA", smtplib.SMTPDataError),
        ("DOT", smtplib.SMTPDataError),
    ],
)
def test_refusal_is_the_one_of_its_command(talk, mail_server, step, refusal):
    mail_server.answers[step].append("550 no")

    with pytest.raises(refusal, match="550"):
        talk.sendmail(*MAIL)

    assert talk.handed_over is (step == "DOT")


def test_server_that_waits_for_a_message_without_readers_gets_none(talk, mail_server):
    """It answers 354 to DATA although it has refused: whatever was sent then might be taken."""
    mail_server.answers["RCPT"].append("550 no such user")

    with pytest.raises(smtplib.SMTPRecipientsRefused):
        talk.sendmail(*MAIL)

    assert talk.sock is None
    assert mail_server.seen == []


def test_connection_goes_on_after_a_server_that_refuses_all_of_it(talk, mail_server):
    mail_server.answers["RCPT"].append("550 no such user")
    mail_server.answers["DATA"].append("554 nobody")
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        talk.sendmail(*MAIL)

    talk.sendmail(*MAIL)

    assert mail_server.taken == [MAIL[2]]
    assert mail_server.connections == 1


def test_refusal_counts_when_the_server_hangs_up_after_it(talk, mail_server):
    mail_server.answers["MAIL"].append("421 closing")
    mail_server.answers["RCPT"].append(CUT)

    with pytest.raises(smtplib.SMTPSenderRefused):
        talk.sendmail(*MAIL)


class Dribbling:
    """A server that says a letter at a time, each in time, and never comes to an end."""

    def __init__(self):
        self.said = 0

    def gettimeout(self):
        return 2.0

    def settimeout(self, seconds):
        assert seconds > 0

    def recv_into(self, room):
        self.said += 1
        room[0] = ord("2")
        return 1

    def close(self):
        pass


def test_answer_that_never_ends_is_none(monkeypatch):
    talk, moments = WatchedSMTP(), count()
    server = talk.sock = Dribbling()
    monkeypatch.setattr(smtp, "monotonic", lambda: next(moments))

    with pytest.raises(smtplib.SMTPServerDisconnected):
        talk.getreply()

    assert server.said == 1


def test_lines_that_begin_with_a_dot_arrive(talk, mail_server):
    talk.sendmail(*MAIL[:2], b".\r\n.a\r\nb\r\n.\r\nc")

    assert mail_server.taken == [b"..\r\n..a\r\nb\r\n..\r\nc\r\n"]


@pytest.mark.parametrize("evil", ["a@example.org>\r\nRCPT TO:<b@example.org", "a\n@example.org"])
def test_address_brings_no_command(talk, said, evil):
    talk.sendmail(MAIL[0], [evil], MAIL[2])

    assert said[1].count("\n") == 3
