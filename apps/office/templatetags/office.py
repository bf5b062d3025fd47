"""The frame that all office pages share."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from django import template
from django.http import HttpRequest
from django.urls import reverse

from apps.core.admin import OfficePage, office_pages, piles_for

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

register = template.Library()


@dataclass(frozen=True)
class Entry:
    """A page of the office in the navigation of the person who looks."""

    title: "_StrPromise"
    icon: str
    url: str
    is_current: bool
    waiting: int


@register.inclusion_tag("office/_nav.html", takes_context=True)
def office_nav(context: template.Context) -> dict[str, Any]:
    """`{% office_nav %}`: the side navigation, only with what this person may open."""
    request: HttpRequest = context["request"]
    waiting = {pile.key: pile.waiting for pile in piles_for(request)}
    here = request.resolver_match.view_name if request.resolver_match else ""
    return {"entries": [_entry(page, here, waiting) for page in office_pages.entries() if _may_open(request, page)]}


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
