"""The words by which a person is found, and the same folding for what somebody types into a search box.

A search row's text is "  word  word …": every word stands after two spaces, so that even one letter at a word's
beginning makes a trigram ("  ส"), which both databases can look up instead of reading every row."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from apps.core.lib.names import split_title
from apps.core.lib.sort import sort_key
from apps.core.lib.text import fold

MAX_INPUT = 200  # letters of a search that are read; nobody's name, number and address together are longer
MAX_TERMS = 8
MAX_SORT_KEY = 400  # SearchRow.sort_key
GAP = "  "

_ADDRESS_MARKS = frozenset("@._+-'&")
_EXTENSION = re.compile(r"(?<=\d)\s*(?:ต่อ|ภายใน|ext\.?|#)\s*\d{1,6}\b", re.IGNORECASE)
_NUMBER = re.compile(r"[+(]*\d[\d()./‐-―-]*")
_NOT_DIGITS = re.compile(r"\D+")


class NameParts(NamedTuple):
    """One name that a person has or had, without titles, in the order of the columns of PersonName."""

    first_th: str = ""
    middle_th: str = ""
    last_th: str = ""
    first_en: str = ""
    middle_en: str = ""
    last_en: str = ""
    nickname: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a search: one or two letters must begin a word, three or more may stand anywhere."""

    text: str

    @property
    def is_prefix(self) -> bool:
        return len(self.text) < 3

    @property
    def like(self) -> str:
        """A LIKE pattern (escaped by a backslash)."""
        escaped = re.sub(r"([\\%_])", r"\\\1", self.text)
        return f"% {escaped}%" if self.is_prefix else f"%{escaped}%"

    @property
    def fts(self) -> str:
        """An FTS5 phrase of at least one trigram."""
        phrase = f"{self.text:>3}" if self.is_prefix else self.text
        return '"' + phrase.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for: people in whose text all terms are found. `is_void`: something was typed in which
    there is no letter and no digit, so nobody is found (nothing typed at all finds everybody)."""

    terms: tuple[Term, ...] = ()
    is_void: bool = False

    def __bool__(self) -> bool:
        return bool(self.terms) or self.is_void


def row_text(
    *,
    names: Iterable[NameParts],
    student_ids: Iterable[str] = (),
    phones: Iterable[str] = (),
    emails: Iterable[str] = (),
    handles: Iterable[str] = (),
) -> str:
    """The text of a search row. `phones` are in E.164 ("+66812345678"); `handles` are LINE ids."""
    found: dict[str, None] = {}
    for name in names:
        found |= dict.fromkeys(_name_words(name))
    for word in (*student_ids, *handles):
        found |= dict.fromkeys(_words(word))
    for phone in phones:
        found |= dict.fromkeys(_phone_words(phone))
    for email in emails:
        found |= dict.fromkeys(_email_words(email))
    return "".join(GAP + word for word in found)


def row_sort_key(name: NameParts) -> str:
    """Where a person stands in a list: by the Thai name (first name first, as Thai lists do), else by the Latin."""
    full = " ".join(filter(None, name[:3])) or " ".join(filter(None, name[3:6]))
    return sort_key(full)[:MAX_SORT_KEY]


def parse_query(text: str) -> Query:
    """What a search box's content asks for; takes anything at all."""
    text = text[:MAX_INPUT].strip()
    tokens = _EXTENSION.sub(" ", _without_titles(text)).split()
    terms = dict.fromkeys(term for term in _terms(tokens) if term)
    return Query(tuple(Term(term) for term in terms)[:MAX_TERMS], is_void=bool(text) and not terms)


def _without_titles(text: str) -> str:
    """The text without titles at its beginning; a text that is nothing but a title stays."""
    for _ in range(3):
        title, rest = split_title(text)
        if not title or not rest.strip():
            return text
        text = rest.strip()
    return text


def _terms(tokens: list[str]) -> Iterator[str]:
    numbers: list[str] = []
    for token in (*map(fold, tokens), ""):
        if _NUMBER.fullmatch(token):
            numbers.append(_digits(token))
            continue
        yield from _joined(numbers)
        numbers = []
        yield from [_address(token)] if "@" in token else _pieces(token)


def _joined(groups: list[str]) -> list[str]:
    """Digits in short groups ("081 234 5678") are one number; a group long enough to be an id stands by itself."""
    together = "".join(groups)
    if len(groups) > 1 and max(map(len, groups)) < 7 and 7 <= len(together) <= 13:
        return [_digits(together)]
    return groups


def _digits(token: str) -> str:
    """The digits of a number, without what is dialled abroad before a country's code or after Thailand's."""
    digits = _NOT_DIGITS.sub("", token)
    if digits.startswith("0066"):
        digits = digits[2:]
    return "66" + digits[3:] if digits.startswith("660") and len(digits) > 10 else digits


def _address(token: str) -> str:
    return "".join(letter for letter in token if letter in _ADDRESS_MARKS or _is_letter(letter)).strip(".'&-")


def _pieces(text: str) -> list[str]:
    return "".join(letter if _is_letter(letter) else " " for letter in text).split()


@lru_cache(maxsize=4096)
def _is_letter(letter: str) -> bool:
    """Letters, the marks that Thai writes over and under them, digits; not the marks of emoji."""
    return unicodedata.category(letter)[0] in "LMN" and not "\ufe00" <= letter <= "\ufe0f"


@lru_cache(maxsize=32768)
def _words(text: str) -> tuple[str, ...]:
    """A name or id as it may be typed: whole ("ณอยุธยา", "alrashid"), and each later part by itself."""
    pieces = _pieces(fold(text))
    return ("".join(pieces), *pieces[1:]) if pieces else ()


def _name_words(name: NameParts) -> Iterator[str]:
    """Thai is written without spaces, so that the whole name is one more word; it begins with the first name."""
    first, middle, last = (_words(part) for part in name[:3])
    glued = "".join(part[0] for part in (first, middle, last) if part)
    if glued:
        yield glued
    yield from (*first[1:], *middle, *last)
    for part in name[3:]:
        yield from _words(part)


def _phone_words(phone: str) -> Iterator[str]:
    digits = _digits(phone.partition(";")[0].partition("x")[0])
    if phone.startswith("+66"):
        yield "0" + digits[2:]
    if digits:
        yield digits


def _email_words(email: str) -> Iterator[str]:
    """The address, and the later parts of its name: "somchai.j@…" is also found by "somchai j"."""
    address = _address(fold(email))
    yield from (address, *_pieces(address.partition("@")[0])[1:]) if address else ()
