"""What groups write, as those may read it who look."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from apps.core.registries import Judged, judged_things

if TYPE_CHECKING:
    from apps.chapters.models import Chapter, Hold, Post
    from apps.chapters.rules import Standing
    from apps.records.models import Person


class PostQuerySet(models.QuerySet["Post"]):
    """Posts of groups."""

    def published(self) -> Self:
        """What is pinned, then the newest first."""
        pinned = models.F("pinned_at").desc(nulls_last=True)
        return self.filter(state="published").order_by(pinned, "-published_at", "-pk")

    def waiting(self) -> Self:
        """Those that the office must look at, the oldest first."""
        return self.filter(state="waiting").order_by("declared_at", "pk")

    def open_to(self, standing: "Standing", *, is_alumnus: bool) -> Self:
        """Those of a group that this reader may read."""
        audiences = ["everyone"]
        if is_alumnus:
            audiences.append("alumni")
        if standing.is_member:
            audiences.append("members")
        return self.filter(audience__in=audiences)


@dataclass(frozen=True)
class Trust:
    """How far the office knows a leader's posts and events: so many were published since the last one that was not,
    and so many are needed until the next goes out by itself."""

    approved: int
    needed: int

    @property
    def is_trusted(self) -> bool:
        return self.approved >= self.needed

    @property
    def left(self) -> int:
        return max(0, self.needed - self.approved)


def trust_of(author: "Person", chapter: "Chapter") -> Trust:
    """Asked anew for each post and event. Both count alike. What was rejected or taken down in any group counts
    against its author, and so does a letter or an introduction that the office did not let go."""
    from apps.chapters.rules import TRUSTED_AFTER  # noqa: PLC0415 - the models import this module

    judged = [_posts(author, chapter), *(ask(author.pk, chapter.pk) for ask in judged_things.entries())]
    last = max((each for each in (_words_against(author), *(one.against for one in judged)) if each), default=None)
    approved = [moment for one in judged for moment in one.approved if last is None or moment > last]
    return Trust(len(approved), TRUSTED_AFTER)


def was_refused(post: "Post") -> bool:
    """Did the office decide against it last? Then it waits for the office again, whoever sends it."""
    from apps.chapters.models import Decision  # noqa: PLC0415 - the models import this module

    last = post.decisions.order_by("-at", "-pk").first()
    return last is not None and last.outcome in {*Decision.AGAINST, Decision.Outcome.KEPT}


def _posts(author: "Person", chapter: "Chapter") -> Judged:
    from apps.chapters.models import Decision  # noqa: PLC0415

    mine: models.QuerySet[Decision, Any] = Decision.objects.filter(post__author=author)
    against = mine.filter(outcome__in=Decision.AGAINST).exclude(answer__outcome=Decision.Outcome.RESTORED)
    approved = mine.filter(post__chapter=chapter, outcome=Decision.Outcome.APPROVED).order_by()
    moments = approved.values("post").annotate(last=models.Max("at")).values_list("last", flat=True)
    return Judged(tuple(moments), against.aggregate(last=models.Max("at"))["last"])


def _words_against(author: "Person") -> "datetime | None":
    """When the office last did not let a letter or an introduction go, or took a photograph or document of theirs
    down."""
    from apps.chapters.models import Complaint, GroupLetter, Introduction  # noqa: PLC0415
    from apps.mailings.querysets.refused import last_refused  # noqa: PLC0415

    theirs = models.Q(photo__added_by__person=author) | models.Q(document__versions__added_by__person=author)
    removed = Complaint.objects.filter(theirs, outcome="removed").exclude(why="shown")
    moments = (
        removed.aggregate(last=models.Max("decided_at"))["last"],
        GroupLetter.objects.filter(author=author, state="rejected").aggregate(last=models.Max("decided_at"))["last"],
        Introduction.objects.filter(by=author, outcome="rejected").aggregate(last=models.Max("decided_at"))["last"],
        last_refused(author.pk),
    )
    return max((each for each in moments if each is not None), default=None)


def hold_on(day: date) -> "Hold | None":
    """The hold that lasts longest of those on this day."""
    from apps.chapters.models import Hold  # noqa: PLC0415 - the models import this module

    return Hold.objects.filter(since__lte=day, until__gte=day).order_by("-until").first()
