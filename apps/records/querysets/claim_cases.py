"""A claim beside the registry, for whoever decides on it: who it may be, and what fits."""

from collections.abc import Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core.lib.names import split_full_name
from apps.core.lib.text import is_thai
from apps.records.lib.claimed_birth import readings
from apps.records.lib.claimed_name import folded_name, spellings
from apps.records.lib.search_text import NameParts
from apps.records.models import Address, Claim, Contact, Degree, Person, PersonName
from apps.records.querysets.claims import Typed, fitting
from apps.records.querysets.duplicates import Newcomer, likely_same

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


@dataclass
class Candidate:
    """A person whom a claim may be about, and why."""

    person: Person
    reasons: "list[_StrPromise]" = field(default_factory=list)


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


def candidates(claim: Claim, people: "QuerySet[Person]") -> list[Candidate]:
    """People among `people` whom the claim may be about: whom it fits first, then those with the most in common."""
    found = {person.pk: Candidate(person, [_("everything that was typed")]) for person in _fitting(claim, people)}
    for name in filter(None, (claim.name, claim.former_name)):
        for likely in likely_same(_newcomer(claim, name), people):
            candidate = found.setdefault(likely.person.pk, Candidate(likely.person))
            candidate.reasons += [reason for reason in likely.reasons if reason not in candidate.reasons]
    return sorted(found.values(), key=lambda candidate: -len(candidate.reasons))[:10]


def _fitting(claim: Claim, people: "QuerySet[Person]") -> "QuerySet[Person]":
    words = Typed(claim.name, claim.year_be, claim.student_id, claim.birth_date)
    return people.filter(pk__in=[person.pk for person in fitting(words)])


def _newcomer(claim: Claim, name: str) -> Newcomer:
    parts = split_full_name(name)
    script = "th" if is_thai("".join(parts)) else "en"
    return Newcomer(
        **{f"first_{script}": parts.first, f"last_{script}": parts.last},
        birth_date=claim.birth_date,
        student_id=claim.student_id,
        contacts=tuple(filter(None, (claim.email, claim.phone))),
    )


def _parts(name: PersonName) -> NameParts:
    return NameParts(*(getattr(name, part) for part in NameParts._fields))


def _fits(claimed: object, recorded: Set[Any]) -> bool | None:
    return claimed in recorded if claimed and recorded - {"", None} else None


def _is_born(claim: Claim, record: Record) -> bool | None:
    return record.person.birth_date in readings(claim.birth_date) if claim.birth_date else None
