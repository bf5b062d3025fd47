"""How many returns the reader recognises, and how many other mails it takes for one."""

from collections import Counter

import pytest

from apps.mailings.lib.bounces import Kind, Reason, read

from . import harmless
from .labelled import bounces, everything, rest, wrapped
from .makes import MAKES, ORIGINAL, Case, head, plain, postfix, report


def misread(items):
    return [
        f"{item.name}: {read(item.raw).kind}, not {item.kind}" for item in items if read(item.raw).kind != item.kind
    ]


def test_hard_bounces_of_every_make_are_recognised():
    hard = [item for item in [*bounces(), *wrapped()] if item.kind == "hard"]
    assert len(hard) > 700
    missed = misread(hard)
    assert len(missed) < 0.03 * len(hard), missed


def test_hardly_anything_else_is_taken_for_one():
    others = [item for item in everything() if item.kind != "hard"]
    alarms = [line for line in misread(others) if "hard, not" in line]
    assert len(alarms) < 0.02 * len(others), alarms


def test_what_is_no_bounce_is_none():
    assert misread(rest()) == []


def test_the_recipient_is_named():
    named = [item for item in [*bounces(), *wrapped()] if read(item.raw).recipient == item.to]
    assert len(named) > 0.99 * len([*bounces(), *wrapped()])


def test_every_make_is_in_the_set():
    makes = Counter(item.name.split(":")[0] for item in bounces())
    assert set(makes) == {make.__name__ for make in MAKES}


def test_the_servers_words_and_code_are_kept():
    verdict = read(postfix(Case("a@b.example.com", "550", "5.1.1", "<a@b.example.com>: User unknown in table")))
    assert (verdict.code, verdict.reason) == ("5.1.1", Reason.UNKNOWN_USER)
    assert "User unknown in table" in verdict.diagnostic
    assert verdict.message_id == "<0123456789abcdef@mail.example.ac.th>"
    assert verdict.addressed_to == ("bounce+12.abcdef@mail.example.ac.th",)


def test_of_several_recipients_the_worst_comes_first():
    fields = (
        "Action: failed\nStatus: 4.2.2\n\nFinal-Recipient: rfc822; gone@example.com\nAction: failed\nStatus: 5.1.1\n\n"
        "Final-Recipient: rfc822; fine@example.com\nAction: delivered\nStatus: 2.0.0\n"
    )
    case = Case("full@example.com", "", "", "")
    verdict = read(report(case, "Some failed.", "MAILER-DAEMON@x.example", "Undelivered Mail", fields=fields))
    assert [(failure.recipient, failure.kind) for failure in verdict.failures] == [
        ("gone@example.com", Kind.HARD),
        ("full@example.com", Kind.SOFT),
    ]


def test_the_address_as_we_wrote_it_counts_not_where_it_was_forwarded():
    fields = "Original-Recipient: rfc822;ours@example.com\nAction: failed\nStatus: 5.1.1\n"
    case = Case("elsewhere@forward.example", "", "", "")
    assert read(report(case, "", "MAILER-DAEMON@x.example", "x", fields=fields)).recipient == "ours@example.com"


def test_an_abuse_report_is_a_complaint_of_its_reader():
    raw, _ = harmless.complaints()[0]
    verdict = read(raw)
    assert (verdict.kind, verdict.recipient) == (Kind.COMPLAINT, "somchai@example.com")
    assert read(raw.replace(b"type: abuse", b"type: not-spam").replace(b"Type: abuse", b"Type: not-spam")).kind == (
        Kind.NOT_A_BOUNCE
    )


@pytest.mark.parametrize("subject", ["Re: Undelivered Mail Returned to Sender", "ตอบ: Undelivered Mail"])
def test_a_persons_question_about_a_return_is_none(subject):
    raw = plain("Somying <somying@example.com>", subject, "What is this?\n> <a@b.example>: 550 5.1.1 User unknown\n",
                In_Reply_To="<x@y.example>")  # fmt: skip
    assert read(raw).kind == Kind.NOT_A_BOUNCE


def test_a_return_that_was_forwarded_thrice_is_still_one():
    raw = postfix(Case("a@b.example.com", "550", "5.1.1", "User unknown"))
    for _ in range(3):
        top = head("catchall@example.org", "Fwd: x", Content_Type="message/rfc822")
        raw = top.encode() + b"\n" + raw
    assert (read(raw).kind, read(raw).recipient) == (Kind.HARD, "a@b.example.com")


def test_our_own_mail_that_comes_round_is_none():
    assert read(ORIGINAL.format(to="a@b.example.com").encode()).kind == Kind.NOT_A_BOUNCE


def test_complaints_that_follow_no_standard():
    ours = ORIGINAL.format(to="somchai@example.com")
    top = head("staff@provider.example", "complaint about message from 192.0.2.1", Content_Type="message/rfc822")
    marked = f"{top}\nX-HmXmrOriginalRecipient: <somchai@example.com>\n{ours}".encode()
    assert (read(marked).kind, read(marked).recipient) == (Kind.COMPLAINT, "somchai@example.com")
    kind = 'multipart/report; report-type=feedback-report; boundary="x"'
    mangled = head("fbl@provider.example", "FBL", Content_Type=kind) + (
        "\n--x\nContent-Type: text/plain\n\nFeedback-Type: abuse\nOriginal-Rcpt-To: <somchai@example.com>\n--x--\n"
    )
    assert (read(mangled.encode()).kind, read(mangled.encode()).recipient) == (Kind.COMPLAINT, "somchai@example.com")
