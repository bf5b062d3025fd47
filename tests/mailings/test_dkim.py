"""Signed by the rules of RFC 6376, as a receiver checks it."""

import base64

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.mail import EmailMessage

from apps.mailings.actions import delivery, ledger, signing
from apps.mailings.lib.outcome import Fate
from apps.mailings.lib.transport import Parcel, Transport

from .test_delivery import frozen

RAW = (
    "From: สำนักงาน <office@example.ac.th>\nTo: somchai@example.com\nSubject: News\n"
    "Date: Mon, 30 Nov 2026 09:00:00 +0700\n"
    "Message-ID: <a@b>\nList-Unsubscribe: <https://x.example/u>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n\n"
    "สวัสดี\n"
).encode()


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def configured(key, settings):
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    settings.DKIM_KEY = pem.decode().replace("\n", "\\n")  # as it stands in an environment file
    settings.DKIM_SELECTOR, settings.DKIM_DOMAIN = "portal", "example.ac.th"


def published(key):
    der = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(der)
    return lambda name, timeout=5: record if name == b"portal._domainkey.example.ac.th." else None


def test_a_receiver_believes_the_signature_and_sees_a_change(configured, key):
    signed = signing.sign(RAW)
    assert dkim.verify(signed, dnsfunc=published(key))
    assert not dkim.verify(signed.replace(b"Subject: News", b"Subject: Olds"), dnsfunc=published(key))
    assert not dkim.verify(signed.replace(b"one-click", b"x").replace(b"One-Click", b"x"), dnsfunc=published(key))
    added = signed.replace(b"Subject: News", b"From: evil@example.com\r\nSubject: News")
    assert not dkim.verify(added, dnsfunc=published(key))


def test_the_public_half_is_what_the_page_shows(configured, key):
    assert (
        signing.public_key()
        == base64.b64encode(
            key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        ).decode()
    )


def test_without_a_key_nothing_is_signed(settings):
    settings.DKIM_KEY = ""
    assert signing.sign(RAW) == RAW
    assert signing.public_key() == ""


def test_a_key_that_is_none_keeps_no_mail_back(settings, caplog):
    settings.DKIM_KEY, settings.DKIM_DOMAIN = "nonsense", "example.ac.th"
    assert signing.sign(RAW).endswith("สวัสดี\r\n".encode())
    assert "DKIM_KEY does not work" in caplog.text
    assert signing.public_key() == ""


@pytest.mark.django_db
def test_what_leaves_the_house_is_signed(configured, key, mail_server):
    EmailMessage("ข่าว", "สวัสดี\n.\nลาก่อน", "office@example.ac.th", ["somchai@example.com"]).send()
    ledger.deliver(seconds=600)
    content = mail_server.taken[0].replace(b"\r\n.", b"\r\n")  # as a mail server undoes the doubled dots
    assert dkim.verify(content, dnsfunc=published(key))


@pytest.mark.parametrize(
    "rest",
    [
        b"Subject: x\r\n\r\n",
        b"Subject: x\r\n\r\n\r\n\r\n",
        b"Subject: x\r\n\r\nno line end",
        b"Subject: x\r\n\r\n  a \t b  \r\n\t\r\n \r\nc\r\n\r\n\r\n",
        b"Subject:x\r\n  folded\r\n\t twice \r\nList-Id:  News   <a.b>\r\n\r\nbody\r\n",
        "Subject: ข่าวศิษย์เก่า\r\nX-Name: ข่าว\r\n\r\nสวัสดี ครับ\r\n".encode(),
        b"SUBJECT: one\r\nSubject: second\r\n\r\nbody",
        b"",
    ],
)
def test_odd_letters_are_signed_as_a_receiver_reads_them(configured, key, rest):
    raw = b"From: office@example.ac.th\r\nTo: a@example.com\r\n" + rest
    signed = signing.sign(raw)
    assert signed.endswith(raw)
    assert dkim.verify(signed, dnsfunc=published(key))
    assert signing.sign(raw) == signed  # each attempt is the same to the byte


@pytest.mark.django_db
def test_a_mailing_is_signed_too_with_its_thai_headers_and_both_ways_out(configured, key, mail_server, settings):
    settings.MAIL_RETURN_ADDRESS = "portal@example.ac.th"
    frozen(3, subject_th="ข่าวศิษย์เก่า ๑๒๓ และงานคืนสู่เหย้า " * 3)
    delivery.run(seconds=600)
    assert len(mail_server.taken) == 3
    for taken in mail_server.taken:
        content = taken.replace(b"\r\n..", b"\r\n.")
        assert dkim.verify(content, dnsfunc=published(key))
        assert not dkim.verify(content.replace(b"List-Id:", b"List-Id: x"), dnsfunc=published(key))
        for header in (b"From", b"Subject", b"List-Unsubscribe"):
            assert header.lower() in content.partition(b"h=")[2].partition(b"bh=")[0]


def test_signing_that_breaks_leaves_no_doubt_that_nothing_left(mail_server, settings, monkeypatch):
    parcel = Parcel("us@example.ac.th", "a@example.org", [RAW])
    with Transport(settings.MAIL_TRANSPORT) as transport:
        assert transport.send(parcel).fate is Fate.TAKEN
        monkeypatch.setattr(signing, "sign", lambda _raw: 1 / 0)

        assert transport.send(parcel).fate is Fate.POSTPONED
