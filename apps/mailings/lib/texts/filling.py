"""Texts with places for facts, made ready once and filled for each reader: joined strings, nothing else."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from .placeholders import Kind, Marked, Slot

LONGEST = 120  # letters of a value
NOT_BROKEN = 'style="white-space:nowrap"'
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\s]+")
_HIDDEN = re.compile(r"[\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]+")
_WRITTEN_OUT = re.compile(r"https?://[^\s<>]*$")  # an address that can be read, up to here
_TARGET = re.compile(r'(?:href|src)="([^"]*)$')
Escape = Callable[[str], str]


@dataclass(frozen=True)
class Filler:
    """One text: `pattern` with a place for each entry of `places`."""

    pattern: str
    places: tuple[tuple[str, str, Escape], ...]  # key, what is written without a value, how it is escaped

    def fill(self, values: Mapping[str, str]) -> str:
        return self.pattern % tuple(
            [escape(value if (value := values.get(key)) else other) for key, other, escape in self.places]
        )


def filler(text: str, marks: Marked, *, is_html: bool = False) -> Filler:
    """The text with marks, taken apart at them."""
    pieces, places, done = [], [], 0
    for mark in marks.pattern.finditer(text):
        slot = marks.slots[int(mark[1])]
        escape = _in_html(text, mark, slot) if is_html else _plain(text, mark, slot)
        pieces.append(text[done : mark.start()].replace("%", "%%"))
        places.append((slot.placeholder.key, slot.fallback, escape))
        done = mark.end()
    pieces.append(text[done:].replace("%", "%%"))
    return Filler("%s".join(pieces), tuple(places))


def clean(value: str) -> str:
    """One line of letters that every program can write: no control characters, no halves of characters, no marks that
    turn the direction of reading, and not too long."""
    if value.isprintable() and len(value) <= LONGEST:
        return value
    line = _HIDDEN.sub("", _CONTROL.sub(" ", value[: 4 * LONGEST])).strip()
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _in_html(text: str, mark: "re.Match[str]", slot: Slot) -> Escape:
    opened = text.rfind("<", 0, mark.start())
    if opened <= text.rfind(">", 0, mark.start()):
        if _WRITTEN_OUT.search(text, max(opened, 0), mark.start()):
            return _in_address
        return _name if slot.placeholder.kind is Kind.NAME else _in_text(slot)
    target = _TARGET.search(text, opened, mark.start())
    if target is None:
        return _in_text(slot)
    is_whole = not target[1] and text.startswith('"', mark.end())
    return _link if slot.placeholder.kind is Kind.LINK and is_whole else _in_address


def _in_text(slot: Slot) -> Escape:
    return _link if slot.placeholder.kind is Kind.LINK else _word


def _plain(text: str, mark: "re.Match[str]", slot: Slot) -> Escape:
    if slot.placeholder.kind is Kind.LINK:
        return _address
    return _in_address if _WRITTEN_OUT.search(text, 0, mark.start()) else clean


def _address(value: str) -> str:
    return value if value.isprintable() and value.startswith(("https://", "http://")) else ""


def _word(value: str) -> str:
    return html.escape(clean(value))


def _link(value: str) -> str:
    return html.escape(_address(value))


def _in_address(value: str) -> str:
    return quote(clean(value), safe="")


def _name(value: str) -> str:
    """A Thai name is broken between its words only, however narrow the line."""
    words = _word(value).split(" ")
    return " ".join(f"<span {NOT_BROKEN}>{word}</span>" if len(word) < 40 else word for word in words)
