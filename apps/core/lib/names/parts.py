import re
from typing import NamedTuple

from apps.core.lib.text import normalise

from .title import split_title

# What follows a name and is none: a degree, the navy's ร.น., anything in brackets ("สกุลเดิม แก้วมณี").
_AFTER = re.compile(
    r"(?:, ?| )(ph\.? ?d|m\.? ?d|ed\.? ?d|d\.? ?b\.? ?a|m\.? ?b\.? ?a|jr|sr|ร\. ?น)\.?$", re.IGNORECASE
)
_BRACKETS = re.compile(r" ?[(\[]([^()\[\]]*)[)\]] ?")

# Words that begin a surname, and words that open a first name of two words.
_OPEN_SURNAME = {"แซ่", "บิน", "บินตี", "บินติ", "บินตี้", "บินเต", "อิบนุ", "เบน", "อัล", "อัล-"} | {
    *(
        "na",
        "sae",
        "sae-",
        "bin",
        "binti",
        "binte",
        "ibn",
        "al",
        "el",
        "de",
        "da",
        "di",
        "du",
        "van",
        "von",
        "der",
        "la",
    ),
}
_OPEN_FIRST_NAME = {"อับดุล", "วัน", "นิ", "นิก", "ต่วน", "ตวน", "แว", "เจ๊ะ", "เจะ", "abdul", "abd", "wan", "nik", "tuan"}


class FullName(NamedTuple):
    """A name in its parts; `middle` is the rare ชื่อรอง, `extra` what stood after the name or in brackets."""

    title: str = ""
    first: str = ""
    middle: str = ""
    last: str = ""
    extra: str = ""


def split_full_name(full: str) -> FullName:
    """Tells the parts of a full name apart. A surname may have several words: "ณ สงขลา" and the one before it
    ("อิศรางกูร ณ อยุธยา"), "แซ่ ลิ้ม", "บิน อาหะมะ", "Na Songkhla"; "Jaidee, Somchai" puts it first. One word alone is
    a first name."""
    text, extra = _without_extra(normalise(full))
    title, rest = split_title(text)
    surname, comma, first = rest.partition(",")
    if comma and surname.strip() and first.strip():
        more_title, first = split_title(first)
        names = _parts(f"{first} \0 {surname}".split())
        return FullName(" ".join(filter(None, (title, more_title))), *names, extra)
    return FullName(title, *_parts(rest.replace(",", " ").split()), extra)


def _without_extra(text: str) -> tuple[str, str]:
    extras = [piece.strip() for piece in _BRACKETS.findall(text)] if "(" in text or "[" in text else []
    keep = split_title(text)[0]  # "พ.อ. (พิเศษ)", "Dr. (MD)": these brackets are the title's
    text = " ".join((keep + _BRACKETS.sub(" ", text[len(keep) :])).split())
    extras = [piece for piece in extras if f"({piece})" not in keep]
    found = _AFTER.search(text)
    if found:
        text, extras = text[: found.start()], [*extras, found[0].strip(" ,")]
    return text, ", ".join(filter(None, extras))


def _parts(words: list[str]) -> tuple[str, str, str]:
    if len(words) > 2 and words[0].lower() in _OPEN_FIRST_NAME:
        words = [f"{words[0]} {words[1]}", *words[2:]]
    at = _surname_at(words)
    last = " ".join(word for word in words[at:] if word != "\0")
    return " ".join(words[: min(1, at)]), " ".join(words[1:at]), last


def _surname_at(words: list[str]) -> int:
    """The index of the surname's first word."""
    if "\0" in words:
        return words.index("\0")
    if "ณ" in words:
        return min(1, words.index("ณ"))
    for index, word in enumerate(words[1:-1], 1):
        if word.lower() in _OPEN_SURNAME:
            return index
    return max(1, len(words) - 1)
