"""A claim beside the registry, for whoever decides on it: what fits. Who it may be, `duplicates` says."""

from collections.abc import Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from apps.records.lib.claimed_birth import readings
from apps.records.lib.claimed_name import folded_name, spellings
from apps.records.lib.search_text import NameParts
from apps.records.models import Address, Claim, Contact, Degree, Person, PersonName

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Record:
    """What the registry says of one person, as far as a claim can be compared with it."""

    person: Person
    names: list[PersonName] = field(default_factory=list)
    degrees: list[Degree] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    has_address: bool = False

    @property
    def is_deceased(self) -> bool:
        death = getattr(self.person, "death", None)
        return bool(death and death.is_confirmed)


@dataclass(frozen=True)
class Compared:
    """What a claim says beside what is recorded; `fits` is None where there is nothing to compare."""

    key: str
    label: "_StrPromise"
    claimed: object
    fits: bool | None


def record_of(person: Person) -> Record:
    degrees = Degree.objects.filter(person=person).select_related("faculty", "title")
    return Record(
        person=person,
        names=list(PersonName.objects.filter(person=person).order_by("-is_current", "-pk")),
        degrees=list(degrees.order_by("-is_first", "pk")),
        contacts=list(Contact.objects.filter(person=person).order_by("status", "-is_primary", "pk")),
        has_address=Address.objects.filter(person=person, status=Address.Status.LIVE).exists(),
    )


def compare(claim: Claim, record: Record | None) -> list[Compared]:
    """Claim and record, line by line."""
    record = record or Record(Person())
    known = {written for name in record.names for written in spellings(_parts(name))}
    ids = {degree.student_id for degree in record.degrees}
    years = {degree.graduation_year_be for degree in record.degrees}
    born = record.person.birth_date
    reached = {contact.value.lower() for contact in record.contacts}
    said = {claim.email.lower(), claim.phone} - {""}
    return [
        Compared("name", _("name"), claim.name, _fits(folded_name(claim.name), known)),
        Compared("former", _("former name"), claim.former_name, _fits(folded_name(claim.former_name), known)),
        Compared("study", _("student id"), claim.student_id, _fits(claim.student_id, ids)),
        Compared("year", _("year of graduation"), claim.year_be, _fits(claim.year_be, years)),
        Compared("born", _("date of birth"), claim.birth_date, _is_born(claim, record) if born else None),
        Compared("faculty", _("faculty and programme"), claim.faculty_text, None),
        Compared("reach", _("e-mail and telephone"), said, bool(said & reached) if said and reached else None),
    ]


def _parts(name: PersonName) -> NameParts:
    return NameParts(*(getattr(name, part) for part in NameParts._fields))


def _fits(claimed: object, recorded: Set[Any]) -> bool | None:
    return claimed in recorded if claimed and recorded - {"", None} else None


def _is_born(claim: Claim, record: Record) -> bool | None:
    return record.person.birth_date in readings(claim.birth_date) if claim.birth_date else None
