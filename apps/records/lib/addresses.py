"""How a Thai address is written on an envelope: ตำบล and อำเภอ in the provinces, แขวง and เขต in Bangkok."""

from dataclasses import dataclass

BANGKOK = "10"


@dataclass(frozen=True)
class AddressParts:
    """The parts of a postal address; empty where not known. `country` is empty within Thailand."""

    house_no: str = ""
    moo: str = ""
    village: str = ""
    soi: str = ""
    road: str = ""
    subdistrict: str = ""
    district: str = ""
    province: str = ""
    province_code: str = ""
    postcode: str = ""
    foreign_lines: str = ""
    country: str = ""


def address_lines(parts: AddressParts) -> list[str]:
    """The lines below the name: house and lane, village, district, province and postcode."""
    if parts.country:
        written = [line.strip() for line in parts.foreign_lines.splitlines()]
        return [line for line in [*written, " ".join(filter(None, [parts.postcode, parts.country]))] if line]
    in_bangkok = parts.province_code == BANGKOK
    subdistrict, district = ("แขวง", "เขต") if in_bangkok else ("ตำบล", "อำเภอ")
    province = parts.province if in_bangkok else _with("จังหวัด", parts.province)
    return _lines(
        [parts.house_no, _with("หมู่ที่ ", parts.moo), parts.village],
        [_with("ซอย", parts.soi), _with("ถนน", parts.road)],
        [_with(subdistrict, parts.subdistrict), _with(district, parts.district)],
        [province, parts.postcode],
    )


def _with(word: str, name: str) -> str:
    """The word before the name, unless the name was typed with it; a space before a number: ซอย 30."""
    if not name or name.startswith(word.strip()):
        return name
    return word + (" " if name[0].isdigit() and not word.endswith(" ") else "") + name


def _lines(*lines: list[str]) -> list[str]:
    return [" ".join(part for part in line if part) for line in lines if any(line)]
