"""Half a year of figures, going gently the right way to those of today."""

from datetime import timedelta

from django.utils import timezone

from apps.quality.actions import snapshots
from apps.quality.models import Figure, Snapshot

WEEKS = 26
# What a week has changed, in parts of ten thousand of the living.
WEEKLY = {"reachable": -14, "lost": 14, "stale": 22}
SHRINKS = 40  # parts of a thousand by which worklists were longer a week before


def seed() -> None:
    today = snapshots.take()
    figures = list(Figure.objects.filter(snapshot=today))
    living = {each.campus_id: each.people for each in figures if each.key == "graduates"}
    for week in range(1, WEEKS + 1):
        moment = timezone.now() - timedelta(weeks=week)
        taken = Snapshot.objects.create(taken_on=timezone.localdate(moment), taken_at=moment)
        Figure.objects.bulk_create(
            Figure(snapshot=taken, key=each.key, campus_id=each.campus_id, people=_then(each, living, week))
            for each in figures
        )


def _then(figure: Figure, living: dict[int | None, int], week: int) -> int:
    """Deterministic, with a little wave, since no office works evenly."""
    wave = (week * week + len(figure.key)) % 5
    if figure.key in WEEKLY:
        change = living.get(figure.campus_id, 0) * WEEKLY[figure.key] * (week + wave / 4) / 10_000
        return max(0, round(figure.people + change))
    if figure.key in snapshots.BASE:
        return figure.people
    return figure.people + figure.people * SHRINKS * (week + wave) // 1000
