import re

from .digits import to_arabic
from .errors import BadInputError
from .text import normalise

_LONGEST = 254  # RFC 5321: a path of 256 with its brackets
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})")
_IN_BRACKETS = re.compile(r"[^<>]*<([^<>]*)>")
_AROUND_SIGNS = re.compile(r" ?([@＠]) ?")
_EDGES = " \t'\"“”‘’()[]<>.,;:ฯๆ"


class EmailError(BadInputError):
    """A text that is no e-mail address. Codes: empty, invalid, several, no_at, local, domain, too_long."""


def normalise_email(text: str) -> str:
    """One address as it is stored: trimmed, without "mailto:" or a name around it, digits 0-9, the domain in lower
    case (the part before @ belongs to its host and stays). Checks the form, not that somebody reads it. Raises
    EmailError."""
    address = _bare(text)
    if not address:
        raise EmailError("empty", "no address")
    if len(address) > _LONGEST:
        raise EmailError("too_long", "an address has at most 254 characters")
    local, at, domain = address.rpartition("@")
    if not at:
        raise EmailError("no_at", "an address has an @")
    if "@" in local:
        raise EmailError("several" if re.search("[ ,;/]", local) else "invalid", "more than one @")
    if len(local) > 64 or not _LOCAL.fullmatch(local):
        raise EmailError("local", "something is wrong before the @")
    domain = domain.lower()
    if not _DOMAIN.fullmatch(domain):
        raise EmailError("domain", "something is wrong after the @")
    return f"{local}@{domain}"


def _bare(text: str) -> str:
    address = to_arabic(normalise(text[: 4 * _LONGEST]))
    bracketed = _IN_BRACKETS.fullmatch(address)
    address = _AROUND_SIGNS.sub("@", (bracketed[1] if bracketed else address).strip(_EDGES))
    return address[7:] if address[:7].lower() == "mailto:" else address
