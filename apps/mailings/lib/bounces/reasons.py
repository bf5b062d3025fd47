"""The reason that a text gives: a notice is reduced to what can be compared, then the phrases are tried in order."""

import re

from .phrases import WORDS
from .verdict import Reason

_COMPILED = tuple((reason, re.compile("|".join(patterns))) for reason, patterns in WORDS)
_PLAIN = str.maketrans({"\u2019": "'", "\u2018": "'", "\u200b": None, "\u00ad": None, '"': " ", "<": " ", ">": " "})
_INTERNAL = re.compile(r"\b(?:resolver|smtpsend|storedrv|queue|routing|agent|dns)\.[a-z.]{3,60}")
_NAMES = re.compile(
    r"[\w.!#$%&'*+/=?^`{}~-]{1,80}@[a-z0-9.\-]{1,120}"  # an address
    r"|(?:(?<=mailbox )|(?<=user )|(?<=account )|(?<=recipient ))[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}"  # a user's name
    r"|\[?\b\d{1,3}(?:\.\d{1,3}){3}\b\]?"  # a host's number
    r"|\(?#?\b[245]\.\d{1,3}\.\d{1,3}\b\)?"  # an enhanced code
    r"|\b(?:[a-z0-9_-]{1,63}\.){1,6}(?:[a-z]{2,3}|info|local|asia|museum)\b",
    re.ASCII,  # words of other scripts stand beside a name without a space
)


# Sendmail's own line below whatever the other server said.
_IDIOM = re.compile(r"(\b[45]\d\d[ -][^\n]{1,300}\n(?:[^\n]{0,300}\n){0,3}?)554 5\.0\.0 service unavailable")
_LINK = re.compile(r"\bhttps?://\S{1,300}")
_TELLING = re.compile(r"spf|dkim|dmarc|nosuchuser|disableduser|overquota")  # all that an address of a page may say


def squeezed(text: str) -> str:
    """In lower case, a paragraph a line; addresses, hosts and codes as signs, so that no name says anything; at most
    6,000 characters."""
    text = _IDIOM.sub(r"\1", text[:20_000].lower()).translate(_PLAIN)
    text = _INTERNAL.sub(lambda found: found[0].replace(".", " "), text)
    text = _LINK.sub(lambda found: " @ " + " ".join(_TELLING.findall(found[0])) + " ", text)
    text = _NAMES.sub(" @ ", text)
    text = re.sub(r"\n[ \t]*\n\s*", "\f", text)
    return re.sub(r"[ \t\r\n\xa0]+", " ", text).replace("\f", "\n")[:6_000]


def given(text: str) -> Reason | None:
    """The reason that the words give, if they give one."""
    text = squeezed(text)
    return next((reason for reason, pattern in _COMPILED if pattern.search(text)), None)
