"""People leaving the system in bulk: all who fit a search, without holding them all in memory."""

from collections.abc import Iterable, Iterator

from apps.records.models import Person
from apps.records.querysets import statement
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.statement import Search


def people_found(filters: PeopleFilters, *, scope: Iterable[int] | None = None) -> list[int]:
    """The keys of all people who fit, in Thai order."""
    return statement.everybody(Search(filters, scope=None if scope is None else tuple(sorted(scope))))


def people_for_export(
    filters: PeopleFilters, *, scope: Iterable[int] | None = None, chunk: int = 1000
) -> Iterator[list[Person]]:
    """All people who fit with everything that an export needs, in Thai order, chunk by chunk."""
    person_ids = people_found(filters, scope=scope)
    for start in range(0, len(person_ids), chunk):
        yield list(Person.objects.filter(pk__in=person_ids[start : start + chunk]).for_export())
