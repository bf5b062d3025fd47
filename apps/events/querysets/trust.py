"""How far the office knows whoever writes in a group's name: their posts and their events count together."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from apps.accounts.models import User
from apps.chapters.models import Decision
from apps.chapters.querysets.posts import Trust
from apps.chapters.rules import TRUSTED_AFTER

if TYPE_CHECKING:
    from apps.chapters.models import Chapter


def trust_of(author: User, chapter: "Chapter") -> Trust:
    """Asked anew for each event. What was refused or taken down in any group, post or event, counts against its
    author; what was published in this group since then speaks for them."""
    from apps.events.models import Submission  # noqa: PLC0415 - the models import this package

    posts = Decision.objects.filter(post__author__account=author)
    sent = Submission.objects.filter(by=author)
    last = max(
        (each for each in (_last_post_against(posts), _last_event_against(sent)) if each is not None), default=None
    )
    since = Q(at__gt=last) if last else Q()
    decided = Q(decided_at__gt=last) if last else Q()
    approved_posts = posts.filter(since, post__chapter=chapter, outcome=Decision.Outcome.APPROVED)
    approved_events = sent.filter(decided, event__chapter=chapter, outcome=Submission.Outcome.APPROVED)
    number = approved_posts.values("post").distinct().count() + approved_events.values("event").distinct().count()
    return Trust(number, TRUSTED_AFTER)


def _last_post_against(posts: "object") -> datetime | None:
    found = posts.filter(outcome__in=Decision.AGAINST).exclude(answer__outcome=Decision.Outcome.RESTORED)  # type: ignore[attr-defined]
    row = found.order_by("-at", "-pk").first()
    return row.at if row else None


def _last_event_against(sent: "object") -> datetime | None:
    from apps.events.models import Submission  # noqa: PLC0415

    found = sent.filter(outcome__in=Submission.AGAINST).exclude(answer=Submission.Answer.RESTORED)  # type: ignore[attr-defined]
    row = found.order_by("-decided_at", "-pk").first()
    return row.decided_at if row else None
