"""How each title may be written at the beginning of a name, as one regular expression a title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from apps.core.lib.titles import TITLES, Title


@dataclass(frozen=True, slots=True)
class Spelling:
    """`titles`: all that are written so (ร.อ. is a rank of three services). `is_short`: an abbreviation; `is_bare`:
    one without its last dot, after which only a space can come."""

    pattern: re.Pattern[str]
    titles: tuple[Title, ...]
    is_short: bool
    length: int


# Abbreviations that are no Thai word or name, so that they are known without dots ("ดร สุดา").
_KNOWN_WITHOUT_DOTS = {"ดร.", "ผศ.", "รศ.", "น.ส.", "ด.ช.", "ด.ญ.", "ทพ.", "ทพญ.", "ภก.", "ภญ.", "พญ.", "ม.ร.ว."}
_ACTING = r"(?:ว่าที่ ?)?"
_RANK_ENDS = r"(?: ?\((?:พิเศษ|พ\.?)\))?(?: ?\(หญิง\)| ?หญิง)?"
_ACADEMIC_ENDS = r"(?: ?\((?:เกียรติคุณ|กิตติคุณ|พิเศษ|คลินิก)\)|(?: ?(?:กิตติคุณ|พิเศษ|คลินิก))(?= ?[^ ]+ +[^ ]))?"
_NAME_FOLLOWS = r"(?=$|[ (]|[ก-ฮเ-ไA-Za-z])"
_PROFESSORS = {"ผู้ช่วยศาสตราจารย์", "รองศาสตราจารย์", "ศาสตราจารย์"}

_ENGLISH = (
    r"(?:(?:asst|assist|assistant|assoc|associate|adj|adjunct|clin|clinical)\.? ?)?"
    r"prof(?:essor)?(?:\.|\b)(?: ?emeritus\b)?",
    r"emeritus prof(?:essor)?(?:\.|\b)",
    r"(?:mr|mrs|ms|mx|dr|ven|rev|fr|miss|master|madam|sir|khun|khunying|thanpuying|phra maha|phra|mae chi|samanera"
    r"|lecturer|pharmacist|medical technologist)(?:\.|(?= ))(?: ?\([a-z.]+\))?",
    r"m\. ?[crl]\.",
    r"(?:acting )?(?:pol\. ?)?(?:(?:sub|lance|vice|rear|snr|sr|jr|maj|lt|sgt|wg|gp|sqn|flt|fg|plt)\.? )*"
    r"(?:gen|col|maj|capt|lt|cdr|adm|sgt|cpl|pvt|ldr|off)\.(?: ?maj\.)?",
)


def _letters(abbreviation: str) -> str:
    """Each dot may be missing, one may stand after each letter (น.พ.), with a space or without."""
    return r"(?: ?\. ?)?".join(abbreviation.replace(".", ""))


def _short(title: Title) -> str:
    if not title.abbr.endswith("."):  # ศ.เกียรติคุณ, พลฯ
        return re.escape(title.abbr).replace(r"\.", r" ?\. ?") + _NAME_FOLLOWS
    if title.abbr in _KNOWN_WITHOUT_DOTS:
        return _letters(title.abbr) + r"(?: ?\.|(?= ))"
    if title.abbr == "นพ.":  # นพ is a first name too: it must have one after it, and a surname
        return _letters(title.abbr) + r"(?: ?\.|(?= [^ ]+ [^ ]))"
    return _letters(title.abbr) + r" ?\."


def _with_ends(title: Title, pattern: str, after: str = "") -> str:
    if title.kind == "rank":
        return f"{_ACTING}{pattern}{_RANK_ENDS}{after}"
    return f"{pattern}{_ACADEMIC_ENDS}{after}" if title.th in _PROFESSORS else f"{pattern}{after}"


def _spellings() -> Iterator[Spelling]:
    by_abbreviation: dict[str, list[Title]] = {}
    for title in TITLES:
        yield Spelling(
            re.compile(_with_ends(title, re.escape(title.th), r"\.?" + _NAME_FOLLOWS)), (title,), False, len(title.th)
        )
        if title.abbr:
            by_abbreviation.setdefault(title.abbr, []).append(title)
    for abbr, titles in by_abbreviation.items():
        yield Spelling(re.compile(_with_ends(titles[0], _short(titles[0]))), tuple(titles), True, len(abbr))
    for pattern in _ENGLISH:
        yield Spelling(re.compile(pattern, re.IGNORECASE), (), True, 0)


SPELLINGS = tuple(sorted(_spellings(), key=lambda spelling: -spelling.length))


def may_begin(text: str, at: int) -> bool:
    """Does any spelling match here? Asked of all at once, as most names have no title."""
    return any(pattern.match(text, at) for pattern in _all_at_once())


@cache
def _all_at_once() -> tuple[re.Pattern[str], ...]:
    by_flag: dict[int, list[str]] = {}
    for spelling in SPELLINGS:
        by_flag.setdefault(spelling.pattern.flags & re.IGNORECASE, []).append(f"(?:{spelling.pattern.pattern})")
    return tuple(re.compile("|".join(patterns), flag) for flag, patterns in by_flag.items())
