"""Waiting mail is fetched over IMAP and POP3; what was dealt with is marked, what was not waits."""

import imaplib

import pytest

from apps.mailings.lib import mailbox

from .post_offices import Mailbox, imap, pop3

MAILS = [b"Subject: one\r\n\r\nfirst\r\n", b"Subject: two\r\n\r\n.dot\r\n", "Subject: สาม\r\n\r\nสวัสดี\r\n".encode()]


@pytest.fixture(params=[imap, pop3], ids=["imap", "pop3"])
def office(request):
    opened = Mailbox(request.param, MAILS)
    opened.scheme = request.param.__name__
    yield opened
    opened.close()


def source(office, password="secret", folder="INBOX"):
    return f"{office.scheme}://portal%40example:{password}@127.0.0.1:{office.port}/{folder}"


def marked(office):
    return office.seen | office.deleted


def test_each_mail_comes_once_and_whole(office):
    found = []
    assert mailbox.collect(source(office), found.append) == 3
    assert [mail.strip() for mail in found] == [mail.strip() for mail in MAILS]
    assert marked(office) == {0, 1, 2}


def test_one_that_cannot_be_dealt_with_waits(office):
    def take(raw):
        if b"two" in raw:
            raise RuntimeError("not now")

    with pytest.raises(RuntimeError):
        mailbox.collect(source(office), take)
    assert marked(office) == {0, 2}


def test_a_wrong_password_and_a_missing_folder_are_named(office):
    with pytest.raises(mailbox.NoMailbox) as refused:
        mailbox.collect(source(office, "guess"), print)
    assert "guess" not in str(refused.value)
    if office.scheme == "imap":
        with pytest.raises(mailbox.NoMailbox, match="no folder"):
            mailbox.collect(source(office, folder="Nowhere"), print)


def test_a_very_large_mail_is_read_in_part(office, monkeypatch):
    monkeypatch.setattr(mailbox, "MOST_BYTES", 10)
    found = []
    assert mailbox.collect(source(office), found.append) == 3


def test_one_that_the_server_does_not_give_away_now_waits(monkeypatch):
    office, whole = Mailbox(imap, MAILS), imaplib.IMAP4.uid
    office.scheme = "imap"

    def uid(server, command, *args):
        return ("NO", [b"not now"]) if (command, args[0]) == ("FETCH", "2") else whole(server, command, *args)

    monkeypatch.setattr(imaplib.IMAP4, "uid", uid)
    assert mailbox.collect(source(office), [].append) == 2
    assert office.seen == {0, 2}
    office.close()
