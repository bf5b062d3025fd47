"""Thai dictionary order as text that any database can index: keys compared by code point (SQLite BINARY,
PostgreSQL "C") stand as ICU's Thai collation puts the words. Checked against ICU in tests/core/lib/golden_sort.txt.

A key holds, for each part (first name, surname), the letters' places and after "!" what only breaks ties: tone
marks, ์, ็, accents. " " parts one name from the next; both signs sort before every letter.
"""

import re
import unicodedata
from functools import lru_cache

from .text import normalise
from .text.fold import LATIN_LETTERS

_THAI_ONLY = re.compile(r"[ ก-๎]*")
_AS_IT_STANDS = re.compile("[ก-ฮะ-าิ-ู]*")  # neither written before its consonant nor put elsewhere
_LEADING_VOWEL = re.compile(r"([เแโใไ])([ก-ฮ])")

# Thai letters stand in order in Unicode but for a few: ํ and ฺ take the places of signs that do not count, ๅ is
# ordered as า, and ำ as its two halves.
_LETTERS = str.maketrans(
    dict(zip("ํฺๅ๐๑๒๓๔๕๖๗๘๙", "ฯๅา0123456789", strict=True)) | {"ำ": "าฯ"} | dict.fromkeys("ฯๆ ", "")
)
_LATIN = {ord("a") + i: chr(0xFF41 + i) for i in range(26)}  # wide letters: Latin stands after Thai
_OTHER_SCRIPT = "\uffef"  # before each letter of another script: after Latin

# What breaks ties, least first.
_THAI_MARKS = "๎์็่้๊๋"
_ACCENTS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304"
_MARKS = {mark: chr(ord("q") + i) for marks in (_THAI_MARKS, _ACCENTS) for i, mark in enumerate(marks)}
_MARK = re.compile(f"([{_THAI_MARKS}{_ACCENTS}])")
_FARTHEST = 64  # letters between two marks that one sign of the key can count: "o" for 1, "0" for 64


def sort_key(*names: str) -> str:
    """The key of a first name and surname (or of any one text): by first name, then by surname, as Thais do.
    Case, spaces, punctuation, ๆ and ฯ do not count; digits stand before Thai, Thai before Latin, as in ICU; other
    scripts come last; ß and æ stand as ss and ae.
    Takes any str; a name of n letters gives about n signs and two more for each mark."""
    return " ".join(map(_key_of, names))


@lru_cache(maxsize=8192)  # first names come again and again
def _key_of(name: str) -> str:
    return _key(normalise(name))


def _key(name: str) -> str:
    if _AS_IT_STANDS.fullmatch(name):
        return name
    if not _THAI_ONLY.fullmatch(name):
        name = _plain(name)
    name = _LEADING_VOWEL.sub(r"\2\1", name).translate(_LETTERS)
    if not _MARK.search(name):
        return name
    pieces = _MARK.split(name)
    return "".join(pieces[::2]) + "!" + _ties(pieces)


def _ties(pieces: list[str]) -> str:
    """`pieces` are letters and marks by turns. More letters before a mark sort first, as no mark is the least."""
    ties = []
    for letters, mark in zip(pieces[::2], pieces[1::2], strict=False):
        whole, rest = divmod(_places(letters), _FARTHEST)
        ties.append("0" * whole + (chr(ord("p") - rest) if rest else "") + _MARKS[mark])
    return "".join(ties)


def _places(letters: str) -> int:
    return len(letters) - letters.count(_OTHER_SCRIPT)


def _plain(name: str) -> str:
    """`name` in lower case with accents apart from their letters, without anything that is neither."""
    for _ in range(2):
        name = _DECOMPOSABLE.sub(lambda found: unicodedata.normalize("NFKD", found[0]), name.casefold())
    return "".join(_place(char) for char in name.translate(LATIN_LETTERS))


_DECOMPOSABLE = re.compile("[^\x00-\x7f฀-๿]+")


def _place(char: str) -> str:
    if "ก" <= char <= "๙" or char in _MARKS or char.isascii():
        return _LATIN.get(ord(char), char if char.isalnum() or char > "\x7f" else "")
    return _OTHER_SCRIPT + char if char.isalnum() else ""
