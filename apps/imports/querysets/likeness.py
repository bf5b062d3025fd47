"""Who of the registry is probably the newcomer of a row: rows as `apps.duplicates` weighs them, and the plain
certainty that a chapter's list needs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apps.duplicates.querysets.descriptions import Called, Description, Studied
from apps.duplicates.querysets.newcomers import Likeness, probably_same
from apps.imports.lib.facts import contacts_of, former_name_of
from apps.imports.querysets.people import by_contact, by_name
from apps.imports.querysets.reference import Known
from apps.records.models import Person

__all__ = ["Alike", "described", "is_certain", "of", "probably_same"]


def is_certain(alike: Likeness) -> bool:
    """Is the evidence strong enough to hold a row?"""
    return alike.grade == "certain"


def described(row: Any, known: Known) -> Description:
    """A row as people are compared."""
    values = row.values
    former = former_name_of(values)
    names = [_called(values)]
    if former:
        names.append(_called(former)._replace(is_former=True))
    degree = row.study(known)
    study = Studied(
        degree.get("level", ""),
        degree.get("faculty_id"),
        degree.get("entry_year_be"),
        degree.get("graduation_year_be"),
        values.get("student_id", ""),
    )
    return Description(
        key=row.number,
        names=tuple(names),
        nickname=values.get("nickname", ""),
        gender=values.get("gender", ""),
        birth=values.get("birth_date", ""),
        national_id_hash=values.get("national_id_hash", ""),
        studies=(study,) if degree else (),
        contacts=tuple(value for _kind, value in contacts_of(values)),
    )


def _called(parts: Mapping[str, Any]) -> Called:
    first_th, last_th = parts.get("first_th", ""), parts.get("last_th", "")
    return Called(first_th, last_th, parts.get("first_en", ""), parts.get("last_en", ""))


@dataclass(frozen=True)
class Alike:
    """Row `number` may be this person; `reasons` are kinds of evidence (name, birth_date, contact)."""

    number: int
    person_id: int
    reasons: list[str]
    is_certain: bool


def of(rows: Sequence[Any]) -> Iterator[Alike]:
    """Everybody who is called the same, unless another date of birth speaks against it. Certain: the same name and
    date of birth, or the same name and a contact."""
    thai = {(row.values["first_th"], row.values["last_th"]) for row in rows if row.keys.thai}
    latin = {(row.values["first_en"], row.values["last_en"]) for row in rows if row.keys.latin}
    called_th, called_en = by_name(thai, "th"), by_name(latin, "en")
    found = [(row, _called_so(row, called_th, called_en)) for row in rows]
    met = [(row, people) for row, people in found if people]
    everybody = {person for _row, people in met for person in people}
    born = dict(Person.objects.filter(pk__in=everybody).values_list("pk", "birth_date"))
    reached = by_contact([value for row, _people in met for _kind, value in contacts_of(row.values)])
    for row, people in met:
        for person_id in sorted(people):
            yield from _judged(row, person_id, str(born.get(person_id) or ""), reached)


def _called_so(row: Any, thai: Any, latin: Any) -> set[int]:
    if row.keys.thai:
        return set(thai.get((row.values["first_th"], row.values["last_th"]), ()))
    return set(latin.get((row.values["first_en"], row.values["last_en"]), ())) if row.keys.latin else set()


def _judged(row: Any, person_id: int, born: str, reached: dict[str, set[int]]) -> Iterator[Alike]:
    given = row.values.get("birth_date", "")
    same_day = bool(row.born) and row.born == born
    by_contact = any(person_id in reached[value] for _kind, value in contacts_of(row.values) if value in reached)
    if given and born and not (given.startswith(born) or born.startswith(given)) and not by_contact:
        return
    reasons = ["name"] + ["birth_date"] * same_day + ["contact"] * by_contact
    yield Alike(row.number, person_id, reasons, same_day or by_contact)
