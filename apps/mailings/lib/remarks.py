"""What a writer should know of a text before it goes out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from .skeleton import encoded
from .texts import Compiled, Rendered

# Of one letter as it goes over the wire (base64, with its headers and what a reader's name adds), without documents:
# programs cut longer ones off, and the way out of them with it.
MOST_BYTES = 100 * 1024
HEADERS = 3 * 1024
MANY_BYTES = 80 * 1024
LONG_SUBJECT = 70  # letters that telephones and programs show
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_LATIN = re.compile(r"[A-Za-z]")
_STARS = re.compile(r"\*\*|__")
_BRACKETS = re.compile(
    r"\[[^\[\]\n]{1,80}\](?:\(| \((?=https?:|www\.))[^()\n]{1,200}\)?"
)  # of a link that became none
_HOST = re.compile(r"(?i)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$")
_ELSEWHERE = ("mailto", "tel", "https", "http")


@dataclass(frozen=True)
class Remark:
    """`code`: no_subject, long_subject, no_thai, no_latin, stars, brackets, link, dead_link, plain_link, no_alt,
    large, too_large. `is_refusal`: it cannot be sent so."""

    code: str
    language: str
    detail: str = ""
    is_refusal: bool = False


def remarks(
    ready: Compiled, sample: Rendered, *, written: str, language: str, is_ours: Callable[[str], bool | None]
) -> list[Remark]:
    """Of a text in one language, as it was written and as it is filled in for somebody. `is_ours` tells of an address
    whether there is a page of ours behind it; None where it leads elsewhere."""
    found = [*_subject(sample.subject, language), *_words(sample, written, language)]
    for link in dict.fromkeys(ready.links):
        code = _link(link, is_ours)
        if code:
            found.append(Remark(code, language, link))
    size = HEADERS + len(encoded(sample.text)) + len(encoded(sample.html))
    if size > MANY_BYTES:
        is_over = size > MOST_BYTES
        found.append(Remark("too_large" if is_over else "large", language, str(size // 1024), is_refusal=is_over))
    return found


def _subject(subject: str, language: str) -> list[Remark]:
    if not subject:
        return [Remark("no_subject", language, is_refusal=True)]
    return [Remark("long_subject", language, str(len(subject)))] if len(subject) > LONG_SUBJECT else []


def _words(sample: Rendered, written: str, language: str) -> list[Remark]:
    found = []
    body = sample.html.partition("<body")[2]
    if language == "th" and not _THAI.search(written):
        found.append(Remark("no_thai", language))
    if language == "en" and not _LATIN.search(written):
        found.append(Remark("no_latin", language))
    if stars := _STARS.search(sample.text):
        around = sample.text[max(0, stars.start() - 12) : stars.end() + 12]
        found.append(Remark("stars", language, " ".join(around.split())))
    if brackets := _BRACKETS.search(sample.text):
        found.append(Remark("brackets", language, brackets[0][:60]))
    if re.search(r'<img [^>]*alt=""', body):
        found.append(Remark("no_alt", language))
    return found


def _link(link: str, is_ours: Callable[[str], bool | None]) -> str:
    if link.startswith("{"):
        return ""
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return "link"
    ours = is_ours(link)
    if ours is not None:
        return "" if ours else "dead_link"
    if parts.scheme not in _ELSEWHERE or (parts.scheme.startswith("http") and not _HOST.search(host)):
        return "link"
    return "plain_link" if parts.scheme == "http" else ""
