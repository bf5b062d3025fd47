"""The filters of the list of events as links: every search is an address that can be kept and passed on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.chapters.models import Chapter
from apps.events.forms.finding import WHENS
from apps.events.models import Event
from apps.events.querysets.finding import EventFilters, Facets
from apps.records.models import Faculty, Province

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SHOWN_AT_ONCE = 6
Names = Mapping[str, str]


@dataclass(frozen=True)
class Choice:
    """One value of a filter, how many events it would leave, and the address that sets or lifts it."""

    name: str
    count: int
    url: str
    is_on: bool


@dataclass(frozen=True)
class Facet:
    """One filter with its choices; what does not fit is folded away."""

    key: str
    title: "_StrPromise"
    choices: list[Choice]

    @property
    def first(self) -> list[Choice]:
        return self.choices[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> list[Choice]:
        return self.choices[SHOWN_AT_ONCE:]


@dataclass(frozen=True)
class Chip:
    """A filter that is set, in words, and the address without it."""

    words: str
    url: str


def asked(filters: EventFilters, **changed: object) -> str:
    """The address of a search: what is asked, with some of it changed."""
    said = {each.name: getattr(filters, each.name) for each in fields(filters)} | changed
    return urlencode({name: "1" if value is True else value for name, value in said.items() if value})


def facets_of(counted: Facets, filters: EventFilters) -> list[Facet]:
    """Those that leave a choice."""
    names = _names(counted)
    whens = {key: str(label) for key, label in WHENS}
    others = {"online": (_("Online"), counted.online), "free": (_("Free of charge"), counted.free)}
    found = [
        Facet("when", gettext_lazy("When"), _choices("when", _in_order(counted.when, whens), whens, filters)),
        Facet("kind", gettext_lazy("Kind"), _choices("kind", _by_count(counted.kind), names["kind"], filters)),
        Facet("group", gettext_lazy("Group"), _choices("group", _by_count(counted.group), names["group"], filters)),
        Facet(
            "province",
            gettext_lazy("Province"),
            _choices("province", _by_count(counted.province), names["province"], filters),
        ),
        Facet(
            "faculty",
            gettext_lazy("Faculty"),
            _choices("faculty", _by_count(counted.faculty), names["faculty"], filters),
        ),
        Facet("more", gettext_lazy("More filters"), [_switch(key, *told, filters) for key, told in others.items()]),
    ]
    found[-1].choices[:] = [choice for choice in found[-1].choices if choice.count or choice.is_on]
    return [facet for facet in found if facet.choices]


def chips_of(counted: Facets, filters: EventFilters) -> list[Chip]:
    default = EventFilters()
    if filters == default:
        return []
    names = _names(counted, filters)
    words = {
        "q": f"“{filters.q}”",
        "when": str(dict(WHENS).get(filters.when, "")),
        "online": _("Online"),
        "free": _("Free of charge"),
        **{key: names[key].get(getattr(filters, key), getattr(filters, key)) for key in names},
    }
    return [
        Chip(words[each.name], asked(filters, **{each.name: None}))
        for each in fields(filters)
        if getattr(filters, each.name) != getattr(default, each.name)
    ]


def _names(counted: Facets, filters: EventFilters | None = None) -> dict[str, Names]:
    """What the codes are called; of those only that stand on the page."""
    groups, provinces, faculties = set(counted.group), set(counted.province), set(counted.faculty)
    if filters is not None:
        groups, provinces, faculties = {filters.group}, {filters.province}, {filters.faculty}
    ours = Faculty.objects.filter(institution__code=settings.INSTITUTION, code__in=faculties)
    return {
        "kind": {key: str(label) for key, label in Event.Kind.choices},
        "group": {row.slug: row.name for row in Chapter.objects.filter(slug__in=groups)},
        "province": {row.code: row.name for row in Province.objects.filter(code__in=provinces)},
        "faculty": {row.code: row.name for row in ours},
    }


def _in_order(counts: Mapping[str, int], known: Iterable[str]) -> list[tuple[str, int]]:
    return [(key, counts[key]) for key in known if counts.get(key)]


def _by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _choices(key: str, counts: list[tuple[str, int]], names: Names, filters: EventFilters) -> list[Choice]:
    chosen = getattr(filters, key)
    return [
        Choice(
            names.get(value, value),
            number,
            asked(filters, **{key: None if value == chosen else value}),
            value == chosen,
        )
        for value, number in counts
    ]


def _switch(key: str, name: str, number: int, filters: EventFilters) -> Choice:
    is_on = getattr(filters, key)
    return Choice(name, number, asked(filters, **{key: None if is_on else True}), is_on)
