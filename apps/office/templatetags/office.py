"""The frame that all office pages share, and the registry's figures drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.admin import OfficePage, office_pages, piles_for
from apps.core.lib.plots import Bar
from apps.core.templatetags.charts import Place
from apps.core.templatetags.thai import be_year
from apps.duplicates.models import Pair
from apps.duplicates.rules import DECIDE
from apps.records import rules
from apps.records.models import ErasureRequest, Person, Restriction
from apps.records.reports import CohortFigures, ProvinceFigures

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

register = template.Library()
MOST_ALIKE = 3


@dataclass(frozen=True)
class Entry:
    """A page of the office in the navigation of the person who looks."""

    title: "_StrPromise"
    icon: str
    url: str
    is_current: bool
    waiting: int


@register.inclusion_tag("office/_privacy_notes.html", takes_context=True)
def privacy_notes(context: template.Context, person: Person) -> dict[str, Any]:
    """`{% privacy_notes person %}`: that they stopped the use of their data, or asked to be erased."""
    return {
        "perms": context["perms"],
        "restriction": Restriction.objects.filter(person=person, ended_at__isnull=True).first(),
        "erasure": ErasureRequest.objects.filter(person=person).exclude(state="cancelled").order_by("pk").last(),
    }


@register.inclusion_tag("office/_may_be_same.html", takes_context=True)
def may_be_same(context: template.Context, person: Person) -> dict[str, Any]:
    """`{% may_be_same person %}`: other records that a scan takes for the same person's."""
    user = context["request"].user
    if not user.has_perm(DECIDE):
        return {"pairs": []}
    found = Pair.objects.visible_to(user).open().of(person.pk).in_order().with_display()[:MOST_ALIKE]
    return {"pairs": [(each, each.person_b if each.person_a_id == person.pk else each.person_a) for each in found]}


@register.inclusion_tag("office/_nav.html", takes_context=True)
def office_nav(context: template.Context) -> dict[str, Any]:
    """`{% office_nav %}`: the side navigation, only with what this person may open."""
    request: HttpRequest = context["request"]
    waiting = {pile.key: pile.waiting for pile in piles_for(request)}
    here = request.resolver_match.view_name if request.resolver_match else ""
    return {"entries": [_entry(page, here, waiting) for page in office_pages.entries() if _may_open(request, page)]}


@register.inclusion_tag("office/_cohort_chart.html")
def cohort_chart(cohorts: Sequence[CohortFigures]) -> dict[str, Any]:
    """`{% cohort_chart cohorts %}`: the living of each graduating class, reachable below and lost above."""
    return {"bars": [_cohort_bar(cohort) for cohort in cohorts], "number": len(cohorts)}


@register.inclusion_tag("office/_province_map.html", takes_context=True)
def province_map(context: template.Context, provinces: Iterable[ProvinceFigures]) -> dict[str, Any]:
    """`{% province_map provinces %}`: where people live. A square leads to the people there, for those who may see
    them, else to its line of the table."""
    request: HttpRequest = context["request"]
    base = reverse("office:alumni") if request.user.has_perm(rules.VIEW) else ""
    table = reverse("office:report_provinces")
    return {
        "places": {
            each.code: Place(
                code=each.code,
                name=each.name,
                short=each.abbr_th if _is_thai(each) else each.abbr_en,
                count=each.people,
                url=f"{base}?status=graduate&province={each.code}" if base else f"{table}#p{each.code}",
            )
            for each in provinces
        }
    }


def _cohort_bar(cohort: CohortFigures) -> Bar:
    year = be_year(cohort.graduation_year_be)
    told = {"number": cohort.number, "year": year, "reachable": cohort.reachable, "lost": cohort.lost}
    title = _("Cohort %(number)s · %(year)s: %(reachable)s reachable, %(lost)s lost") % told
    return Bar(year, (cohort.reachable, cohort.lost), title)


def _is_thai(province: ProvinceFigures) -> bool:
    return province.name == province.name_th


def _may_open(request: HttpRequest, page: OfficePage) -> bool:
    return not page.permission or request.user.has_perm(page.permission)


def _entry(page: OfficePage, here: str, waiting: dict[str, int]) -> Entry:
    return Entry(
        title=page.title,
        icon=page.icon,
        url=reverse(page.url_name),
        is_current=any(fnmatchcase(here, pattern) for pattern in (page.url_name, *page.covers)),
        waiting=sum(waiting.get(key, 0) for key in page.worklists),
    )
