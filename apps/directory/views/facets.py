"""The filters of a list as links: every search is an address that can be kept and passed on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.directory.forms.search import SearchForm
from apps.records.models import SearchRow
from apps.records.querysets.counts import TTL, Counts
from apps.records.querysets.directory import directory_page
from apps.records.querysets.facets import Facets, FacetValue
from apps.records.querysets.filters import PeopleFilters

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TITLES: dict[str, "_StrPromise"] = {
    "province": _("Province"),
    "faculty": _("Faculty"),
    "cohort": _("Cohort"),
    "offers": _("Ready to help"),
    "sector": _("Field of work"),
    "campus": _("Campus"),
    "country": _("Country"),
}
SHOWN_AT_ONCE = 6
OPEN_AT_FIRST = 4  # facets that are unfolded when the page comes


@dataclass(frozen=True)
class Choice:
    """One value of a filter, how many people it would leave, and the address that sets or lifts it."""

    value: FacetValue
    url: str
    is_on: bool


@dataclass(frozen=True)
class Facet:
    """One filter with its choices; the rest is folded away."""

    name: str
    title: "_StrPromise"
    choices: list[Choice]
    is_open: bool

    @property
    def first(self) -> list[Choice]:
        """What is chosen, then what most people have."""
        return sorted(self.choices, key=lambda choice: (not choice.is_on, -choice.value.count))[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> list[Choice]:
        """The others, in the order in which one looks for a name."""
        first = {choice.value.key for choice in self.first}
        return [choice for choice in self.choices if choice.value.key not in first]


@dataclass(frozen=True)
class Chip:
    """A filter that is set, in words, and the address without it."""

    words: str
    url: str


@dataclass(frozen=True)
class Wider:
    """The search that finds the most people when one of the filters is left out."""

    without: str
    total: int
    url: str


def drawn(found: Counts, form: SearchForm, asked: QueryDict, *, tier: SearchRow.Tier) -> SafeString:
    """The filters as they stand on the page: the same for everybody who may look in this tier, so they are drawn
    without the request, and kept where and as long as the counts are. `asked` says all that the form holds, unless
    something was refused."""
    if not found.generation or form.errors:
        return _draw(found.facets, form, asked)
    words = f"{tier}:{get_language()}:{asked.urlencode()}"
    key = f"directory-facets:{found.generation}:{sha256(words.encode()).hexdigest()}"
    kept: SafeString | None = cache.get(key)
    if kept is None:
        kept = _draw(found.facets, form, asked)
        cache.set(key, kept, TTL)
    return kept


def _draw(found: Facets, form: SearchForm, asked: QueryDict) -> SafeString:
    context = {"filters": facets_of(found, asked), "form": form, "others": hidden(asked, "year_from", "year_to")}
    return render_to_string("directory/_facets.html", context)


def facets_of(counted: Facets, asked: QueryDict) -> list[Facet]:
    found: list[Facet] = []
    for name, title in TITLES.items():
        choices = _choices(name, getattr(counted, name), asked)
        if choices:
            is_open = len(found) < OPEN_AT_FIRST or any(choice.is_on for choice in choices)
            found.append(Facet(name, title, choices, is_open))
    return found


def chips_of(form: SearchForm, asked: QueryDict) -> list[Chip]:
    return [
        Chip(_words(form, name, chosen), without(asked, name).urlencode())
        for name in form.fields
        if name != "q" and (chosen := form.cleaned_data.get(name)) not in {None, ""}
    ]


def wider(filters: PeopleFilters, form: SearchForm, asked: QueryDict, tier: SearchRow.Tier) -> Wider | None:
    """Where nobody is found: which one filter (or the words) to leave out to find the most. At most one look for
    each thing that was asked."""
    best: Wider | None = None
    for field in fields(filters):
        chosen = getattr(filters, field.name)
        name = "q" if field.name == "text" else field.name
        default: Any = field.default
        rest = replace(filters, **{field.name: default})
        if chosen == default or not rest:
            continue
        total = directory_page(rest, tier=tier, size=1).total
        if total and (best is None or total > best.total):
            words = f"“{chosen}”" if name == "q" else _words(form, name, form.cleaned_data[name])
            best = Wider(words, total, without(asked, name).urlencode())
    return best


def without(asked: QueryDict, *names: str) -> QueryDict:
    copy = asked.copy()
    for name in names:
        copy.pop(name, None)
    return copy


def hidden(asked: QueryDict, *names: str) -> list[tuple[str, str]]:
    """What a form must carry along so that it changes only these names."""
    return [(name, asked.get(name, "")) for name in asked if name not in names]


def known(asked: QueryDict, names: Collection[str]) -> QueryDict:
    """What was asked that the page understands, so that the same search has the same address, and nothing that was
    refused is carried along by every link."""
    return without(asked, *(name for name in asked if name not in names or not asked.get(name)))


def _choices(name: str, values: Iterable[FacetValue], asked: QueryDict) -> list[Choice]:
    chosen, others = asked.get(name), without(asked, name).urlencode()
    prefix = f"{others}&" if others else ""
    return [
        Choice(value, others, True)
        if value.key == chosen
        else Choice(value, prefix + urlencode({name: value.key}), False)
        for value in values
    ]


def _words(form: SearchForm, name: str, chosen: Any) -> str:
    field = form.fields[name]
    if isinstance(chosen, int):
        return f"{field.label} {chosen}"
    choices = dict(getattr(field, "choices", ())) if isinstance(chosen, str) else {}
    return str(choices.get(chosen, chosen))
