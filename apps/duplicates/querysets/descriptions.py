"""The people of the registry as they are compared: read table by table in one order, so that the whole registry
streams past in constant memory and few statements."""

from collections.abc import Collection, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from apps.duplicates.lib.descriptions import Called, Description, Studied
from apps.records.models import Contact, Death, Degree, Person, PersonName

__all__ = ["Called", "Description", "Studied", "describe"]  # for apps above: what they describe people with

CHUNK = 5_000
_PERSON = ("pk", "gender", "born", "national_id_hash", "home_province_id")
_NAME = ("person_id", "first_th", "last_th", "first_en", "last_en", "nickname", "is_current")
_DEGREE = ("person_id", "level", "faculty_id", "entry_year_be", "graduation_year_be", "student_id")
_CONTACT = ("person_id", "value")
_DEATH = ("person_id", "died_on")
Rows = tuple[tuple[Any, ...], ...]


def describe(ids: Collection[int] | None = None) -> Iterator[Description]:
    """Everybody, or the people with these keys; by their keys."""
    names = _of(PersonName.objects.all(), _NAME, ids)
    degrees = _of(Degree.objects.all(), _DEGREE, ids)
    contacts = _of(Contact.objects.exclude(status=Contact.Status.WRONG), _CONTACT, ids)
    deaths = _of(Death.objects.filter(died_on__isnull=False), _DEATH, ids)
    people = Person.objects.annotate(born=Cast("birth_date", CharField())).order_by("pk")  # as text: it is never read
    if ids is not None:
        people = people.filter(pk__in=ids)
    facts = [_Following(rows) for rows in (names, degrees, contacts, deaths)]
    for row in people.values_list(*_PERSON).iterator(CHUNK):
        yield _description(row, *(following.of(row[0]) for following in facts))


class _Following:
    """Rows grouped by person, asked for in the order of the people."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, itemgetter(0))
        self._person, self._rows = self._following()

    def of(self, person: int) -> Rows:
        while self._person is not None and self._person < person:
            self._person, self._rows = self._following()
        return self._rows if self._person == person else ()

    def _following(self) -> tuple[int | None, Rows]:
        person, rows = next(self._groups, (None, ()))
        return person, tuple(rows)


def _of(rows: "QuerySet[Any]", columns: tuple[str, ...], ids: Collection[int] | None) -> Iterator[tuple[Any, ...]]:
    if ids is not None:
        rows = rows.filter(person__in=ids)
    return rows.order_by("person_id", "pk").values_list(*columns).iterator(CHUNK)


def _description(
    person: tuple[Any, ...],
    names: Rows,
    degrees: Rows,
    contacts: Rows,
    deaths: Rows,
) -> Description:
    key, gender, birth, national_id, province = person
    return Description(
        key=key,
        names=tuple(Called(row[1], row[2], row[3], row[4], not row[6]) for row in names),
        nickname=next((row[5] for row in names if row[6]), ""),
        gender=gender,
        birth=birth or "",
        died=next((str(row[1]) for row in deaths), ""),
        national_id_hash=national_id,
        province=province,
        studies=tuple(Studied._make(row[1:]) for row in degrees),
        contacts=tuple(row[1] for row in contacts),
    )
