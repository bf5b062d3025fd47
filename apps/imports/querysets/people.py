"""What the registry knows of those people whom a file may mean, many at once: a constant number of statements for
each batch of rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

from apps.imports.lib.facts import (
    ADDRESS,
    ADDRESS_PARTS,
    CONTACT,
    DEGREE,
    DEGREE_PARTS,
    NAME,
    NAME_PARTS,
    PERSON,
    POST,
)
from apps.imports.lib.keys import NameKeys, keys_of
from apps.records.models import Address, Contact, Degree, Employment, Person, PersonName

CHUNK = 1000
Columns = dict[str, Any]

_COLUMNS: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    NAME: (PersonName, ("is_current", "source", "source_ref", *NAME_PARTS)),
    DEGREE: (Degree, ("source", "source_ref", "is_first", *DEGREE_PARTS)),
    CONTACT: (Contact, ("kind", "value", "status", "is_primary", "source")),
    ADDRESS: (Address, ("kind", "status", "source", "source_ref", *ADDRESS_PARTS)),
    POST: (Employment, ("employer", "position", "source")),
}


@dataclass
class KnownPerson:
    """One person of the registry, as far as a file can tell of them; rows as plain values by column, each with its
    `id` and `version`."""

    person: Columns
    facts: dict[str, list[Columns]] = field(default_factory=lambda: defaultdict(list))

    @property
    def names(self) -> Iterator[NameKeys]:
        return (keys_of(name) for name in self.facts[NAME])

    @property
    def current_name(self) -> Columns | None:
        return next((name for name in self.facts[NAME] if name["is_current"]), None)


def known_people(person_ids: Iterable[int]) -> dict[int, KnownPerson]:
    people: dict[int, KnownPerson] = {}
    wanted = sorted(set(person_ids))
    for start in range(0, len(wanted), CHUNK):
        people |= _known(wanted[start : start + CHUNK])
    return people


def by_student_id(student_ids: Sequence[str], institution_id: int) -> dict[str, int]:
    """Whose student ids these are."""
    found = Degree.objects.filter(institution=institution_id, student_id__in=student_ids)
    return dict(found.values_list("student_id", "person_id"))


def by_national_id(hashes: Sequence[str]) -> dict[str, int]:
    found = Person.objects.filter(national_id_hash__in=hashes)
    return dict(found.values_list("national_id_hash", "pk"))


def by_contact(pairs: Sequence[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    live = Contact.objects.filter(value__in=pairs).exclude(status=Contact.Status.WRONG)
    for value, person_id in live.values_list("value", "person_id"):
        found[value].add(person_id)
    return found


def by_name(names: Iterable[tuple[str, str]], script: str) -> dict[tuple[str, str], set[int]]:
    """People who have or had exactly this first name and surname in this script ("th" or "en")."""
    wanted = sorted(set(names))
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    if not wanted:
        return found
    places = ", ".join(["(%s, %s)"] * len(wanted))
    params = [part for pair in wanted for part in pair]
    statement = (
        f"WITH wanted (first, last) AS (VALUES {places}) "  # noqa: S608 - placeholders and names of our own
        f"SELECT n.first_{script}, n.last_{script}, n.person_id FROM records_personname n "
        f"JOIN wanted w ON n.first_{script} = w.first AND n.last_{script} = w.last"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        for first, last, person_id in cursor.fetchall():
            found[first, last].add(person_id)
    return found


def _known(person_ids: Sequence[int]) -> dict[int, KnownPerson]:
    columns = (
        "id",
        "version",
        "gender",
        "birth_date",
        "birth_date_source",
        "nationality_id",
        "national_id_hash",
        "note",
    )
    rows = Person.objects.filter(pk__in=person_ids).values(*columns, "account_id")
    people = {row["id"]: KnownPerson(_plain(row)) for row in rows}
    with_passport = Person.objects.filter(pk__in=person_ids).exclude(passport_no="")
    for person_id in with_passport.values_list("pk", flat=True):
        people[person_id].person["has_passport"] = True
    for table, (model, names) in _COLUMNS.items():
        found = model._default_manager.filter(person__in=person_ids).order_by("pk")
        for row in found.values("id", "version", "person_id", *names):
            people[row.pop("person_id")].facts[table].append(_plain(row))
    return people


def _plain(row: Columns) -> Columns:
    """As files and the trail write values: days, decimals and the like as text."""
    return {
        name: value if value is None or isinstance(value, str | int) else str(value) for name, value in row.items()
    }


TABLES: dict[str, type[models.Model]] = {
    PERSON: Person,
    **{table: model for table, (model, _names) in _COLUMNS.items()},
}
