"""The signature of our domain under every mail, where a key is configured (RFC 6376)."""

import base64
import logging
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from django.conf import settings

from apps.mailings.lib import signature

logger = logging.getLogger(__name__)

# Oversigned where it matters: nobody adds a second From or Subject to what we signed.
_HEADERS = (
    *("from", "from", "to", "subject", "subject", "date", "message-id", "reply-to", "mime-version", "content-type"),
    *("list-id", "list-unsubscribe", "list-unsubscribe-post", "feedback-id"),
)


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
        key = _key(settings.DKIM_KEY)
        where = {"selector": settings.DKIM_SELECTOR, "domain": settings.DKIM_DOMAIN}
        return signature.sign(raw, key, **where, headers=_HEADERS) + raw
    except (ValueError, TypeError):
        logger.exception("a mail was not signed: DKIM_KEY does not work")
        return raw


def public_key() -> str:
    """The half that belongs into the domain's records, in base64; "" without a key that works."""
    if not is_configured():
        return ""
    try:
        public = _key(settings.DKIM_KEY).public_key()
    except (ValueError, TypeError):
        return ""
    return base64.b64encode(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


@lru_cache(maxsize=4)
def _key(pem: str) -> RSAPrivateKey:
    """Environment files have one line a value. Raises ValueError for what is no RSA key."""
    key = load_pem_private_key(pem.replace("\\n", "\n").encode(), None)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError("not an RSA key")
    return key
