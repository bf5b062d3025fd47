"""What the groups add to somebody's own page."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest
from django.utils import timezone

from apps.chapters.models import Chapter, OfficerTerm
from apps.chapters.rules import Power, powers_of
from apps.core.registries import Panel


@dataclass(frozen=True)
class Led:
    """A group that somebody leads, and what their posts of today permit there."""

    chapter: Chapter
    posts: str
    powers: frozenset[Power]


def my_panel(request: HttpRequest) -> Panel | None:
    """The groups that I lead, with the ways that leaders take most."""
    held = OfficerTerm.objects.filter(person__account=request.user.pk).running(timezone.localdate())
    terms = sorted(held.in_order(), key=_chapter_of)
    led = [_led(list(of_one)) for _key, of_one in groupby(terms, _chapter_of)]
    led = [each for each in led if each.chapter.is_open]
    return Panel("chapters/_led_panel.html", led) if led else None


def _chapter_of(term: OfficerTerm) -> int:
    return term.seat.position.chapter_id


def _led(terms: list[OfficerTerm]) -> Led:
    posts = ", ".join(term.seat.position.name for term in terms)
    return Led(terms[0].seat.position.chapter, posts, powers_of(terms))
