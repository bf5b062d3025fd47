"""The words in braces that a reader's own facts take the place of: a closed set, by Thai and English names, each with
what is written for those of whom it is not known: `{nickname|friend}`. A brace that is meant is written `\\{`."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from apps.core.lib.errors import BadInputError


class Kind(StrEnum):
    """How a value may be written: a name is not broken over lines, a link may be a link's whole target."""

    NAME = "name"
    WORD = "word"
    LINK = "link"


@dataclass(frozen=True)
class Placeholder:
    """`th` and `en`: what a writer puts between the braces (`also`: what some are used to)."""

    key: str
    th: str
    en: str
    kind: Kind = Kind.WORD
    also: str = ""


PLACEHOLDERS = {
    each.key: each
    for each in (
        Placeholder("first_name", "ชื่อ", "first name", Kind.NAME),
        Placeholder("full_name", "ชื่อ-สกุล", "full name", Kind.NAME, "name"),
        Placeholder("titled_name", "ชื่อพร้อมคำนำหน้า", "name with title", Kind.NAME),
        Placeholder("nickname", "ชื่อเล่น", "nickname", Kind.NAME),
        Placeholder("cohort", "รุ่น", "class"),
        Placeholder("graduation_year", "ปีที่จบ", "graduation year"),
        Placeholder("faculty", "คณะ", "faculty"),
        Placeholder("campus", "วิทยาเขต", "campus"),
        Placeholder("sender", "ผู้ส่ง", "sender"),
        Placeholder("record_link", "ลิงก์ข้อมูลของฉัน", "my record link", Kind.LINK),
        Placeholder("settings_link", "ลิงก์ตั้งค่าอีเมล", "mail settings link", Kind.LINK),
        Placeholder("stop_link", "ลิงก์ไม่รับอีเมล", "unsubscribe link", Kind.LINK),
        Placeholder("web_link", "ลิงก์อ่านบนเว็บ", "web version link", Kind.LINK),
    )
}
_BRACES = re.compile(r"\\([{}])|\{\{?\s*([^{}\n|]{1,60})(?:\|([^{}\n]{0,80}))?\}\}?")


class BadText(BadInputError):
    """A text that cannot be sent as it is written."""


class UnknownPlaceholder(BadText):
    """Words in braces that stand for nothing: `names`, with the nearest one that does where there is one."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.meant = {name: near for name in names if (near := _nearest(name))}
        super().__init__("placeholder", f"unknown placeholders: {', '.join(names)}")


@dataclass(frozen=True)
class Slot:
    """A place in a text for a fact of its reader."""

    placeholder: Placeholder
    fallback: str = ""


@dataclass
class Marked:
    """Texts whose braces have become marks, of letters and digits alone, which Markdown and HTML carry unchanged."""

    secret: str
    slots: list[Slot] = field(default_factory=list)

    def mark(self, text: str) -> str:
        """The text with its placeholders marked. Raises UnknownPlaceholder."""
        unknown = [name for name in _names(text) if find(name) is None]
        if unknown:
            raise UnknownPlaceholder(list(dict.fromkeys(unknown)))
        return _BRACES.sub(self._marked, text)

    def add(self, slot: Slot) -> str:
        """The mark of one more place."""
        self.slots.append(slot)
        return f"zq{self.secret}x{len(self.slots) - 1}z"

    @property
    def pattern(self) -> "re.Pattern[str]":
        return re.compile(rf"zq{self.secret}x(\d+)z")

    def shown(self, text: str) -> str:
        """The text with the names of its placeholders instead of the marks."""
        return self.pattern.sub(lambda mark: f"{{{self.slots[int(mark[1])].placeholder.key}}}", text)

    def _marked(self, found: "re.Match[str]") -> str:
        brace, name, fallback = found.groups()
        if brace:
            return str(brace)
        placeholder = find(name)
        assert placeholder is not None  # noqa: S101 - `mark` has looked
        return self.add(Slot(placeholder, (fallback or "").strip()))


def marked(*texts: str) -> Marked:
    """Marks that stand in none of the texts."""
    return Marked(hashlib.sha256("\0".join(texts).encode(errors="replace")).hexdigest()[:20])


def find(name: str) -> Placeholder | None:
    """The placeholder of this name, in either language."""
    return _BY_NAME.get(_folded(name))


def used(text: str) -> set[str]:
    """Keys of the placeholders in a text; what stands for nothing is passed over."""
    return {placeholder.key for name in _names(text) if (placeholder := find(name))}


def _names(text: str) -> Iterator[str]:
    return (found[2].strip() for found in _BRACES.finditer(text) if found[2] is not None)


def _nearest(name: str) -> str:
    known = [spelled for each in PLACEHOLDERS.values() for spelled in (each.th, each.en)]
    near = get_close_matches(_folded(name), known, n=1, cutoff=0.6)
    return near[0] if near else ""


def _folded(name: str) -> str:
    return " ".join(name.replace("_", " ").lower().split())


_BY_NAME = {_folded(name): each for each in PLACEHOLDERS.values() for name in (each.key, each.th, each.en, each.also)}
_BY_NAME.pop("", None)
