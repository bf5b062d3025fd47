"""People chosen on a list: ticked one by one, or all that a search has found. The choice is kept as plain data, and
who that is among those whom the viewer may see is looked up when it is used."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from apps.accounts.models import User
from apps.records import rules
from apps.records.models import Person
from apps.records.querysets import statement
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.people import campuses_of
from apps.records.querysets.statement import Search

CHUNK = 1000


@dataclass(frozen=True)
class Chosen:
    """The keys of the chosen people, in Thai order."""

    ids: list[int]

    def count(self) -> int:
        return len(self.ids)

    def without(self, left_out: set[int]) -> "Chosen":
        """The same but for some."""
        return Chosen([key for key in self.ids if key not in left_out]) if left_out else self

    def for_export(self) -> Iterator[Any]:
        """The people with all that files and letters need, read a thousand at a time."""
        for start in range(0, len(self.ids), CHUNK):
            yield from Person.objects.filter(pk__in=self.ids[start : start + CHUNK]).for_export()


def of(chosen: Mapping[str, Any], *, viewer: User) -> Chosen:
    """Who was chosen, as far as the viewer may see them: {"people": [public ids]} or {"filters": {…}}."""
    if "people" in chosen:
        ticked = Person.objects.visible_to(viewer).filter(public_id__in=_uuids(chosen["people"]))
        return Chosen(list(ticked.in_thai_order().values_list("pk", flat=True)))
    if not rules.may_see_scope(viewer):  # a job may run after its starter lost the role
        return Chosen([])
    search = Search(PeopleFilters(**chosen["filters"]), scope=campuses_of(viewer))
    return Chosen(statement.everybody(search))


def as_json(filters: PeopleFilters) -> dict[str, Any]:
    """The filters in a form that a job keeps."""
    return asdict(filters)


def _uuids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
