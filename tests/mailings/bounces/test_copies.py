"""The line between what a notice says and the mail that it shows, and the words by which it asks its reader to try
again."""

import pytest

from apps.mailings.lib.bounces import Kind, read

OURS = (
    "Received: from web.example.ac.th (web [192.0.2.7])\n\tby mx.example.net with ESMTP id 1\n"
    "\tfor <joe@y.example>; Mon, 30 Nov 2026 09:00:00 +0700\n"
    "Message-ID: <ours@mail.example.ac.th>\nTo: joe@y.example\nSubject: News\n\nHello\n"
)


def notice(words, subject="Undeliverable mail", sender="postmaster@y.example"):
    return f"Return-Path: <>\nFrom: {sender}\nTo: me@ours.example\nSubject: {subject}\n\n{words}".encode()


@pytest.mark.parametrize("margin", ["", "   ", "> "])
def test_a_copy_with_folded_headers_names_our_mail_and_its_reader(margin):
    copy = "".join(f"{margin}{line}\n" for line in OURS.splitlines())
    verdict = read(notice(f"Receiver not found: joe\n\n--- Returned message ---\n{copy}"))
    assert (verdict.kind, verdict.recipient, verdict.message_id) == (
        Kind.HARD,
        "joe@y.example",
        "<ours@mail.example.ac.th>",
    )


def test_your_message_at_the_end_of_a_sentence_begins_no_copy():
    words = (
        "I include the list of recipients and the reason why I was unable to deliver\nyour message.\n\n"
        "Failed recipient(s):\njoe@y.example\n\nError message:\n550 5.1.1 No such user\n"
    )
    verdict = read(notice(words))
    assert (verdict.kind, verdict.recipient, verdict.code) == (Kind.HARD, "joe@y.example", "5.1.1")


def test_headers_by_which_a_notice_says_which_mail_it_means_begin_no_copy():
    words = (
        "This report relates to a message you sent with the following header fields:\n\n"
        "  Message-id: <ours@mail.example.ac.th>\n  Subject: News\n\n"
        "Your message cannot be delivered to the following recipients:\n\n"
        "  Recipient address: joe@y.example\n  Reason: Illegal host/domain name found\n"
    )
    verdict = read(notice(words))
    assert (verdict.kind, verdict.recipient, verdict.reason) == (Kind.HARD, "joe@y.example", "unknown_host")


@pytest.mark.parametrize(
    "words",
    [
        "joe@y.example\n入力したアドレスが見つかりませんでした。確認し、メッセージを再送信してください。",
        "joe@y.example\n找不到您输入的电子邮件地址。请检查后重试。",
        "joe@y.example\nไม่พบที่อยู่อีเมลที่คุณป้อน โปรดตรวจสอบแล้วลองใหม่",
    ],
)
def test_whoever_asks_the_reader_to_send_again_does_not_try_again(words):
    assert read(notice(words, subject="配信不能 Undeliverable")).kind == Kind.HARD


@pytest.mark.parametrize(
    "words",
    ["joe@y.example\n再送を続けます。", "joe@y.example\n系统将继续重试。", "joe@y.example\nระบบจะลองใหม่อีกครั้ง"],
)
def test_whoever_goes_on_trying_has_not_given_up(words):
    assert read(notice(words, subject="配信不能 Undeliverable")).kind == Kind.SOFT


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Kan inte levereras: News", "joe@y.example\nE-postadressen som du angav kunde inte hittas."),
        ("Не удается доставить: News", "joe@y.example\nУказанный адрес не найден."),
        ("Toimittamaton: News", "joe@y.example\nAntamaasi sähköpostiosoitetta ei löydy."),
        ("غير قابل للتسليم", "joe@y.example\nتعذر العثور على عنوان البريد."),
        ("Ekki hægt", "joe@y.example\nFannst ekki.\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound ##"),
    ],
)
def test_notices_in_more_tongues(subject, words):
    verdict = read(notice(words, subject))
    assert (verdict.kind, verdict.recipient) == (Kind.HARD, "joe@y.example")


def test_what_sendmail_adds_to_an_answer_says_nothing():
    words = (
        "   ----- The following addresses had permanent fatal errors -----\n<joe@y.example>\n\n"
        "   ----- Transcript of session follows -----\n<<< 550 takový tu není\n554 5.0.0 Service unavailable\n"
    )
    assert read(notice(words, "Returned mail: see transcript for details")).kind == Kind.HARD


def test_a_guest_list_asks_who_we_are():
    words = "Your message was waitlisted. Please add yourself to my Guest List.\n"
    assert read(notice(words, "Your message (Action Required)", "notify@y.example")).kind == Kind.AUTO_REPLY
