"""A mail joined from prepared parts reads like the one that Django writes, whatever its reader is called."""

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import formataddr, parseaddr

import pytest

from apps.mailings.lib.letter import NotMailable
from apps.mailings.lib.skeleton import Attachment, Mail, Skeleton, address

FROM = address("สำนักงานศิษย์เก่า <alumni@example.ac.th>")
COMMON = {"From": FROM, "Date": "Tue, 01 Dec 2026 09:00:00 +0700", "List-Id": "<office.news.portal.example>"}
STOP = "<https://portal.example/m/stop/1-2.abc>, <mailto:portal+u1-2.abcdef@example.ac.th?subject=unsubscribe>"
TEXTS = ["สวัสดี", "", ".", "a\n.\nb", "x" * 5000, "=?utf-8?b?", "--sep--\n--sep", "line\r\nline", "\U0001f600" * 300]
SUBJECTS = ["Hello", "ข่าวจากมหาวิทยาลัย " * 12, "a" * 299, "=?utf-8?q?x?=", "Re: “quoted” – ๑๒๓", " spaces "]


def skeleton(**more):
    return Skeleton(COMMON, boundary="sep", **more)


def mail(**fields):
    given = {"subject": "ข่าว", "text": "สวัสดี", "html": "<p>สวัสดี</p>", "headers": {"List-Unsubscribe": STOP}}
    return Mail(sender="bounce@example.ac.th", to="somchai@example.org", message_id="<x@portal>", **given | fields)


def read(raw):
    return message_from_bytes(raw, policy=policy.default)


def both(made, letter):
    return read(made.write(letter)), read(made.compose(letter).message().as_bytes(linesep="\r\n"))


def content(message, kind):
    return message.get_body([kind]).get_content().replace("\r\n", "\n").rstrip("\n")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_reads_like_djangos(text, subject):
    ours, djangos = both(skeleton(), mail(text=text or " ", html=f"<p>{text}</p>", subject=subject))

    for name in ("From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe", "MIME-Version"):
        assert "".join(ours[name].split()) == "".join(djangos[name].split()), name
    assert [part.get_content_type() for part in ours.walk()] == [part.get_content_type() for part in djangos.walk()]
    assert [content(ours, kind) for kind in ("plain", "html")] == [
        content(djangos, kind) for kind in ("plain", "html")
    ]
    assert ours.defects == []


def test_subject_is_read_as_it_was_written():
    for subject in (each for each in SUBJECTS if "=?" not in each):
        assert read(skeleton().write(mail(subject=subject)))["Subject"].strip() == subject.strip()


def test_attachment_is_what_it_was():
    document = Attachment("กำหนดการ.pdf", "application/pdf", bytes(range(256)) * 40)

    received = read(skeleton(attachments=[document]).write(mail()))

    [found] = received.iter_attachments()
    assert (found.get_filename(), found.get_content_type()) == ("กำหนดการ.pdf", "application/pdf")
    assert found.get_content() == document.content
    assert content(received, "html") == "<p>สวัสดี</p>"


@pytest.mark.parametrize("evil", ["a\nBcc: victim@example.org", "a\rBcc: x@example.org", "a\r\n\r\nbody", "a\0b"])
def test_no_value_begins_a_header(evil):
    for letter in (mail(subject=evil), mail(headers={"Reply-To": evil})):
        with pytest.raises(NotMailable):
            skeleton().write(letter)


@pytest.mark.parametrize("place", ["subject", "text", "html"])
def test_half_a_character_is_refused(place):
    with pytest.raises(NotMailable):
        skeleton().write(mail(**{place: "a\ud800"}))


def test_text_cannot_end_its_part():
    received = read(skeleton().write(mail(text="x\n--sep--\n.\n", html="--sep\nContent-Type: text/plain\n\nevil")))

    assert len(list(received.walk())) == 3
    assert content(received, "plain") == "x\n--sep--\n."


def test_every_line_is_short_and_ends_as_smtp_wants():
    raw = skeleton().write(mail(subject="ก" * 299, text="ก" * 9000, headers={"Reply-To": "ก" * 900}))

    lines = raw.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 998
    assert raw.isascii()


@pytest.mark.parametrize("name", ["สำนักงานศิษย์เก่าสัมพันธ์ มหาวิทยาลัยสงขลานครินทร์", "ชมรม (ภูเก็ต), 2" * 9, "ก", "A <b>"])
def test_encoded_words_stand_in_short_lines(name):
    sender = formataddr((name, "alumni@example.ac.th"))
    made = Skeleton({"From": address(sender)}, boundary="sep").write(mail(subject="ข่าวจากมหาวิทยาลัย" * 5))
    head = made.partition(b"\r\n\r\n")[0].split(b"\r\n")

    assert max(len(line) for line in head if b"=?" in line) <= 76
    shown, bare = parseaddr(message_from_bytes(made)["From"])
    assert bare == "alumni@example.ac.th"
    assert str(make_header(decode_header(shown))) == name
