"""The whole way of an answer: a reader answers a mailing, those who read the inbox have it by mail, what they write
goes back in the sender's name; nobody learns an address, and no machine is answered."""

from base64 import b64encode
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.utils import timezone

from apps.chapters.audiences import sender_key
from apps.mailings.actions import inbox, ledger, returns, routes
from apps.mailings.models import InboxItem, Message
from apps.mailings.reports.letters import message_id
from tests.factories import AlumnusFactory, MailingFactory, MembershipFactory, RecipientFactory, TermFactory

pytestmark = pytest.mark.django_db
HERS = "reader.private@example.com"
HER_ID = "<CAF-1@mail.example.com>"


@pytest.fixture(autouse=True)
def _mailbox(settings):
    settings.MAIL_RETURN_ADDRESS = "portal@mail.example.ac.th"
    settings.DEFAULT_FROM_EMAIL = "Alumni Relations <alumni@example.ac.th>"


@pytest.fixture
def leader():
    return TermFactory().person


@pytest.fixture
def message(leader):
    """A group's letter that a member has."""
    chapter = leader.officer_terms.get().seat.position.chapter
    member = MembershipFactory(chapter=chapter, person=AlumnusFactory()).person
    mailing = MailingFactory(sender_key=sender_key(chapter), topic="chapter")
    now = timezone.now()
    return RecipientFactory(
        mailing=mailing, person=member, to=HERS, state="sent", sent_at=now, claimed_at=now,
        message_id=message_id(mailing, member.pk),
    )  # fmt: skip


def reply(message, text="ไปด้วยค่ะ", subtype="plain", charset="utf-8", name="สมศรี", **headers):
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = f"{name} <{HERS}>"
    mail["To"] = routes.reply_address(message.person_id, message.mailing_id)
    mail["Subject"] = "Re: นัดพบ"
    mail["Message-ID"] = HER_ID
    for key, value in headers.items():
        mail[key.replace("_", "-")] = value
    mail.set_content(text, subtype=subtype, charset=charset)
    return mail


def came(mail):
    raw = mail if isinstance(mail, bytes) else bytes(mail)
    returns.take_in(raw)
    return InboxItem.objects.order_by("-pk").first()


def sent(mail_server):
    ledger.deliver(seconds=600)
    found = [message_from_bytes(raw, policy=policy.default) for raw in mail_server.taken]
    mail_server.taken.clear()
    return found


def test_the_whole_circle(mail_server, leader, message):
    came(reply(message))
    [copy] = sent(mail_server)
    assert copy["To"] == leader.account.email
    assert "ไปด้วยค่ะ" in copy.get_content()
    assert HERS not in copy.as_string()
    assert "mail.example.com" not in copy.as_string()

    by_mail = EmailMessage(policy=policy.SMTP)
    by_mail["From"], by_mail["To"] = f"Head <{leader.account.email}>", copy["Reply-To"]
    by_mail["Subject"], by_mail["Message-ID"] = "Re: นัดพบ", "<leader@home.example>"
    by_mail.set_content(f"แล้วพบกัน\n\nOn Monday, {copy['From'].addresses[0].display_name} wrote:\n> ไปด้วยค่ะ\n")
    for _ in range(2):  # the mailbox may hand it over twice
        returns.take_in(bytes(by_mail))
    [answer] = sent(mail_server)

    chapter = leader.officer_terms.get().seat.position.chapter
    assert answer["To"] == HERS
    assert answer["From"].addresses[0].addr_spec == "alumni@example.ac.th"
    assert answer["From"].addresses[0].display_name.replace(" ", "") == chapter.name_th.replace(" ", "")
    assert answer["In-Reply-To"] == HER_ID
    assert answer["References"].split() == [message.message_id, HER_ID]
    assert answer.get_content().split() == ["แล้วพบกัน", ">", "ไปด้วยค่ะ"]
    assert leader.account.email not in answer.as_string()

    again = reply(message, "ขอบคุณ", In_Reply_To=answer["Message-ID"])
    del again["To"], again["Message-ID"]
    again["To"], again["Message-ID"] = answer["Reply-To"], "<CAF-2@mail.example.com>"
    assert came(again).text == "ขอบคุณ"
    [second] = sent(mail_server)
    assert second["References"] == copy["References"]


def test_answer_by_the_page_goes_once(mail_server, leader, message):
    item = came(reply(message))
    sent(mail_server)
    for _ in range(20):
        inbox.answer(item, "แล้วพบกัน", by=leader.account)
    inbox.answer(item, "อีกเรื่องหนึ่ง", by=leader.account)

    assert [mail.get_content().splitlines()[0] for mail in sent(mail_server)] == ["แล้วพบกัน", "อีกเรื่องหนึ่ง"]


def test_leader_who_answers_from_elsewhere_is_told(mail_server, leader, message):
    came(reply(message))
    [copy] = sent(mail_server)
    other = EmailMessage(policy=policy.SMTP)
    other["From"], other["To"], other["Subject"] = "me@work.example", copy["Reply-To"], "Re"
    other.set_content("แล้วพบกัน")

    assert returns.take_in(bytes(other)).deed == "nothing"

    [told] = sent(mail_server)
    assert told["To"] == leader.account.email
    assert told["Auto-Submitted"] == "auto-generated"
    assert InboxItem.objects.get().state == "new"


