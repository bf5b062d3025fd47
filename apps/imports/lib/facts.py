"""What a row of a file says, fact by fact: the columns of the tables of the registry that it would fill."""

from collections.abc import Iterator, Mapping
from typing import Any

Values = Mapping[str, Any]
Columns = dict[str, Any]

PERSON, NAME, DEGREE = "records.person", "records.personname", "records.degree"
CONTACT, ADDRESS, POST = "records.contact", "records.address", "records.employment"

NAME_PARTS = (
    *("title_th", "first_th", "middle_th", "last_th"),
    *("title_en", "first_en", "middle_en", "last_en", "nickname"),
)
ADDRESS_PARTS = (
    *("house_no", "moo", "village", "soi", "road", "subdistrict", "district"),
    *("province_id", "postcode", "country_id", "foreign_lines"),
)
DEGREE_PARTS = (
    *("student_id", "status", "level", "title_id", "programme_id", "faculty_id", "campus_id", "entry_year_be"),
    *("entry_cohort", "graduation_year_be", "conferred_on", "cohort_id", "honours", "gpa"),
)
CONTACTS = {  # field of a row → kind of contact
    "email": "email",
    "email_2": "email",
    "mobile": "mobile",
    "mobile_2": "mobile",
    "phone": "phone",
    "phone_2": "phone",
    "line_id": "line",
}
_FORMER = frozenset(("former_first_th", "former_last_th", "former_last_en"))
_PLACE = {part.removesuffix("_id"): part for part in ADDRESS_PARTS}  # field of a row → column
_PLACES = frozenset(_PLACE) - {"country"}
SEALED = ("national_id_sealed", "passport_no_sealed")  # values that are encrypted, each time otherwise
STUDY = ("student_id", "faculty", "campus", "degree", "programme", "level", "graduation_year_be", "conferred_on")


def name_of(values: Values) -> Columns:
    return {part: values[part] for part in NAME_PARTS if values.get(part)}


def former_name_of(values: Values) -> Columns:
    """The name until a change of it, with what the row does not say taken from today's."""
    if _FORMER.isdisjoint(values):
        return {}
    former = {"first_th": values.get("former_first_th"), "last_th": values.get("former_last_th")}
    latin = {"last_en": values.get("former_last_en")}
    found: Columns = {}
    if any(former.values()):
        found |= {part: value or values.get(part, "") for part, value in former.items()}
    if any(latin.values()):
        found |= {"first_en": values.get("first_en", ""), **latin}
    return {part: value for part, value in found.items() if value}


def contacts_of(values: Values) -> Iterator[tuple[str, str]]:
    """Kind and value, each pair once."""
    seen = set()
    for field, kind in CONTACTS.items():
        value = values.get(field)
        if value and (pair := (kind, value)) not in seen:
            seen.add(pair)
            yield pair


def address_of(values: Values) -> Columns:
    """An address is one when it says more than a country."""
    if _PLACES.isdisjoint(values):
        return {}
    columns: Columns = {column: value for name, column in _PLACE.items() if (value := values.get(name))}
    if not columns.keys() - {"country_id"}:
        return {}
    if columns.setdefault("country_id", "TH") != "TH":
        columns.pop("province_id", None)
    return columns


def post_of(values: Values) -> Columns:
    return {part: values[part] for part in ("employer", "position") if values.get(part)}


def tells_of_study(values: Values) -> bool:
    return any(values.get(field) for field in STUDY)
