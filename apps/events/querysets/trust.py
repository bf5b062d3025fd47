"""How far the office knows whoever writes in a group's name: their posts and their events count together."""

from django.db.models import Max

from apps.accounts.models import User
from apps.chapters.models import Chapter
from apps.chapters.querysets import posts
from apps.chapters.querysets.posts import Trust
from apps.chapters.rules import TRUSTED_AFTER
from apps.core.registries import Judged
from apps.events.models import Announcement, Submission
from apps.records import policy

Outcome = Submission.Outcome


def trust_of(author: User, chapter: Chapter) -> Trust:
    """Asked anew for each event; nobody is trusted who has no record."""
    person = policy.person_of(author)
    return posts.trust_of(person, chapter) if person is not None else Trust(0, TRUSTED_AFTER)


def judged_events(person_id: int, chapter_id: int) -> Judged:
    """Events of the group that the office let out, and when it last was against one of this leader's, or against a
    message to those who come."""
    sent = Submission.objects.filter(by__person=person_id)
    against = sent.filter(outcome__in=Submission.AGAINST).exclude(answer=Submission.Answer.RESTORED)
    approved = sent.filter(event__chapter=chapter_id, outcome=Outcome.APPROVED).order_by()
    moments = approved.values("event").annotate(last=Max("decided_at")).values_list("last", flat=True)
    refused = Announcement.objects.filter(by__person=person_id, state=Announcement.State.REFUSED)
    lasts = [rows.aggregate(last=Max("decided_at"))["last"] for rows in (against, refused)]
    return Judged(tuple(moments), max((last for last in lasts if last), default=None))
