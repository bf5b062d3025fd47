"""The people page: one box that finds anybody, filters with counts, pages in Thai order."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.office.forms.search import SearchForm
from apps.records import rules
from apps.records.querysets.facets import Facets, FacetValue
from apps.records.querysets.page import people_page
from apps.records.querysets.people import campuses_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FACETS: dict[str, "_StrPromise"] = {
    "status": _("Status"),
    "reach": _("Reach"),
    "campus": _("Campus"),
    "faculty": _("Faculty"),
    "level": _("Level"),
    "cohort": _("Cohort"),
    "province": _("Province"),
}
SAID: dict[tuple[str, bool], "_StrPromise"] = {
    ("account", True): _("has an account"),
    ("account", False): _("has no account"),
    ("first", True): _("first degree"),
    ("first", False): _("further degree"),
}
SHOWN_AT_ONCE = 8


@dataclass(frozen=True)
class Choice:
    """One value of a filter, the number of people whom it would leave, and the address that sets or lifts it."""

    value: FacetValue
    url: str
    is_on: bool


@dataclass(frozen=True)
class Facet:
    """One filter with its choices; the rest is folded away."""

    title: "_StrPromise"
    choices: list[Choice]

    @property
    def is_on(self) -> bool:
        return any(choice.is_on for choice in self.choices)

    @property
    def first(self) -> list[Choice]:
        return self.choices[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> list[Choice]:
        return self.choices[SHOWN_AT_ONCE:]


@policy.staff(rules.VIEW)
def index(request: SignedInRequest) -> HttpResponse:
    """A page of the people who fit."""
    form = SearchForm(request.GET, viewer=request.user)
    filters = form.filters()
    page = people_page(filters, scope=campuses_of(request.user), cursor=request.GET.get("page", ""))
    asked = _without(request.GET, "page", *form.errors)
    context = {
        "form": form,
        "page": page,
        "facets": _facets(page.facets, asked),
        "query": asked.urlencode(),
        "is_narrowed": bool(filters),
        "without_filters": _only(asked, "q").urlencode(),
        "chips": _chips(form, asked),
        "hidden_filters": _hidden(asked, "q"),
        "hidden_but_years": _hidden(asked, "year_from", "year_to"),
    }
    return render(request, "office/alumni.html", context)


def _facets(counts: Facets, asked: QueryDict) -> list[Facet]:
    facets = []
    for name, title in FACETS.items():
        choices = [_choice(value, asked) for value in getattr(counts, name)]
        if choices:
            facets.append(Facet(title, choices))
    return facets


def _choice(value: FacetValue, asked: QueryDict) -> Choice:
    is_on = asked.get(value.facet) == str(value.key)
    there = _without(asked, value.facet)
    if not is_on:
        there[value.facet] = str(value.key)
    return Choice(value, there.urlencode(), is_on)


def _chips(form: SearchForm, asked: QueryDict) -> list[tuple[str, str]]:
    """What narrows the list now: its words, and the address without it."""
    chips = []
    for name in form.fields:
        chosen = form.cleaned_data.get(name)
        if name != "q" and chosen not in {None, ""}:
            chips.append((_words(form, name, chosen), _without(asked, name).urlencode()))
    return chips


def _words(form: SearchForm, name: str, chosen: object) -> str:
    field = form.fields[name]
    choices = dict(getattr(field, "choices", ())) if isinstance(chosen, str) else {}
    if isinstance(chosen, bool):
        return str(SAID[name, chosen])
    if isinstance(chosen, int):
        return f"{field.label} {chosen}"
    return str(choices.get(chosen, chosen))


def _hidden(asked: QueryDict, *names: str) -> list[tuple[str, str]]:
    """What a form must carry along so that it changes only these names."""
    return [(name, asked.get(name, "")) for name in asked if name not in names]


def _without(asked: QueryDict, *names: str) -> QueryDict:
    copy = asked.copy()
    for name in names:
        copy.pop(name, None)
    return copy


def _only(asked: QueryDict, name: str) -> QueryDict:
    copy = QueryDict(mutable=True)
    if value := asked.get(name):
        copy[name] = value
    return copy
