"""How good the records are: the figures of the newest snapshot, and how they went."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core.registries import Finding, findings
from apps.quality.actions.snapshots import BASE, CONTRADICTORY
from apps.quality.models import Figure, Snapshot
from apps.records.models import Campus

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

DAYS_SHOWN = 180
GROUPS: dict[str, "_StrPromise"] = {
    "reach": _("Reach"),
    "study": _("Study"),
    "person": _("Names and people"),
    "contact": _("Contacts"),
}
TITLES: dict[str, "_StrPromise"] = {
    "graduates": _("Graduates"),
    "reachable": _("Reachable"),
    "lost": _("Lost"),
    "deceased": _("Deceased"),
    CONTRADICTORY: _("With something contradictory"),
}
# The filters of the people list behind a figure that is no finding.
QUERIES = {
    "graduates": "status=graduate",
    "reachable": "status=graduate&reach=reachable",
    "lost": "status=graduate&reach=lost",
    "deceased": "status=deceased",
}


@dataclass(frozen=True)
class Line:
    """Something that looks wrong, and of how many it was true."""

    key: str
    finding: Finding
    people: int


@dataclass(frozen=True)
class Overview:
    """The newest snapshot as one reader sees it."""

    snapshot: Snapshot | None
    figures: dict[str, int]
    groups: "list[tuple[_StrPromise, list[Line]]]"

    @property
    def living(self) -> int:
        return self.figures.get("reachable", 0) + self.figures.get("lost", 0)


@dataclass(frozen=True)
class Point:
    """A figure on one day."""

    on: date
    people: int


def overview(campus: Campus | None) -> Overview:
    """Of everybody or of one campus: two queries."""
    snapshot = Snapshot.objects.order_by("-taken_on").first()
    figures = dict(Figure.objects.filter(snapshot=snapshot, campus=campus).values_list("key", "people"))
    lines = [Line(key, finding, figures.get(key, 0)) for key, finding in findings]
    groups = [(title, [line for line in lines if line.finding.group == group]) for group, title in GROUPS.items()]
    return Overview(snapshot, figures, groups)


def trends(keys: Iterable[str], campus: Campus | None) -> dict[str, list[Point]]:
    """How figures went in the last half year, the oldest first: one query."""
    found: dict[str, list[Point]] = {key: [] for key in keys}
    figures = Figure.objects.filter(key__in=list(found), campus=campus).order_by("-snapshot__taken_on")
    for key, on, people in figures.values_list("key", "snapshot__taken_on", "people")[: DAYS_SHOWN * len(found)]:
        found[key].insert(0, Point(on, people))
    return found


def title_of(key: str) -> str:
    """What a figure is called; an empty text where it is none."""
    if key in findings:
        return str(findings[key].title)
    return str(TITLES.get(key, ""))


def query_of(key: str) -> str:
    """The filters of the people list that find those whom a figure counts."""
    return f"finding={key}" if key in findings else QUERIES.get(key, "")


def keys() -> list[str]:
    return [*BASE, CONTRADICTORY, *(key for key, _finding in findings)]
