"""No bytes make the reader fail, or work for long."""

# ruff: noqa: E501 - a mail's text is easier to read on its own line

import base64
import random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.mailings.lib import bounces
from apps.mailings.lib.bounces import reader

from .labelled import bounces as labelled
from .makes import Case, head, office365, postfix

SEEDS = [item.raw for item in labelled()[::40]]


@pytest.fixture(autouse=True)
def _no_last_resort(monkeypatch):
    """Without the guard around everything, so that an exception is seen."""
    monkeypatch.setattr(bounces, "read", lambda raw: reader._read(reader.parse(raw), 0))


def test_nothing_is_nothing():
    for raw in (b"", b"\n", b"\0", b"\r\n\r\n", b" ", b"\xef\xbb\xbf", b":", b"From "):
        assert bounces.read(raw).kind == "not-a-bounce"


@given(st.binary(max_size=3000))
@settings(max_examples=200, deadline=None)
def test_any_bytes(raw):
    assert reader._read(reader.parse(raw), 0).kind in set(bounces.Kind)


@given(st.sampled_from(SEEDS), st.integers(0, 10**6), st.integers(1, 40))
@settings(max_examples=200, deadline=None)
def test_a_return_with_damage(raw, seed, wounds):
    dice = random.Random(seed)
    damaged = bytearray(raw)
    for _ in range(wounds):
        at = dice.randrange(len(damaged))
        deed = dice.randrange(4)
        if deed == 0:
            damaged[at] = dice.randrange(256)
        elif deed == 1:
            del damaged[at : at + dice.randrange(60)]
        elif deed == 2:
            damaged[at:at] = dice.randbytes(dice.randrange(8))
        else:
            damaged[at:at] = dice.choice(
                [b"--=_b1\n", b"Content-Type: multipart/mixed\n", b"\n\n", b"=?utf-8?b?", b"<" * 9]
            )
        if not damaged:
            break
    assert reader._read(reader.parse(bytes(damaged)), 0).kind in set(bounces.Kind)


@given(st.sampled_from(SEEDS), st.integers(0, 5000))
@settings(max_examples=100, deadline=None)
def test_a_return_that_was_cut_off(raw, length):
    assert reader._read(reader.parse(raw[:length]), 0).kind in set(bounces.Kind)


def nested(depth):
    """Parts in parts in parts."""
    lines = []
    for level in range(depth):
        lines.append(f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n')
    return head("MAILER-DAEMON@x.example", "Undelivered Mail").encode() + "".join(lines).encode()


def messages_in_messages(depth):
    return b"Content-Type: message/rfc822\n\n" * depth


HOSTILE = {
    "parts in parts": nested(20_000),
    "messages in messages": messages_in_messages(50_000),
    "a hundred thousand parts": head("MAILER-DAEMON@x", "x", Content_Type='multipart/mixed; boundary="b"').encode()
    + b"\n" + b"\n--b\n\nx" * 100_000,
    "one long line": head("MAILER-DAEMON@x", "Undelivered").encode() + b"\n" + b"a" * 3_000_000,
    "one long header": b"Subject: " + b"x" * 3_000_000,
    "a million headers": b"a: b\n" * 600_000,
    "folded for ever": b"Subject: x\n" + b" y\n" * 600_000,
    "open tags": head("MAILER-DAEMON@x", "Undelivered", Content_Type="text/html").encode() + b"\n" + b"<style>" * 60_000,
    "angle brackets": head("MAILER-DAEMON@x", "Undelivered", Content_Type="text/html").encode() + b"\n" + b"<" * 400_000,
    "addresses": head("MAILER-DAEMON@x", "Undelivered").encode() + b"\n" + b"<a@b.example>: x\n" * 60_000,
    "at signs": head("MAILER-DAEMON@x", "Undelivered").encode() + b"\n" + b"a@" * 200_000,
    "spaces": head("MAILER-DAEMON@x", "Undelivered").encode() + b"\n" + (b" " * 5_000 + b"\n") * 200,
    "empty lines": head("MAILER-DAEMON@x", "Undelivered").encode() + b"\n" + b"\n" * 1_000_000,
    "the word mailbox": head("MAILER-DAEMON@x", "Undelivered").encode() + b"\n" + b"mailbox user recipient " * 20_000,
    "dots and digits": head("MAILER-DAEMON@x", "Undelivered").encode() + b"\n" + b"5.1." * 100_000,
    "a report without an end": head("MAILER-DAEMON@x", "x", Content_Type="multipart/report; boundary=b").encode()
    + b"\n--b\nContent-Type: message/delivery-status\n\n" + b"Final-Recipient: rfc822; a@b\nAction: failed\n" * 50_000,
    "encoded nonsense": head("MAILER-DAEMON@x", "x", Content_Transfer_Encoding="base64").encode()
    + b"\n" + base64.b64encode(random.Random(1).randbytes(1_000_000)),
    "a strange charset": head("MAILER-DAEMON@x", "=?rot13?q?x?= =?utf-8?b?/?=", Content_Type="text/plain; charset=rot13").encode()
    + b"\n\xff\xfe\x00",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_shapes_cost_little(name):
    begun = process_time()
    assert bounces.read(HOSTILE[name]).kind in set(bounces.Kind)
    assert process_time() - begun < 6  # a mailbox with a hundred of them is read in minutes, not days


def test_wrong_charsets_and_encodings_are_read_anyway():
    case = Case("a@b.example.com", "550", "", "ไม่พบผู้รับ")
    raw = office365(case).replace(b"charset=utf-8", b"charset=x-unknown")
    assert bounces.read(raw).kind == "hard"
    lying = postfix(case).replace(b"charset=utf-8", b"charset=us-ascii")
    assert bounces.read(lying).recipient == "a@b.example.com"
