"""How the people of a list spread over faculties, cohorts, provinces: what a filter would leave, before it is set."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.core.lib.sort import sort_key
from apps.records.models import Employment, HelpOffer, Level
from apps.records.querysets.filters import ANY_OFFER, Reach, Status


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice of a filter and how many people of the list have it. Its names are a Thai and an English one, or a
    cohort's number and year (B.E.)."""

    facet: str
    key: str
    count: int
    names: tuple[str, str] = ("", "")

    @property
    def name(self) -> str:
        thai, english = self.names
        if (self.facet, self.key) == ("offers", ANY_OFFER):
            return _("Ready to help")
        if self.facet in _CHOICES:
            return str(_CHOICES[self.facet](self.key).label)
        if self.facet == "cohort":
            return _("Cohort %(number)s · %(year)s") % {"number": thai, "year": english}
        return english if english and get_language() == "en" else thai


@dataclass(frozen=True, slots=True)
class Facets:
    """The counts of a list, of those choices that anybody in it has, in the order in which they are shown. A person
    with two degrees counts for both faculties, one with two offers of help for both and once for any. The office
    learns who is reachable, the directory who works and helps where."""

    total: int = 0
    faculty: list[FacetValue] = field(default_factory=list)
    campus: list[FacetValue] = field(default_factory=list)
    level: list[FacetValue] = field(default_factory=list)
    cohort: list[FacetValue] = field(default_factory=list)
    province: list[FacetValue] = field(default_factory=list)
    reach: list[FacetValue] = field(default_factory=list)
    status: list[FacetValue] = field(default_factory=list)
    country: list[FacetValue] = field(default_factory=list)
    sector: list[FacetValue] = field(default_factory=list)
    offers: list[FacetValue] = field(default_factory=list)

    def pack(self) -> str:
        """All of it as one text, for the cache: hundreds of objects for each page set the garbage collector off."""
        values = {name: [(each.key, each.count, *each.names) for each in getattr(self, name)] for name in _ORDER}
        return json.dumps([self.total, values])

    @classmethod
    def unpack(cls, packed: str) -> "Facets":
        total, values = json.loads(packed)
        return cls(total, **{name: [_value(name, *each) for each in values[name]] for name in _ORDER})


CountRow = tuple[str, str, int, str, str]  # facet, key, people, two names


def collect(rows: Iterable[CountRow]) -> Facets:
    """The facets from the rows of the counting statement."""
    total, found = 0, {name: list[FacetValue]() for name in _ORDER}
    for facet, key, count, *names in rows:
        if facet == "total":
            total = count
        elif count:
            found[facet].append(_value(facet, key, count, *names))
    for facet, values in found.items():
        values.sort(key=_ORDER[facet])
    return Facets(total, **found)


def _value(facet: str, key: str, count: int, thai: str, english: str) -> FacetValue:
    return FacetValue(facet, key, count, (thai, english))


def _by_name(value: FacetValue) -> str:
    return sort_key(value.names[0])


def _newest_first(value: FacetValue) -> int:
    return -int(value.names[0])


def _as_listed(value: FacetValue) -> int:
    return list(_CHOICES[value.facet]).index(_CHOICES[value.facet](value.key))


def _any_first(value: FacetValue) -> int:
    return -1 if value.key == ANY_OFFER else _as_listed(value)


_CHOICES = {
    "level": Level,
    "reach": Reach,
    "status": Status,
    "sector": Employment.Sector,
    "offers": HelpOffer.Kind,
}
_ORDER: dict[str, Callable[[FacetValue], str | int]] = {
    "faculty": _by_name,
    "campus": _by_name,
    "level": _as_listed,
    "cohort": _newest_first,
    "province": _by_name,
    "reach": _as_listed,
    "status": _as_listed,
    "country": _by_name,
    "sector": _as_listed,
    "offers": _any_first,
}
