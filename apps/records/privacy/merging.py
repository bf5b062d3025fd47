"""What becomes of a person's facts when two records turn out to be one person's: which rows say the same, which may
stand in one place only, and which of two is believed. Nothing that protects somebody is lost: the narrower audience,
the wider wish to be left alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.privacy import Merging, Own, Row
from apps.records import rules
from apps.records.models import Address, Audience, Contact, Degree, Employment, PersonName, Restriction

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
TRUSTED, CONFIRMED, NEWER = _("from a more trusted source"), _("confirmed more recently"), _("newer")
FULLER, OLDER, PROTECTS = _("fuller"), _("older"), _("protects more")

NAMES = [f"{part}_{script}" for script in ("th", "en") for part in ("first", "middle", "last")]
NAME_PARTS = [*NAMES, "title_th", "title_en", "nickname"]
ADDRESS_PARTS = [
    *("house_no", "moo", "village", "soi", "road", "subdistrict", "district"),
    *("province_id", "postcode", "country_id", "foreign_lines"),
]
DEGREE_PARTS = [
    *("student_id", "title_id", "programme_id", "faculty_id", "campus_id", "entry_year_be", "entry_cohort"),
    *("conferred_on", "honours", "gpa"),
]
POST_PARTS = ["position", "sector", "field", "province_id"]
NARROWEST_FIRST = list(Audience)


def said(row: Any, name: str) -> Any:
    """A value with nothing in it for none at all."""
    value = getattr(row, name)
    return value.casefold().strip() if isinstance(value, str) else value


def fits(one: Any, other: Any, names: list[str]) -> bool:
    """Nothing that both rows say differs."""
    pairs = [(said(one, name), said(other, name)) for name in names]
    return all(a == b for a, b in pairs if a not in ("", None) and b not in ("", None))


def filled(row: Any, names: list[str]) -> int:
    return sum(said(row, name) not in ("", None) for name in names)


def filling(stays: Any, goes: Any, names: list[str]) -> Row:
    """What only the row that goes says."""
    empty = [name for name in names if said(stays, name) in ("", None)]
    return {name: getattr(goes, name) for name in empty if said(goes, name) not in ("", None)}


def narrower(stays: Any, goes: Any, names: tuple[str, ...] = ("audience",)) -> Row:
    """The audience that shows less."""
    return {name: min(getattr(stays, name), getattr(goes, name), key=NARROWEST_FIRST.index) for name in names}


def believed(table: str, names: list[str]) -> Any:
    """More trusted, confirmed later, newer, fuller: in this order."""
    return (
        (TRUSTED, lambda row: rules.trust(table, row.source)),
        (CONFIRMED, lambda row: row.confirmed_at or LONG_AGO),
        (FULLER, lambda row: filled(row, names)),
        (NEWER, lambda row: row.recorded_at),
    )


def _is_same_name(one: PersonName, other: PersonName) -> bool:
    shared = [name for name in NAMES if said(one, name) and said(other, name)]
    return fits(one, other, NAMES) and any(name.startswith("first") for name in shared)


def _name_takes(stays: PersonName, goes: PersonName) -> Row:
    more = filling(stays, goes, NAME_PARTS) | narrower(stays, goes)
    return more | ({"is_current": True, "valid_to": None} if goes.is_current else {})


def _is_same_contact(one: Contact, other: Contact) -> bool:
    return (one.kind, one.value) == (other.kind, other.value)


def _contact_takes(stays: Contact, goes: Contact) -> Row:
    more = filling(stays, goes, ["label"]) | narrower(stays, goes)
    first = goes.is_primary and stays.status == Contact.Status.LIVE
    return more | ({"is_primary": True} if first else {})


def _is_same_address(one: Address, other: Address) -> bool:
    parts = [name for name in ADDRESS_PARTS if name != "country_id"]
    says_something = filled(one, parts) and filled(other, parts)
    return bool(one.kind == other.kind and says_something and fits(one, other, ADDRESS_PARTS))


def _address_takes(stays: Address, goes: Address) -> Row:
    live = {"status": Address.Status.LIVE.value} if goes.status == Address.Status.LIVE else {}
    return filling(stays, goes, ADDRESS_PARTS) | narrower(stays, goes) | live


def _is_same_degree(one: Degree, other: Degree) -> bool:
    """Two student ids are two studies; what lacks one may be a study of which another file told more."""
    named = ("institution_id", "level", "status", "graduation_year_be")
    return all(getattr(one, name) == getattr(other, name) for name in named) and fits(one, other, DEGREE_PARTS)


def _degree_takes(stays: Degree, goes: Degree) -> Row:
    return filling(stays, goes, DEGREE_PARTS) | narrower(stays, goes)


def _is_same_post(one: Employment, other: Employment) -> bool:
    if said(one, "employer") != said(other, "employer") or one.is_current != other.is_current:
        return False
    return fits(one, other, [*POST_PARTS, "valid_from", "valid_to"])


def _post_takes(stays: Employment, goes: Employment) -> Row:
    return filling(stays, goes, [*POST_PARTS, "valid_from", "valid_to"]) | narrower(stays, goes)


PROFILE_AUDIENCES = tuple(
    f"{name}_audience" for name in ("about", "interests", "photo", "birth_date", "home_province")
)


def _profile_takes(stays: Any, goes: Any) -> Row:
    both = {name: (getattr(stays, name), getattr(goes, name)) for name in ("confirmed_at", "asked_at")}
    moments = {name: max(filter(None, each), default=None) for name, each in both.items()}
    return {
        **filling(stays, goes, ["about", "photo", "card_code"]),
        **narrower(stays, goes, PROFILE_AUDIENCES),
        **moments,
        "interests": list(dict.fromkeys([*stays.interests, *goes.interests])),
        "in_directory": stays.in_directory and goes.in_directory,
    }


def _wish_takes(stays: Any, goes: Any) -> Row:
    return {"since": min(stays.since, goes.since)} | filling(stays, goes, ["reason"])


def _same(*names: str) -> Callable[[Any, Any], bool]:
    return lambda one, other: all(getattr(one, name) == getattr(other, name) for name in names)


def _are_open(one: Restriction, other: Restriction) -> bool:
    return one.ended_at is None and other.ended_at is None


def _is_same_family(one: Any, other: Any) -> bool:
    """Told once, read from both sides."""
    return {one.person_id, one.relative_id} == {other.person_id, other.relative_id}


def _always(_one: Any, _other: Any) -> bool:
    return True


NAME = Merging(
    criteria=believed("records.personname", NAME_PARTS),
    alike=_is_same_name,
    takes=_name_takes,
    place=lambda row: "current" if row.is_current else None,
    leaves={"is_current": False},
    asks=True,
)
CONTACT = Merging(
    criteria=believed("records.contact", ["label"]),
    alike=_is_same_contact,
    takes=_contact_takes,
    place=lambda row: row.kind if row.is_primary else None,
    leaves={"is_primary": False},
    asks=True,
)
ADDRESS = Merging(
    criteria=believed("records.address", ADDRESS_PARTS),
    alike=_is_same_address,
    takes=_address_takes,
    place=lambda row: row.kind if row.status == Address.Status.LIVE else None,
    leaves={"status": Address.Status.RETIRED.value},
    asks=True,
)
DEGREE = Merging(
    criteria=(
        (OLDER, lambda row: -(row.graduation_year_be or 9999)),
        (OLDER, lambda row: -(row.conferred_on or date.max).toordinal()),
        *believed("records.degree", DEGREE_PARTS),
    ),
    alike=_is_same_degree,
    takes=_degree_takes,
    place=lambda row: "first" if row.is_first else None,  # settled again when all degrees are together
    leaves={"is_first": False},
    asks=True,
    may_be_two=True,
)
POST = Merging(criteria=believed("records.employment", POST_PARTS), alike=_is_same_post, takes=_post_takes)
OFFER = Merging(
    criteria=((NEWER, lambda row: row.recorded_at),),
    alike=_same("kind"),
    takes=lambda stays, goes: narrower(stays, goes) | filling(stays, goes, ["note"]),
)
PROFILE = Merging(
    criteria=(
        (CONFIRMED, lambda row: row.confirmed_at or LONG_AGO),
        (FULLER, lambda row: filled(row, ["about", "photo", "card_code"])),
    ),
    alike=_always,
    takes=_profile_takes,
    asks=True,
)
DEATH = Merging(
    criteria=(
        (_("confirmed by a second source"), lambda row: row.is_confirmed),
        (FULLER, lambda row: filled(row, ["died_on"])),
        (OLDER, lambda row: -row.first_at.timestamp()),
    ),
    alike=_always,
    takes=partial(filling, names=["died_on"]),
    asks=True,
)
WISH = Merging(criteria=((PROTECTS, lambda row: row.until or date.max),), alike=_same("channel"), takes=_wish_takes)
RESTRICTION = Merging(criteria=((OLDER, lambda row: -row.begun_at.timestamp()),), alike=_are_open)
FAMILY = Merging(criteria=((OLDER, lambda row: -row.pk),), alike=_is_same_family, own=Own.REFUSED)
MEMBER = Merging(criteria=((OLDER, lambda row: -row.pk),), alike=_same("saved_list_id"))
