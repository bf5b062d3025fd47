"""E-mail addresses and telephone numbers: several in a cell, lost zeros, slips in well-known domains."""

import re
from typing import Any

import phonenumbers
from phonenumbers import PhoneMetadata
from rapidfuzz.distance import DamerauLevenshtein

from apps.core.lib.emails import EmailError, normalise_email
from apps.core.lib.phones import Phone, PhoneError, parse_phones

from .plain import NOTHING, Flag, Found, Reader, arabic, clean, damage, put

# What the library that judges telephone numbers knows of Thai ones, without its long way round for each.
_METADATA: Any = PhoneMetadata.metadata_for_region("TH")
_MOBILE = re.compile(str(_METADATA.mobile.national_number_pattern))
_FIXED = re.compile(str(_METADATA.fixed_line.national_number_pattern))
_OLD_MOBILE = re.compile(r"0([1345679])[ -]?([0-9]{3})[ -]?([0-9]{4})")
_USUAL = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@((?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.)+[a-z]{2,10})")
_BETWEEN_ADDRESSES = re.compile(r"[,;/\n|]| +|หรือ|และ")

_DOMAINS = (
    *("gmail.com", "hotmail.com", "yahoo.com", "outlook.com", "live.com", "icloud.com", "windowslive.com"),
    *("yahoo.co.th", "hotmail.co.th", "psu.ac.th", "email.psu.ac.th", "msn.com"),
)
_REAL = {
    *_DOMAINS,
    *(
        "mail.com",
        "gmx.com",
        "ymail.com",
        "email.com",
        "hotmail.fr",
        "yahoo.fr",
        "live.co.th",
        "outlook.co.th",
        "me.com",
    ),
    *("psu.edu", "ssu.ac.th", "su.ac.th", "pnu.ac.th", "tsu.ac.th", "nsu.ac.th", "rsu.ac.th", "ku.ac.th", "kku.ac.th"),
    *("hotmail.it", "hotmail.es", "hotmail.de", "yahoo.it", "yahoo.de", "yahoo.es", "live.fr", "live.ca", "aim.com"),
    *("wu.ac.th", "cu.ac.th", "mu.ac.th", "tu.ac.th", "bu.ac.th", "pu.ac.th", "lpru.ac.th", "psru.ac.th", "yahoo.ca"),
}


def email(cell: str) -> Found:
    usual = _USUAL.fullmatch(cell) if len(cell) < 65 else None
    if usual and not meant_domain(usual[1]):
        return (("email", cell),), ()
    text = clean(cell)
    if not text:
        return NOTHING
    if damage("email", text):
        return (), (("email", "email_unreadable", text, ""),)
    pieces = [piece for piece in _BETWEEN_ADDRESSES.split(_one_sign(text)) if piece]
    if not any("@" in piece for piece in pieces) or sum("@" in piece for piece in pieces) < len(pieces) // 2:
        pieces = [text]
    taken: list[str] = []
    flags: list[Flag] = []
    for piece in pieces:
        _take_email(piece, taken, flags)
    pairs = tuple(zip(("email", "email_2"), taken, strict=False))
    if len(taken) > 2:
        flags.append(("email", "more_not_taken", text, "|".join(taken[2:])))
    return pairs, tuple(flags)


def _one_sign(text: str) -> str:
    return re.sub(r" *[@＠] *", "@", re.sub(r"\(at\)|\[at\]", "@", text))


def _take_email(piece: str, taken: list[str], flags: list[Flag]) -> None:
    try:
        address = normalise_email(piece)
    except EmailError as error:
        if error.code != "empty":
            flags.append(("email", "email_unreadable", piece, error.code))
        return
    if address in taken:
        return
    local, _, domain = address.partition("@")
    meant = meant_domain(domain)
    if meant:
        flags.append(("email", "email_typo", address, f"{local}@{meant}"))
    taken.append(address)


_meant: dict[str, str] = {}


