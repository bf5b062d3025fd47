"""What becomes of two groups that are made one, before anybody decides it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.chapters.models import (
    Album,
    Chapter,
    Document,
    Due,
    GroupLetter,
    GroupMerge,
    JoinLink,
    Matter,
    Membership,
    Nomination,
    OfficerTerm,
    Position,
    Post,
    Talk,
    YearlyReport,
)
from apps.core.models import Tracked
from apps.core.registries import group_parts

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_AS_THEY_ARE: tuple[Any, ...] = (Post, Document, GroupLetter, JoinLink, Matter, Talk)


@dataclass(frozen=True)
class MergePreview:
    """What moves, how many of each; what is in both, and what stays with the group that goes."""

    moves: "list[tuple[str | _StrPromise, int]]"
    in_both: int  # members of both
    become_members: int  # who waits in the one that stays, and is a member of the other
    dues_in_both: int
    reports_in_both: int
    albums_renamed: int
    terms: list[OfficerTerm]  # that run, or would begin
    history: int  # past memberships, which stay where they were


def moved_as_they_are(gone: Chapter) -> "Iterator[tuple[type[Tracked], QuerySet[Any]]]":
    """The rows that belong to the group and to nothing that there may be once."""
    for model in _AS_THEY_ARE:
        yield model, model.objects.filter(chapter=gone)


def clashing_dues(gone: Chapter, kept: Chapter) -> "QuerySet[Any, Any]":
    """Dues of somebody who paid the same year to both."""
    theirs = Due.objects.filter(chapter=kept, person=OuterRef("person"))
    same_year = theirs.filter(Q(year_be=OuterRef("year_be")))
    for_life = theirs.filter(year_be=None)
    both = Q(Exists(same_year)) | (Q(year_be=None) & Q(Exists(for_life)))
    return Due.objects.filter(both, chapter=gone).values("pk")


def movable_reports(gone: Chapter, kept: Chapter) -> "QuerySet[YearlyReport]":
    theirs = YearlyReport.objects.filter(chapter=kept).values("year_be")
    return YearlyReport.objects.filter(chapter=gone).exclude(year_be__in=theirs)


def waits_for(gone: Chapter, day: date) -> list[Position]:
    """Posts that somebody holds or is asked to take."""
    held = OfficerTerm.objects.filter(seat__position=OuterRef("pk")).not_over(day)
    offered = Nomination.objects.filter(seat__position=OuterRef("pk"), state=Nomination.State.OPEN)
    found = Position.objects.filter(Q(Exists(held)) | Q(Exists(offered)), chapter=gone)
    return list(found.order_by("order", "pk"))


def preview(gone: Chapter, kept: Chapter, day: date) -> MergePreview:
    """In a fixed number of queries, however large the groups are."""
    open_ones = Membership.objects.filter(chapter=gone, state__in=Membership.OPEN)
    theirs = Membership.objects.filter(chapter=kept, person=OuterRef("person"))
    members = open_ones.held()
    reports = YearlyReport.objects.filter(chapter=gone).count()
    moving = movable_reports(gone, kept).count()
    clashes = clashing_dues(gone, kept).count()
    return MergePreview(
        moves=[
            (Membership._meta.verbose_name_plural or "", open_ones.count()),
            *((model._meta.verbose_name_plural or "", found.count()) for model, found in moved_as_they_are(gone)),
            (Due._meta.verbose_name_plural or "", Due.objects.filter(chapter=gone).count() - clashes),
            (Album._meta.verbose_name_plural or "", Album.objects.filter(chapter=gone).count()),
            (YearlyReport._meta.verbose_name_plural or "", moving),
            *((part.label, part.count(gone.pk)) for part in group_parts.entries()),
        ],
        in_both=members.filter(Exists(theirs.filter(state="member"))).count(),
        become_members=members.filter(Exists(theirs.filter(state__in=Membership.WAITING))).count(),
        dues_in_both=clashes,
        reports_in_both=reports - moving,
        albums_renamed=Album.objects.filter(
            chapter=gone, title__in=Album.objects.filter(chapter=kept).values("title")
        ).count(),
        terms=list(OfficerTerm.objects.of(gone).not_over(day).in_order()),
        history=Membership.objects.filter(chapter=gone).exclude(state__in=Membership.OPEN).count(),
    )


def heir_of(slug: str) -> Chapter | None:
    """The group that people may know of in which the one of that address lives on."""
    seen: set[str] = set()
    heir = None
    while slug not in seen:
        seen.add(slug)
        merged = GroupMerge.objects.filter(undone_at=None, gone__slug=slug).select_related("kept").first()
        if merged is not None:
            heir, slug = merged.kept, merged.kept.slug
    return heir if heir is not None and heir.is_known else None
