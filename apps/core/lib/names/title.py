import re
from typing import NamedTuple

from apps.core.lib.text import normalise

from .patterns import SPELLINGS, Spelling, may_begin

_MOST_TITLES = 6
_OF_PROFESSORS = {"กิตติคุณ", "พิเศษ", "คลินิก"}
_FIRST_LETTERS = re.compile(r"[กขคงจชดตทนบผพภมยรลวศสหอเ-ไA-Za-z]")

# Glued to its name, a title can only be told from the first letters of a name by what follows.
_OFFICES = ("สมาคม", "เทศมนตรี", "รัฐมนตรี", "สภา", "องค์การ", "องค์กร", "สโมสร", "อบจ", "อบต")  # นายก…
_NOT_A_MONK_WHOLE = {"พร", "พาย", "เอก", "จันทร์", "อาทิตย์", "เพลิง", "ขวัญ", "นาย", "นาง", "ลักษมณ์", "ลักษณ์", "ราม"}
_NOT_A_MONK = (
    "นคร",
    "จอม",
    "ราช",
    "เทพ",
    "ธรรม",
    "พุทธ",
    "พรหม",
    "ครู",
    "ปลัด",
    "ใบฎีกา",
    "สมุห์",
    "เจ้า",
    "องค์",
    "ยา",
    "บรม",
)


class _Found(NamedTuple):
    spelling: Spelling
    written: str


def split_title(full: str) -> tuple[str, str]:
    """The titles at the beginning of a name, as they are written there, and the rest; both normalised. Stacked ones
    stay together ("ผศ. ดร."). What may as well be the beginning of a name (นายิกา, พระพร, คุณากร) is left to it."""
    text = normalise(full)
    end = sum(len(found.written) for found in _titles(text))
    return text[:end].rstrip(), text[end:]


def strip_titles(query: str) -> str:
    """What remains of a search without the titles at its beginning; a search for nothing but a title stays."""
    title, rest = split_title(query)
    return rest or title


def expand_title(written: str) -> str:
    """A title with its abbreviations in full: "ผศ.ดร." is "ผู้ช่วยศาสตราจารย์ ดร.", "น.ส." "นางสาว". "ดร." stays, as
    it does in official letters; so does what is not known or stands for ranks of several services (ร.อ.; an acting
    one is the army's)."""
    text = normalise(written)
    parts = _titles(text)
    rest = text[sum(len(found.written) for found in parts) :]
    in_full = " ".join(map(_in_full, parts))
    return f"{in_full}{'' if rest in _OF_PROFESSORS else ' '}{rest}".strip()


def _titles(text: str) -> list[_Found]:
    """The titles at the beginning of `text`, each with the space after it."""
    found: list[_Found] = []
    at = 0
    while len(found) < _MOST_TITLES and _FIRST_LETTERS.match(text, at):
        title = _next(text, at, after_civil=any(_is_civil(earlier.spelling) for earlier in found))
        if title is None:
            break
        found.append(title)
        at += len(title.written)
    return found


def _next(text: str, at: int, *, after_civil: bool) -> _Found | None:
    if not may_begin(text, at):
        return None
    for spelling in SPELLINGS:
        match = spelling.pattern.match(text, at)
        if not match or (after_civil and not spelling.is_short):
            continue
        rest = text[match.end() :]
        if spelling.is_short or _is_title_before(spelling, rest):
            space = len(rest) - len(rest.lstrip(" "))
            return _Found(spelling, match[0] + " " * space)
    return None


def _is_title_before(spelling: Spelling, rest: str) -> bool:
    """Is a written-out title one indeed, with `rest` after it?"""
    if not rest or rest.startswith((" ", "(")):
        return True
    title, word = spelling.titles[0].th, rest.split(" ", maxsplit=1)[0]
    if len(word) == 1 or title == "คุณ":
        return False
    if title == "นาย":
        return not word.startswith(tuple(f"ก{office}" for office in _OFFICES))
    if title == "พระ":
        return " " in rest and word not in _NOT_A_MONK_WHOLE and not word.startswith(_NOT_A_MONK)
    return title != "เภสัชกร" or not word.startswith("รม")


def _is_civil(spelling: Spelling) -> bool:
    return any(title.kind in {"civil", "minor"} for title in spelling.titles)


def _in_full(found: _Found) -> str:
    written, titles = found.written.strip(), found.spelling.titles
    acting = "ว่าที่" if written.startswith("ว่าที่") else ""
    if not titles or (len(titles) > 1 and not acting) or titles[0].abbr == "ดร.":
        return written
    woman = "หญิง" if titles[0].kind == "rank" and "หญิง" in written else ""
    special = "พิเศษ" if titles[0].kind == "rank" and "(พ" in written else ""
    return f"{acting}{titles[0].th}{woman}{special and ' (พิเศษ)'}"
