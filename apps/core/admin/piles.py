"""What waits for the staff, counted for the person who looks."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

from apps.core.registries import worklists

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Pile:
    """A worklist as one reader sees it."""

    key: str
    title: "_StrPromise"
    hint: "_StrPromise"
    icon: str
    url: str
    waiting: int


def piles_for(request: HttpRequest) -> list[Pile]:
    """The worklists that this person may work off, each with its count; counted once a request."""
    found: list[Pile] | None = getattr(request, "office_piles", None)
    if found is None:
        counted = [
            (work, Pile(key, work.title, work.hint, work.icon, work.url(request), work.count(request)))
            for key, work in worklists
            if not work.permission or request.user.has_perm(work.permission)
        ]
        found = [pile for work, pile in counted if pile.waiting or not work.is_rare]
        request.office_piles = found  # type: ignore[attr-defined] # read back above
    return found
