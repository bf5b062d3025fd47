"""What became of the words that groups have sent for their pages."""

from apps.chapters.models import Chapter, Introduction


def refused_last(chapter: Chapter) -> Introduction | None:
    """The words that the office refused or took off the page, if it has published none of the group since: the next
    ones wait for it, whoever sends them."""
    decided = Introduction.objects.filter(chapter=chapter, decided_at__isnull=False)
    last = decided.exclude(outcome=Introduction.Outcome.WITHDRAWN).order_by("-decided_at", "-pk").first()
    return last if last is not None and last.outcome == Introduction.Outcome.REJECTED else None
