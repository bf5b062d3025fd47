"""What stands in for the placeholders of a text: a few facts of each reader, read for many at once.

A reader's own letter may say whatever the records say of them. Whoever looks at somebody else's letter sees in it only
what that person has opened to them (`readers`)."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import translation

from apps.mailings.lib.texts import PLACEHOLDERS, Kind
from apps.records.models import Degree, PersonName
from apps.records.policy import Reader

Facts = dict[str, str]
NAMES = frozenset(key for key, each in PLACEHOLDERS.items() if each.kind is Kind.NAME)
NOBODY = Reader("nobody", frozenset())
_STEMS = {"first_name": "first", "full_name": "full", "titled_name": "titled"}
_WRITTEN = [f"{part}_{script}" for part in ("title", "first", "middle", "last") for script in ("th", "en")]
STUDIES = frozenset({"cohort", "graduation_year", "faculty", "campus"})


def facts_of(
    person_ids: Collection[int],
    slots: Collection[str],
    *,
    language: str,
    readers: Mapping[int, Reader] | None = None,
) -> dict[int, Facts]:
    """For each person what is known of them for these placeholders, in the language; at most two questions."""
    found: dict[int, Facts] = {key: {} for key in person_ids}
    wanted, shown = set(slots), set(found)
    with translation.override(language):
        if wanted & NAMES or readers is not None:
            written = PersonName.objects.filter(is_current=True).only("person_id", "audience", "nickname", *_WRITTEN)
            names = _open(written, found, readers)
            shown = shown if readers is None else {name.person_id for name in names}
            for name in names:
                found[name.person_id].update(_names(name, language, wanted))
        if wanted & STUDIES:  # of whoever hides their name nothing is shown
            first = Degree.objects.filter(is_first=True, person__in=shown)
            for degree in _open(first.select_related("faculty", "campus", "cohort"), found, readers):
                found[degree.person_id].update(_studies(degree, language))
    return {key: {slot: value for slot, value in facts.items() if slot in wanted} for key, facts in found.items()}


def _open(rows: QuerySet[Any], people: Mapping[int, Facts], readers: Mapping[int, Reader] | None) -> list[Any]:
    known = rows.filter(person__in=list(people))
    if readers is None:
        return list(known)
    return [row for row in known if readers.get(row.person_id, NOBODY).may_see(row.audience)]


def _names(name: PersonName, language: str, wanted: Collection[str]) -> Facts:
    """In the reader's script; in the other one where there is no other."""
    is_english = bool(name.first_en or name.last_en) and (language == "en" or not name.full_th)
    script = "en" if is_english else "th"
    found = {slot: getattr(name, f"{stem}_{script}") for slot, stem in _STEMS.items() if slot in wanted}
    return {**found, "nickname": name.nickname}


def _studies(degree: Degree, language: str) -> Facts:
    year = degree.graduation_year_be
    return {
        "cohort": str(degree.cohort.number) if degree.cohort else "",
        "graduation_year": str(year - 543 if language == "en" else year) if year else "",
        "faculty": _named(degree.faculty),
        "campus": _named(degree.campus),
    }


def _named(row: Model | None) -> str:
    return str(getattr(row, "name", "")) if row is not None else ""
