"""A held row beside the person whom it may mean, fact by fact."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.core.lib.text import fold
from apps.imports.lib.facts import CONTACTS
from apps.imports.models import ImportRow
from apps.imports.reports import fields
from apps.imports.reports.names import Names
from apps.records.models import Address, Contact, Degree, Employment, Person, PersonName

_NAME = ("title_th", "first_th", "middle_th", "last_th", "title_en", "first_en", "middle_en", "last_en", "nickname")
_FORMER = {"former_first_th": "first_th", "former_last_th": "last_th", "former_last_en": "last_en"}
_DEGREE = {
    "student_id": "student_id",
    "faculty": "faculty.code",
    "campus": "campus.code",
    "degree": "title.abbr_th",
    "programme": "programme.name_th",
    "level": "level",
    "entry_year_be": "entry_year_be",
    "entry_cohort": "entry_cohort",
    "graduation_year_be": "graduation_year_be",
    "conferred_on": "conferred_on",
    "honours": "honours",
    "gpa": "gpa",
}
_PLACE = ("house_no", "moo", "village", "soi", "road", "subdistrict", "district", "postcode", "foreign_lines")


@dataclass(frozen=True)
class Pair:
    """One fact as the row and the record have it; `fits` is None where one of them says nothing."""

    label: str
    said: str
    recorded: str
    fits: bool | None


def pairs(row: ImportRow, person: Person | None) -> list[Pair]:
    """What the row says, beside what is recorded of this person; and what only the record says of who they are."""
    names, record = Names(), _Record(person)
    told = [_pair(kind, row.values, record, names) for kind in fields.LABELS if row.values.get(kind)]
    if row.values.get("national_id_sealed"):
        told.append(_card(row, person))
    silent = [kind for kind in ("first_th", "last_th", "birth_date", "student_id") if not row.values.get(kind)]
    return told + [pair for kind in silent if (pair := _pair(kind, row.values, record, names)).recorded]


class _Record:
    """The facts of one person, in the words of a row: what is said of each kind, today's before former ones."""

    def __init__(self, person: Person | None) -> None:
        self._person = person
        about = {"person": person}
        self._names = list(PersonName.objects.filter(**about).order_by("-is_current", "-pk")) if person else []
        degrees = Degree.objects.filter(**about).select_related("faculty", "campus", "title", "programme")
        self._degrees = list(degrees.order_by("-is_first", "pk")) if person else []
        self._contacts = list(Contact.objects.filter(**about).order_by("status", "pk")) if person else []
        live = Address.objects.filter(**about, status=Address.Status.LIVE)
        self._addresses = list(live.select_related("province", "country")) if person else []
        self._posts = list(Employment.objects.filter(**about).order_by("-is_current", "-pk")) if person else []

    def of(self, kind: str) -> list[str]:
        return [str(value) for value in self._of(kind) if value not in (None, "")]

    def _of(self, kind: str) -> Iterable[Any]:
        if kind in _NAME:
            return (getattr(name, kind) for name in self._names)
        if kind in _FORMER:
            return (getattr(name, _FORMER[kind]) for name in self._names if not name.is_current)
        if kind in _DEGREE:
            return (_at(degree, _DEGREE[kind]) for degree in self._degrees)
        if kind in CONTACTS:
            return (contact.value for contact in self._contacts if contact.kind == CONTACTS[kind])
        if kind in _PLACE or kind in {"province", "country"}:
            path = f"{kind}.code" if kind in {"province", "country"} else kind
            return (_at(address, path) for address in self._addresses)
        return self._of_person(kind)

    def _of_person(self, kind: str) -> Iterator[Any]:
        if kind in {"employer", "position"}:
            yield from (getattr(post, kind) for post in self._posts)
        elif self._person and kind == "nationality":
            yield self._person.nationality_id
        elif self._person and kind in {"gender", "birth_date", "note"}:
            yield getattr(self._person, kind)


def _pair(kind: str, said: dict[str, Any], record: _Record, names: Names) -> Pair:
    value, recorded = str(said.get(kind) or ""), list(dict.fromkeys(record.of(kind)))
    if kind == "birth_date":
        recorded = [each for each in recorded if each]
    fits = any(_same(value, each) for each in recorded) if value and recorded else None
    shown = " · ".join(names.text(kind, each) for each in recorded[:3])
    return Pair(capfirst(fields.label(kind)), names.text(kind, value) if value else "", shown, fits)


def _card(row: ImportRow, person: Person | None) -> Pair:
    """Numbers of cards are compared, never shown."""
    known = person.national_id_hash if person else ""
    fits = known == row.values.get("national_id_hash") if known else None
    recorded = "" if fits is None else _("the same number") if fits else _("another number")
    return Pair(capfirst(fields.label("national_id")), _("(kept encrypted)"), recorded, fits)


def _same(one: str, other: str) -> bool:
    return one == other or "".join(fold(one).split()) == "".join(fold(other).split())


def _at(row: Any, path: str) -> Any:
    for name in path.split("."):
        row = getattr(row, name, None)
    return row
