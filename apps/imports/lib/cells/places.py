"""Addresses: in parts, or whole in one cell."""

import re

from apps.imports.lib.lookup import Lookup

from .contacts import phones
from .plain import NOTHING, Found, Pairs, Reader, arabic, clean, flagged, put, together

_PREFIX = {
    "subdistrict": re.compile(r"^(?:ตำบล|แขวง|ต\.|ข\.) *(?=.)|^(?:tambon|t\.) +", re.IGNORECASE),
    "district": re.compile(r"^(?:อำเภอ|เขต|กิ่งอำเภอ|กิ่ง อ\.|อ\.) *(?=.)|^(?:amphoe|amphur|a\.) +", re.IGNORECASE),
    "road": re.compile(r"^(?:ถนน|ถ\.) *(?=.)"),
    "soi": re.compile(r"^(?:ซอย|ซ\.) *(?=.)"),
    "moo": re.compile(r"^(?:หมู่ที่|หมู่|ม\.|moo) *(?=.)", re.IGNORECASE),
    "house_no": re.compile(r"^(?:บ้านเลขที่|เลขที่|no\.?) *(?=[0-9])", re.IGNORECASE),
}
_APART = r"(?<![ก-ฮA-Za-z.])"
_MARKERS = re.compile(
    rf"(?P<moo>หมู่ ?ที่ ?(?=[0-9])|หมู่ ?(?=[0-9])|{_APART}ม\.? ?(?=[0-9]))"
    rf"|(?P<village>หมู่บ้าน|มบ\.|อาคาร|คอนโด|แฟลต|ชั้น(?= ?[0-9])|ห้อง(?= ?[0-9]))"
    rf"|(?P<soi>ซอย|ตรอก|{_APART}ซ\.)"
    rf"|(?P<road>ถนน|{_APART}ถ\.)"
    rf"|(?P<subdistrict>ตำบล|แขวง|{_APART}ต\.)"
    rf"|(?P<district>กิ่งอำเภอ|อำเภอ|{_APART}เขต|{_APART}อ\.)"
    rf"|(?P<province>จังหวัด|จ\.)"
    rf"|(?P<postcode>(?:รหัสไปรษณีย์|รหัส ?ปณ\.?)? ?(?<![0-9/])[1-9][0-9]{{4}}(?![0-9/]))"
)
_PHONE_TAIL = re.compile(r"[ ,;]*(?:โทร(?:ศัพท์)?\.?|tel\.?|มือถือ)[ :.]*([0-9+][0-9 ,/+-]{7,}.*)$", re.IGNORECASE)
_HOUSE = re.compile(r"^(?:บ้านเลขที่|เลขที่)? ?([0-9]+[0-9/\-–]*(?: ?[ก-ฮ](?![ก-๎]))?)(?= |$|,)")
_POSTCODE = re.compile(r"[1-9][0-9]{4}")
_PROVINCE_LAST = re.compile(r"([^ ,]+)[ ,]*$")


def part(field: str, lookup: Lookup) -> Reader:
    """A cell that holds one part of an address, perhaps with its word before it."""
    prefix = _PREFIX.get(field)

    def read(cell: str) -> Found:
        text = arabic(cell) if field in {"house_no", "moo", "soi"} else clean(cell)
        if field == "house_no" and _MARKERS.search(text):  # "5 ม.2"
            return _split(text, lookup)
        bare = prefix.sub("", text) if prefix else text
        return put(field, bare.removesuffix(".0") if field in {"house_no", "moo"} else bare)

    return read


def province(lookup: Lookup) -> Reader:
    def read(cell: str) -> Found:
        text = clean(cell)
        if not text:
            return NOTHING
        code = lookup.province(text)
        return ((("province", code),), ()) if code else flagged("province", "unknown_province", text)

    return read