def meant_domain(domain: str) -> str:
    """The well-known domain of which this one is a slip of the keyboard; "" where it is none."""
    if domain in _REAL:
        return ""
    if domain not in _meant:
        if len(_meant) > 5_000:
            _meant.clear()
        near = (known for known in _DOMAINS if len(known) > 7 and DamerauLevenshtein.distance(domain, known) == 1)
        _meant[domain] = next(near, "") or ("gmail.com" if domain in {"gmail.co.th", "gmail"} else "")
    return _meant[domain]


def phones(field: str) -> Reader:
    """Numbers go to the field of their own kind, whatever the column is called."""

    def read(cell: str) -> Found:
        quick = _quick(cell) if len(set(cell)) > 2 else None  # one digit again and again means "nothing"
        if quick:
            return quick
        text = arabic(cell)
        if not text:
            return NOTHING
        quick = _quick(text)
        if quick:
            return quick
        try:
            return _placed(text, parse_phones(text), field)
        except PhoneError:
            return _readable_part(text, field)

    return read


def _quick(text: str) -> Found | None:
    digits = text.replace("-", "").replace(" ", "")
    if not (digits.isascii() and digits.isdecimal()):
        return None
    national = digits[1:] if digits[0] == "0" else digits
    if len(national) == 9 and _MOBILE.fullmatch(national):
        return (("mobile", f"+66{national}"),), ()
    if len(national) == 8 and _FIXED.fullmatch(national):
        return (("phone", f"+66{national}"),), ()
    return None


def _placed(text: str, numbers: list[Phone], field: str) -> Found:
    by_kind: dict[str, list[str]] = {"mobile": [], "phone": []}
    for number in numbers:
        by_kind["mobile" if _is_mobile(number) else "phone"].append(number.stored)
    pairs = tuple(pair for kind, values in by_kind.items() for pair in zip((kind, f"{kind}_2"), values, strict=False))
    left = [value for values in by_kind.values() for value in values[2:]]
    return pairs, (((field, "more_not_taken", text, "|".join(left)),) if left else ())


def _is_mobile(number: Phone) -> bool:
    if number.e164.startswith("+66"):
        return _MOBILE.fullmatch(number.e164[3:]) is not None
    kind = phonenumbers.number_type(phonenumbers.parse(number.e164))
    return kind in {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}


def _readable_part(text: str, field: str) -> Found:
    """The numbers that can be read among others that cannot. Mobile numbers of before 2549 had a digit less."""
    numbers: list[Phone] = []
    unread, old = "", ""
    for piece in filter(None, map(str.strip, re.split(r"[,;/|]", text))):
        was_mobile = _OLD_MOBILE.fullmatch(piece)
        try:
            numbers += [Phone(f"+668{''.join(was_mobile.groups())}")] if was_mobile else parse_phones(piece)
            old = numbers[-1].e164 if was_mobile else old
        except PhoneError:
            unread = piece
    pairs, flags = _placed(text, list(dict.fromkeys(numbers)), field) if numbers else NOTHING
    more = ((field, "phone_old_mobile", text, old),) if old else ()
    return pairs, (*flags, *more, *(((field, "phone_unreadable", unread, ""),) if unread else ()))


def contacts(cell: str) -> Found:
    """Telephone numbers and addresses in one cell."""
    text = clean(cell)
    addresses = re.findall(r"[^\s,;/()]+@[^\s,;/()]+", text)
    rest = re.sub(r"[^\s,;/()]+@[^\s,;/()]+|e-?mail *:?|อีเมล์?l? *:?", " ", text, flags=re.IGNORECASE)
    one = email(" ".join(addresses)) if addresses else NOTHING
    two = phones("phone")(rest.strip(" ,;/")) if re.search("[0-9]", rest) else NOTHING
    return (*one[0], *two[0]), (*one[1], *two[1])


def line_id(cell: str) -> Found:
    return put("line_id", arabic(cell).removeprefix("@ ").strip())
