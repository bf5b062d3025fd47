"""The words by which a person is found, and the same folding for what somebody types into a search box.

A search row's text is "  word  word …": every word stands after two spaces, so that even one letter at a word's
beginning makes a trigram ("  ส"), which both databases can look up instead of reading every row. What somebody does
for a living stands behind all that, each word after a sign that nobody types: three letters find it, and one or two
only ever begin a name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby
from typing import NamedTuple

from apps.core.lib.names import strip_titles
from apps.core.lib.sort import sort_key
from apps.core.lib.text import fold, normalise

MAX_INPUT = 200  # letters of a search that are read; nobody's name, number and address together are longer
MAX_TERMS = 8
SHORTEST_NUMBER = 7  # digits of a student id; longer ones are newer ids and telephone numbers
MAX_SORT_KEY = 400  # SearchRow.sort_key
GAP = "  "
WORK = "·"  # before each word of work

_ADDRESS = re.compile(r"\S*[@_]\S*")
_EXTENSION = re.compile(r"(?<=\d)\s*(?:ต่อ|ภายใน|ext\.?|#)\s*\d{1,6}\b", re.IGNORECASE)
_FROM_ABROAD = re.compile(r"(?<!\d)(?:\+|00) ?66[ .-]*(?:\(?0\)?[ .-]*)?(?=\d)")  # +66 (0)81… is 081…
# The domain of an e-mail address is kept in full-width letters: half of all people are at "gmail", and whoever looks
# for "mai" means a name. A search with an @ in it is written the same way.
_DOMAIN = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(ord("0"), ord("z") + 1)})


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
    def is_whole_number(self) -> bool:
        """May it be a student id or a telephone number from the first digit to the last?"""
        return self.text.isdecimal() and len(self.text) >= SHORTEST_NUMBER

    @property
    def part(self) -> str:
        """What stands in the text of whoever is found: the term, with the gap before it if it begins a word."""
        return f"{self.text:>3}" if self.is_prefix else self.text

    @property
    def like(self) -> str:
        """A LIKE pattern (escaped by a backslash)."""
        escaped = re.sub(r"([\\%_])", r"\\\1", self.part)
        return f"%{escaped}%"

    @property
    def fts(self) -> str:
        """An FTS5 phrase of at least one trigram."""
        return '"' + self.part.replace('"', '""') + '"'


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
    work: Iterable[str] = (),
) -> str:
    """The text of a search row. `phones` are in E.164 ("+66812345678"); `handles` are LINE ids; `work` is what
    somebody does and where."""
    named, text = _names_text(tuple(names))
    found: list[str] = []
    for word in (*student_ids, *handles):
        found += _words(word)
    for phone in phones:
        found += _phone_words(phone)
    found += map(_address_word, emails)
    if found:
        text += "".join([GAP + word for word in dict.fromkeys(found) if word and word not in named])
    jobs = dict.fromkeys(map(glued, work))
    return text + "".join([WORK + word for word in jobs if word]) if jobs else text


@lru_cache(maxsize=64)  # the rows of one person come one after the other
def row_sort_key(name: NameParts) -> str:
    """Where a person stands in a list: by the Thai first name, then the surname, as Thais do; else by the Latin."""
    first, middle, last = name[:3] if name.first_th or name.last_th else name[3:6]
    return sort_key(*filter(None, (first, last, middle)))[:MAX_SORT_KEY]


def parse_query(text: str) -> Query:
    """What a search box's content asks for; takes anything at all."""
    text = text[:MAX_INPUT].strip()
    plain = _FROM_ABROAD.sub("0", _EXTENSION.sub(" ", strip_titles(text)))
    terms = dict.fromkeys(term for term in _terms(plain) if term)
    return Query(tuple(Term(term) for term in terms)[:MAX_TERMS], is_void=bool(text) and not terms)


def _terms(text: str) -> Iterator[str]:
    for found in _ADDRESS.findall(text):
        yield _address_word(found)
    for is_number, words in groupby(fold(_ADDRESS.sub(" ", text)).split(), str.isdecimal):
        group = list(words)
        yield from _joined(group) if is_number else group


def _joined(groups: list[str]) -> list[str]:
    """Digits in short groups ("081 234 5678") are one number; a group long enough to be an id stands by itself."""
    together = "".join(groups)
    return [together] if max(map(len, groups)) < SHORTEST_NUMBER <= len(together) <= 13 else groups


@lru_cache(maxsize=32768)
def _words(text: str) -> tuple[str, ...]:
    """A name or id as it may be typed: whole ("abdulrahman"), and each later part by itself ("rahman")."""
    pieces = fold(text).split()
    return ("".join(pieces), *pieces[1:]) if pieces else ()


@lru_cache(maxsize=64)  # the rows of one person come one after the other
def _names_text(names: tuple[NameParts, ...]) -> tuple[frozenset[str], str]:
    """The words of somebody's names, and the text that they make."""
    words = dict.fromkeys(chain.from_iterable(map(_name_words, names)))
    return frozenset(words), "".join([GAP + word for word in words])


def _name_words(name: NameParts) -> list[str]:
    """Thai is written without spaces, so that the whole name is one more word; it begins with the first name."""
    first, middle, last, *rest = [_words(part) if part else () for part in name]
    whole = "".join([part[0] for part in (first, middle, last) if part])
    words = [whole] if whole else []
    for part in (first[1:], middle, last, *rest):
        words += part
    return words


def _phone_words(phone: str) -> Iterator[str]:
    """The number as it is dialled at home and as it is dialled from abroad."""
    if not (digits := phone[1:]).isdecimal():
        digits = re.sub(r"\D", "", _EXTENSION.sub("", phone.partition(";")[0]))
    if phone.startswith("+66"):
        yield "0" + digits[2:]
    if digits:
        yield digits


def _address_word(address: str) -> str:
    """An e-mail address or a part of one, in one word."""
    local, _, domain = normalise(address).rpartition("@") if "@" in address else (address, "", "")
    return glued(local) + _domain_word(domain)


@lru_cache(maxsize=4096)
def _domain_word(domain: str) -> str:
    return glued(domain).translate(_DOMAIN)


def glued(text: str) -> str:
    """In one folded word: "แก้ว คง" and "แกวคง" are the same."""
    return "".join(fold(text).split())