def postcode(cell: str) -> Found:
    text = arabic(cell).replace(" ", "").removesuffix(".0")
    if not text:
        return NOTHING
    flags = () if _POSTCODE.fullmatch(text) else (("postcode", "postcode_unlikely", text, ""),)
    found = put("postcode", text)
    return found[0], (*flags, *found[1])


def country(field: str, lookup: Lookup) -> Reader:
    """A country, or what people of it are called."""

    def read(cell: str) -> Found:
        text = clean(cell)
        if not text:
            return NOTHING
        code = lookup.country(text)
        return (((field, code),), ()) if code else flagged(field, "unknown_country", text)

    return read


def address(lookup: Lookup) -> Reader:
    """A whole address in one cell, in its parts; what has no word before it stays with the village or building."""

    def read(cell: str) -> Found:
        text = arabic(cell.replace("\r", "\n").replace("\n", " "))
        if not text:
            return NOTHING
        tail = _PHONE_TAIL.search(text)
        numbers = phones("phone")(tail[1]) if tail else NOTHING
        text = text[: tail.start()] if tail else text
        return together(_abroad(text, lookup) or _split(text, lookup), numbers)

    return read


def _abroad(text: str, lookup: Lookup) -> Found | None:
    """An address that ends with another country's name."""
    lines, _, last = text.rpartition(",")
    code = lookup.country(last.strip(" .")) if lines else ""
    if not code or code == "TH":
        return None
    return together(put("foreign_lines", lines.strip(" ,")), put("country", code))


def _split(text: str, lookup: Lookup) -> Found:
    markers = list(_MARKERS.finditer(text))
    pieces: dict[str, str] = {}
    left = [text[: markers[0].start()] if markers else text]
    for marker, following in zip(markers, [*markers[1:], None], strict=False):
        field = str(marker.lastgroup)
        value = text[marker.end() : following.start() if following else len(text)].strip(" ,.;")
        if field == "village":
            left.append(marker[0] + value)
        elif field == "postcode":
            pieces.setdefault(field, marker[0][-5:])
            left.append(value)
        elif field in pieces or not value:
            left.append(marker[0] + value)
        else:
            pieces[field] = value
    return _placed(pieces, left, lookup)


def _placed(pieces: dict[str, str], left: list[str], lookup: Lookup) -> Found:
    house = _HOUSE.match(left[0].strip(" ,"))
    if house:
        pieces["house_no"] = house[1]
        left[0] = left[0].strip(" ,")[house.end() :]
    if "moo" in pieces:
        number = re.match(r"[0-9]{1,2}", pieces["moo"])
        pieces["moo"], rest = (number[0], pieces["moo"][number.end() :]) if number else ("", pieces["moo"])
        left.append(rest)
    code = _province(pieces, left, lookup)
    village = " ".join(" ".join(left).replace(",", " ").split())
    pairs: Pairs = (("province", code),) if code else ()
    named = [put(field, value) for field, value in pieces.items() if field != "province"]
    unknown = pieces.get("province", "") if not code else ""
    flag = flagged("province", "unknown_province", unknown) if unknown else NOTHING
    return together((pairs, ()), *named, put("village", village), flag)


def _province(pieces: dict[str, str], left: list[str], lookup: Lookup) -> str:
    """The province by its word, else the last word of some piece that is a province's name, which is taken away."""
    if "province" in pieces:
        first, _, rest = pieces["province"].partition(" ")
        code = lookup.province(pieces["province"]) or lookup.province(first)
        if code and rest and not lookup.province(pieces["province"]):
            left.append(rest)
        return code
    for field in ("district", "subdistrict", "road"):
        words = pieces.get(field, "").split()
        if len(words) > 1 and lookup.province(words[-1]):
            pieces[field] = " ".join(words[:-1]).strip(" ,")
            return lookup.province(words[-1])
    for index in range(len(left) - 1, -1, -1):
        last = _PROVINCE_LAST.search(left[index])
        if last and lookup.province(last[1].strip(".")):
            left[index] = left[index][: last.start()]
            return lookup.province(last[1].strip("."))
    return ""
