"""The door of a group's pages: which group, and what the reader is in it today. Each request asks anew, so that a
leader whose term is over finds the desk closed at the next one."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from apps.accounts.rules import SignedInRequest
from apps.chapters import rules
from apps.chapters.models import Chapter, OfficerTerm
from apps.chapters.rules import Power, Standing
from apps.directory.actions import reading
from apps.records import policy
from apps.records.models import Person

View = Callable[..., HttpResponseBase]

_OF_MACHINES = re.compile(r"[a-z0-9_-]*|\s*")


def own_record(request: SignedInRequest) -> Person:
    """The record of the account: the policy of these pages lets nobody in who has none."""
    viewer = policy.person_of(request.user)
    assert viewer is not None  # noqa: S101 - the policy says so
    return viewer


def chapter_of(slug: str) -> Chapter:
    """A group that people may know of, with its ground."""
    chapter: Chapter = get_object_or_404(Chapter.objects.public().with_ground(), slug=slug)
    return chapter


def reader(request: HttpRequest, chapter: Chapter) -> tuple[Standing, bool]:
    """What whoever reads a public page of the group is in it, and whether they are alumni."""
    is_alumnus = policy.is_alumnus(request.user)
    viewer = policy.person_of(request.user) if is_alumnus else None
    return rules.standing_of(viewer, chapter), is_alumnus


def led(power: Power | None = None) -> Callable[[View], View]:
    """Admits a leader of this very group whose posts of today permit it (None: whoever holds a post). The view gets
    the group and the standing after the request."""

    def closed_unless(view: View) -> View:
        @wraps(view)
        def admitted(request: SignedInRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            chapter = chapter_of(slug)
            standing = rules.standing_of(own_record(request), chapter)
            may = standing.may(power) if power else standing.is_leader and chapter.is_open
            if not may:
                return _refuse(request, chapter, standing)
            return view(request, chapter, standing, *args, **kwargs)

        return admitted

    return closed_unless


def for_members(view: View) -> View:
    """Admits members of this very group, unless the office has closed the directory for them or they have read very
    much: the roll is a list of people like any other. The view gets the group and the standing after the request."""

    @wraps(view)
    def admitted(request: SignedInRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        chapter, viewer = chapter_of(slug), own_record(request)
        standing = rules.standing_of(viewer, chapter)
        if not standing.is_member:
            return render(request, "chapters/members_only.html", {"chapter": chapter}, status=403)
        reading.come_in(viewer)
        reading.turn_page(request.user)
        return view(request, chapter, standing, *args, **kwargs)

    return admitted


def blockers_of(standing: Standing) -> frozenset[int]:
    """Who has blocked the reader, as the directory's door found it."""
    found: frozenset[int] = standing.holder.blocked_by  # type: ignore[attr-defined] # set at the door
    return found


def _refuse(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """Says why: no leader here, one whose post does not permit it, one whose term is over."""
    last = None
    if not standing.is_leader:
        past = OfficerTerm.objects.of(chapter).filter(person=standing.person, until__lt=timezone.localdate())
        last = past.in_order().order_by("-until").first()
    context = {"chapter": chapter, "standing": standing, "last_term": last, "typed": _typed(request)}
    return render(request, "chapters/leaders_only.html", context, status=403)


def _typed(request: SignedInRequest) -> list[str]:
    """What somebody wrote on a page that stood open when their post ended: whatever in it is no number, choice, key or
    token."""
    sent = ((name, value) for name, values in request.POST.lists() for value in values)
    return [value for name, value in sent if name != "csrfmiddlewaretoken" and not _OF_MACHINES.fullmatch(value)]