def thai(message):
    return (
        bytes(reply(message, "x"))
        .replace(b'text/plain; charset="utf-8"', b"text/plain; charset=TIS-620")
        .replace(b"\r\nx\r\n", b"\r\n" + "ขอไปด้วยสองคน".encode("cp874") + b"\r\n")
    )


def html_only(message):
    return reply(message, "<p>ขอไป<b>ด้วยสองคน</b></p><script>alert(1)</script>", subtype="html")


def quoted(message):
    text = "ขอไปด้วยสองคน\n\nเมื่อ วันจันทร์ ชมรม เขียนว่า:\n> เรียนเพื่อนสมาชิก\n> พบกัน\n"
    return reply(message, text)


@pytest.mark.parametrize("made", [thai, html_only, quoted])
def test_words_are_read_however_they_were_written(message, made):
    assert came(made(message)).text == "ขอไปด้วยสองคน"


def test_huge_answer_is_cut_and_sent_on(mail_server, message):
    item = came(reply(message, "ก" * 400_000))
    assert len(item.text) == 20_000
    assert len(sent(mail_server)) == 1


def test_attachments_are_named_and_not_carried(mail_server, message):
    mail = reply(message, "โอนแล้ว")
    mail.add_attachment(b"\x89PNG" * 100, maintype="image", subtype="png", filename="สลิปการโอนเงินค่าบำรุงสมาชิก.png")
    mail.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="a.exe")

    item = came(mail)

    assert item.text.startswith("โอนแล้ว\n\n[")
    assert "สลิปการโอนเงินค่าบำรุงสมาชิก.png, a.exe" in item.text
    [copy] = sent(mail_server)
    assert not list(copy.iter_attachments())


def test_no_words_and_broken_parts_do_no_harm(message):
    mail = bytes(reply(message, "x")).replace(b"text/plain", b'multipart/mixed; boundary=""')
    assert came(mail).text in {"", "x"}
    assert came(b64encode(bytes(reply(message)))) == InboxItem.objects.get()


def test_name_that_is_an_address_is_nobodys_name(mail_server, message):
    item = came(reply(message, name=f'"{HERS}"'))
    assert item.from_name == ""
    [copy] = sent(mail_server)
    assert HERS not in copy.as_string()


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk", "X_Autoreply": "yes"},
        {"X_Auto_Response_Suppress": "All", "Auto_Submitted": "auto-generated"},
    ],
)
def test_machines_are_not_carried_on(mail_server, message, headers):
    came(reply(message, "I am away", **headers))
    assert sent(mail_server) == []
    assert not InboxItem.objects.exists()


@pytest.mark.parametrize("address", ["portal@mail.example.ac.th", "alumni@example.ac.th", "relay"])
def test_nobody_answers_ourselves(mail_server, leader, message, address):
    own = routes.reply_address(message.person_id, message.mailing_id) if address == "relay" else address
    item = came(reply(message, Reply_To=own))
    sent(mail_server)

    inbox.answer(item, "x", by=leader.account)
    assert not Message.objects.filter(to=own).exists()
    assert Message.objects.filter(to=HERS).count() == 2  # the mailing and the answer
    InboxItem.objects.update(person=None)
    with pytest.raises(inbox.CannotAnswer):
        inbox.answer(InboxItem.objects.get(), "x", by=leader.account)


def test_who_writes_from_an_unknown_address_is_not_believed(mail_server, leader, message):
    """The address to answer to stands in every copy that a reader passes on."""
    raw = bytes(reply(message)).replace(HERS.encode(), b"somebody.else@example.net")
    item = came(raw)
    [copy] = sent(mail_server)
    assert "address that we do not know" in str(copy.get_content()) or "ที่อยู่" in str(copy.get_content())

    inbox.answer(item, "x", by=leader.account)
    [answer] = sent(mail_server)
    assert answer["To"] == HERS


def test_flood_under_ever_new_names_is_not_carried_on(mail_server, message):
    for number in range(inbox.MANY + 4):
        came(bytes(reply(message)).replace(HERS.encode(), b"w%d@example.net" % number))
    assert len(sent(mail_server)) == inbox.MANY


def test_office_whose_address_has_a_name_reads_its_answers(mail_server, message, settings):
    settings.DEFAULT_FROM_EMAIL = '"Alumni Relations, PSU" <alumni@example.ac.th>'
    type(message.mailing).objects.update(sender_key="office")
    came(reply(message))
    [copy] = sent(mail_server)
    assert copy["X-Portal-Relay"] == "1"


@pytest.mark.parametrize("bad", ["", "no id", "<two ids> <here@x>", "<" + "x" * 300 + "@y>"])
def test_answer_to_a_mail_without_a_good_id_stands_behind_the_mailing(mail_server, leader, message, bad):
    raw = bytes(reply(message)).replace(HER_ID.encode(), bad.encode())
    item = came(raw)
    sent(mail_server)
    inbox.answer(item, "x", by=leader.account)
    [answer] = sent(mail_server)
    assert answer["In-Reply-To"] == answer["References"] == message.message_id
