"""The ways through the portal for the person who looks: the header's links, the phone's bar, the map on the front."""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from apps.core.templatetags.charts import Place
from apps.home.reports import FEW
from apps.records.reports import ProvinceFigures

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

register = template.Library()


@dataclass(frozen=True)
class Way:
    """A page that the menus lead to; `covers`: the names of its further addresses."""

    title: "_StrPromise"
    icon: str
    to: str
    covers: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.to)

    def leads_to(self, view_name: str) -> bool:
        return any(fnmatchcase(view_name, pattern) for pattern in (self.to, *self.covers))


HOME = Way(_("Home"), "house", "home:index")
CLAIM = Way(_("Find my name"), "search", "records:claim", ("records:claim*",))
DIRECTORY = Way(_("Find friends"), "users", "directory:index", ("directory:*",))
GROUPS = Way(_("Groups"), "network", "chapters:index", ("chapters:*",))
EVENTS = Way(_("Events"), "calendar-days", "events:index", ("events:*",))
MINE = Way(pgettext_lazy("my own record", "Mine"), "circle-user-round", "home:me", ("home:me*", "records:me*"))
OFFICE = Way(_("Office"), "layout-dashboard", "office:dashboard", ("office:*",))
ACCOUNT = Way(_("My account"), "key-round", "accounts:overview", ("accounts:*", "account_*", "mfa_*", "usersessions*"))
ABOUT = Way(_("About the office"), "landmark", "home:about")
HELP = Way(_("Help"), "circle-help", "home:help", ("home:contact",))
# In the footer of every page, in this order (WCAG 3.2.6).
FOOTER = (
    HELP,
    Way(_("Contact us"), "phone", "home:contact"),
    ABOUT,
    Way(_("Privacy"), "shield-check", "home:privacy"),
    Way(_("Terms of use"), "scroll-text", "home:terms"),
    Way(_("Accessibility"), "eye", "home:accessibility"),
)


@register.simple_tag(takes_context=True)
def menu(context: template.Context) -> list[tuple[Way, bool]]:
    """`{% menu as ways %}`: where this person may want to go, and whether they are there."""
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.is_authenticated:
        return _marked(context, (CLAIM, DIRECTORY, EVENTS, GROUPS, ABOUT, HELP))
    return _marked(context, (*([OFFICE] if user.is_staff else []), DIRECTORY, EVENTS, GROUPS, MINE, HELP))


@register.simple_tag(takes_context=True)
def quick_menu(context: template.Context) -> list[tuple[Way, bool]]:
    """`{% quick_menu as ways %}`: the bar at a phone's lower edge."""
    return _marked(context, (HOME, DIRECTORY, EVENTS, MINE, ACCOUNT))


@register.simple_tag
def footer_ways() -> tuple[Way, ...]:
    """`{% footer_ways as ways %}`: help and the texts, in the same place on every page."""
    return FOOTER


@register.inclusion_tag("home/_map.html")
def alumni_map(provinces: Iterable[ProvinceFigures]) -> dict[str, Any]:
    """`{% alumni_map figures.provinces %}`: where graduates live; a square leads to those who live there."""
    directory = DIRECTORY.url
    few = gettext("fewer than %(few)s") % {"few": FEW}
    return {
        "places": {
            each.code: Place(
                code=each.code,
                name=each.name,
                short=each.abbr_th if each.name == each.name_th else each.abbr_en,
                count=each.people,
                url=f"{directory}?province={each.code}",
                said="" if each.people else few,
            )
            for each in provinces
        }
    }


def _marked(context: template.Context, ways: Iterable[Way]) -> list[tuple[Way, bool]]:
    request: HttpRequest | None = context.get("request")
    here = request.resolver_match.view_name if request and request.resolver_match else ""
    return [(way, way.leads_to(here)) for way in ways]
