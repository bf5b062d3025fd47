"""What waits for the office about groups."""

from datetime import datetime

from apps.chapters.models import Decision, GroupLetter, Introduction, Matter, Post, PostReport
from apps.chapters.querysets.complaints import complaints_for_office


def to_be_moderated(now: datetime) -> int:
    """Posts, letters, introductions, reports, complaints and appeals."""
    appeals = Decision.objects.filter(appealed_at__isnull=False, answer=None).count()
    letters = GroupLetter.objects.filter(state=GroupLetter.State.WAITING).count()
    reports = PostReport.objects.filter(outcome="").count() + complaints_for_office(now).count()
    words = Introduction.objects.filter(outcome="").count()
    return Post.objects.waiting().count() + letters + words + reports + appeals


def asked_of_the_office() -> int:
    return Matter.objects.filter(direction=Matter.Direction.TO_OFFICE, answered_at=None).count()
