"""Telephone numbers as they stand in Thai files and forms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from .digits import to_arabic
from .errors import BadInputError
from .text import normalise

_LONGEST = 250  # what phonenumbers reads
_EXTENSION = re.compile(
    r"(?:[ ,;(]*(?:ต่อ|ภายใน|กด|extension|ext|;ext=|x|#)[ .:=]*)([0-9]{1,7})\)?(?=$|[^0-9])", re.IGNORECASE
)
_NOISE = re.compile(r"\([^0-9+]*\)|(?:โทรศัพท์|โทรสาร|โทร|มือถือ|เบอร์|บ้าน|tel|phone|mobile|fax)[ .:]*", re.IGNORECASE)
_BETWEEN = re.compile(r"[,/|\n]|;(?!ext=)|หรือ|และ|(?<![a-z])or(?![a-z])|&", re.IGNORECASE)
_FLOAT = re.compile(r"([0-9]{8,12})\.0")
_TAIL = re.compile(r"[0-9]{1,2}")
_STORED = re.compile(r"(?P<e164>\+[1-9][0-9]{6,14})(?:;ext=(?P<extension>[0-9]+))?")


class PhoneError(BadInputError):
    """A text that is no telephone number. Codes: empty, too_long, invalid, several."""


@dataclass(frozen=True, slots=True)
class Phone:
    """`e164`: "+6674282209"; `extension`: the digits dialled after it, often none."""

    e164: str
    extension: str = ""

    @property
    def stored(self) -> str:
        """One text for both, which `parse_phone` reads again: "+6674282209;ext=2209"."""
        return f"{self.e164};ext={self.extension}" if self.extension else self.e164

    @property
    def is_mobile(self) -> bool:
        kind = phonenumbers.number_type(phonenumbers.parse(self.e164))
        return kind in {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}

    def display(self, language: str = "th") -> str:
        """As a caller in Thailand dials it: 081-234-5678, 074-282-209 ต่อ 2209; from abroad with its country code."""
        number = phonenumbers.parse(self.e164)
        is_thai = number.country_code == 66
        form = PhoneNumberFormat.NATIONAL if is_thai else PhoneNumberFormat.INTERNATIONAL
        written = phonenumbers.format_number(number, form)
        written = written.replace(" ", "-") if is_thai else written
        between = "ต่อ" if language.partition("-")[0] == "th" else "ext."
        return f"{written} {between} {self.extension}" if self.extension else written


def numbers_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where Thai numbers stand in a text that somebody wrote for people, each with what one dials: "+66812345678"."""
    for found in phonenumbers.PhoneNumberMatcher(text[:_LONGEST], "TH"):
        yield found.start, found.end, phonenumbers.format_number(found.number, PhoneNumberFormat.E164)


def parse_phone(text: str) -> Phone:
    """The one number in `text`. Raises PhoneError."""
    found = parse_phones(text)
    if not found:
        raise PhoneError("empty", "no number")
    if len(found) > 1:
        raise PhoneError("several", "more than one number")
    return found[0]


def stored_phone(text: str) -> Phone | None:
    """What `Phone.stored` wrote, without asking again whether somebody has the number; None for anything else."""
    found = _STORED.fullmatch(text)
    return Phone(found["e164"], found["extension"] or "") if found else None


def parse_phones(text: str) -> list[Phone]:
    """The numbers in a cell, in order, each once: Thai digits, "0-7428-2209 ภายใน 2209", "ต่อ 12", +66, a zero lost
    to a spreadsheet, several numbers parted by signs or spaces, shortened ranges ("0-7428-2200-9", "…/9": its first
    and last). Nothing or a dash gives none. Raises PhoneError where any of it is no number."""
    if len(text) > _LONGEST:
        raise PhoneError("too_long", "too long for telephone numbers")
    written = _NOISE.sub(" ", to_arabic(normalise(text.replace("\n", ","))))
    found: list[Phone] = []
    for piece in _BETWEEN.split(_FLOAT.sub(r"\1", written)):
        digits_only = digits(piece)
        if not digits_only and not re.search(r"\w", piece):
            continue
        if found and _TAIL.fullmatch(digits_only) and not found[-1].extension:
            found.append(_with_tail(found[-1], digits_only))
        else:
            found.extend(_in_piece(piece))
    return list(dict.fromkeys(found))


def digits(text: str) -> str:
    """The digits of `text`, Thai ones as 0-9, without anything else."""
    return re.sub(r"[^0-9]", "", to_arabic(text))


def digits_for_search(text: str) -> str:
    """The digits by which a number is looked up, however it begins: 081-234…, +66 81 234… and 81234… give "81234…"."""
    found = digits(text)
    for prefix in ("0066", "66", "0"):
        if found.startswith(prefix) and (prefix != "66" or "+" in text or len(found) > 9):
            return found[len(prefix) :].removeprefix("0")
    return found


def _in_piece(piece: str) -> Iterator[Phone]:
    extension = _EXTENSION.search(piece)
    body = piece[: extension.start()] if extension else piece
    rest = piece[extension.end() :].strip(" -.") if extension else ""
    number = _number(body)
    if number:
        yield Phone(number, extension[1] if extension else "")
    elif extension:
        raise PhoneError("invalid", f"no telephone number: {piece!r}")
    else:
        yield from _several(body)
    if rest:
        yield from _in_piece(rest)


def _several(piece: str) -> list[Phone]:
    """Numbers with only spaces between them, or a range whose end is shortened to a digit or two."""
    words, numbers, pending = piece.split(), [], ""
    for word in words:
        pending = f"{pending} {word}".strip()
        number = _number(pending)
        if number:
            numbers.append(Phone(number))
            pending = ""
    if numbers and not pending:
        return numbers
    head, dash, tail = piece.rpartition("-")
    first = _number(head) if dash and _TAIL.fullmatch(tail.strip()) else None
    if not first:
        raise PhoneError("invalid", f"no telephone number: {piece!r}")
    return [Phone(first), _with_tail(Phone(first), tail.strip())]


def _with_tail(phone: Phone, tail: str) -> Phone:
    """The number that differs from `phone` in its last digits."""
    return Phone(phone.e164[: -len(tail)] + tail)


def _number(text: str) -> str | None:
    if re.search(r"[^0-9 +().\-‐‑‒–—]", text):
        return None
    try:
        number = phonenumbers.parse(re.sub(r"^\s*00(?=[1-9])", "+", text), "TH")
    except NumberParseException:
        return None
    is_valid = phonenumbers.is_valid_number(number)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if is_valid else None
