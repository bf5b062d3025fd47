"""The headers of a mailing's message that law and mail programs ask for, and the envelope that tells us whose returns
are whose. None of them names the reader in clear, and all are the same at every attempt."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from . import routes, tokens

_HERE = "HERE"  # in a path: where the token comes


@dataclass(frozen=True)
class Bulk:
    """One mailing, as far as headers go. `topic`: "" for a service, which nobody can leave. `language`: of the pages
    behind its links."""

    mailing_id: int
    sender_key: str  # "office", "chapter:12"
    sender_name: str
    topic: str = ""
    language: str = ""


def headers_for_all(bulk: Bulk) -> dict[str, str]:
    """Those that every message of the mailing has alike."""
    headers = {"List-Id": _list_id(bulk), "Feedback-ID": f"{bulk.mailing_id}:{_plain(bulk.sender_key)}:portal"}
    return headers | ({"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if bulk.topic else {})


def headers_for_one(bulk: Bulk, person_id: int) -> dict[str, str]:
    """Those of one reader."""
    headers, is_open = {}, routes.is_open()
    if bulk.topic:
        ways = f"<{one_click_url(person_id, bulk.mailing_id, bulk.language)}>"
        if is_open:
            ways += f", <mailto:{routes.stop_address(person_id, bulk.mailing_id)}?subject=unsubscribe>"
        headers["List-Unsubscribe"] = ways
    if is_open:
        headers["Reply-To"] = routes.reply_address(person_id, bulk.mailing_id)
    return headers


def envelope_sender(message_id: int) -> str | None:
    """Where mail servers return this message; None: to the address that the message is from."""
    return routes.bounce_address(message_id) if routes.is_open() else None


def one_click_url(person_id: int, mailing_id: int, language: str = "") -> str:
    """Stops on a POST. A GET shows what would be stopped."""
    return _url("mailings:stop", language, tokens.make(person_id, tokens.ONE_CLICK, mailing_id))


def preferences_url(person_id: int, mailing_id: int | None = None, language: str = "") -> str:
    """The link in the text of a mailing."""
    return _url("mailings:preferences", language, tokens.make(person_id, tokens.PREFERENCES, mailing_id))


def _url(name: str, language: str, token: str) -> str:
    """The page in its reader's language, whichever the worker has."""
    path = _path(name, language or settings.LANGUAGE_CODE)
    return f"{settings.SITE_URL.rstrip('/')}{path.replace(_HERE, token)}"


@lru_cache(maxsize=16)
def _path(name: str, language: str) -> str:
    with translation.override(language):
        return reverse(name, args=[_HERE])


def _list_id(bulk: Bulk) -> str:
    """One list a sender and topic, by which readers sort: "Chapter of Songkhla <chapter-12.news.portal.example>"."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    name = "".join(char for char in bulk.sender_name if char.isprintable() and char not in '<>"\\').strip()[:80]
    key = ".".join([_plain(bulk.sender_key), *filter(None, [bulk.topic])])
    return f'"{name}" <{key}.{host}>' if name and name.isascii() else f"<{key}.{host}>"


def _plain(sender_key: str) -> str:
    return "".join(char if char.isalnum() and char.isascii() else "-" for char in sender_key.lower()) or "office"
