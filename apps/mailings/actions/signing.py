"""The signature of our domain under every mail, where a key is configured (RFC 6376)."""

import base64
import logging

import dkim
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from django.conf import settings

logger = logging.getLogger(__name__)

# Oversigned where it matters: nobody adds a second From or Subject to what we signed.
_HEADERS = [
    *(b"from", b"from", b"to", b"subject", b"subject", b"date", b"message-id", b"reply-to", b"mime-version"),
    *(b"content-type", b"list-id", b"list-unsubscribe", b"list-unsubscribe-post", b"feedback-id"),
]


def is_configured() -> bool:
    return bool(settings.DKIM_KEY and settings.DKIM_SELECTOR and settings.DKIM_DOMAIN)


def is_aligned(domain: str) -> bool:
    """Whether the signature speaks for the domain that readers see: the same, or one above it (relaxed alignment)."""
    signing = settings.DKIM_DOMAIN.lower()
    return is_configured() and (domain == signing or domain.endswith(f".{signing}"))


def sign(raw: bytes) -> bytes:
    """The message with its signature before it. A key that does not fit is told in the log, and the mail goes without:
    unsigned mail arrives, mail that is not sent does not."""
    if not is_configured():
        return raw
    raw = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    try:
        signature = dkim.sign(
            raw,
            settings.DKIM_SELECTOR.encode(),
            settings.DKIM_DOMAIN.encode(),
            _pem(),
            include_headers=_HEADERS,
            canonicalize=(b"relaxed", b"relaxed"),
        )
    except (dkim.DKIMException, ValueError, KeyError):
        logger.exception("a mail was not signed: DKIM_KEY does not work")
        return raw
    return bytes(signature) + raw


def public_key() -> str:
    """The half that belongs into the domain's records, in base64; "" without a key that works."""
    if not is_configured():
        return ""
    try:
        public = load_pem_private_key(_pem(), None).public_key()
    except (ValueError, TypeError):
        return ""
    return base64.b64encode(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


def _pem() -> bytes:
    """Environment files have one line a value."""
    pem: str = settings.DKIM_KEY
    return pem.replace("\\n", "\n").encode()
