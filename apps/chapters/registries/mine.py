"""What the groups add to somebody's own page."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest
from django.utils import timezone

from apps.chapters.models import Chapter, JoinLink, Membership, OfficerTerm
from apps.chapters.rules import Power, powers_of
from apps.core.registries import Panel
from apps.records import policy

CAME_BY = "chapters.came_by"  # key of the session: the code of a link for joining


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


def link_panel(request: HttpRequest) -> Panel | None:
    """The link by which somebody came who had no record of their own then: it is easily lost on the way to one."""
    code = request.session.get(CAME_BY)
    if code is None or not policy.is_alumnus(request.user):
        return None
    link = JoinLink.objects.filter(code=code).select_related("chapter").first()
    if link is None or not link.is_good or not link.chapter.is_open or _is_member(request, link.chapter):
        del request.session[CAME_BY]
        return None
    return Panel("chapters/_link_panel.html", link)


def _is_member(request: HttpRequest, chapter: Chapter) -> bool:
    return Membership.objects.held().filter(person__account=request.user.pk, chapter=chapter).exists()


def _chapter_of(term: OfficerTerm) -> int:
    return term.seat.position.chapter_id


def _led(terms: list[OfficerTerm]) -> Led:
    posts = ", ".join(term.seat.position.name for term in terms)
    return Led(terms[0].seat.position.chapter, posts, powers_of(terms))
