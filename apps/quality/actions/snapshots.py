"""Counts how good the records are and keeps the figures of the day."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.actions import jobs
from apps.core.actions.jobs import Progress, Result
from apps.core.models import Job
from apps.core.registries import findings
from apps.quality.models import Figure, Snapshot
from apps.records.models import Campus, Degree
from apps.records.reports import key_figures

KIND = "quality.take_snapshot"
REACH = "reach"  # the group of findings that contradict nothing
CONTRADICTORY = "contradictory"
BASE = ("graduates", "reachable", "lost", "deceased")
Counted = tuple[str, int | None, int]  # what, at which campus, people
KEEP_EVERY_DAY = timedelta(days=400)  # older ones stay of the first day of a month only
Step = Callable[[], None]


def take(*, step: Step = lambda: None) -> Snapshot:
    """The figures of today. Taken again on the same day, the later ones count."""
    figures = list(_count(step))
    return _keep(timezone.localdate(), figures)


def start(*, by: User) -> Job:
    """Takes a snapshot in the background; one that somebody has asked for and that is not over is joined."""
    running = Job.objects.filter(kind=KIND, state__in=[Job.State.QUEUED, Job.State.RUNNING], by=by).first()
    return running or jobs.start(kind=KIND, title=_("Data quality: counting anew"), by=by)


def run(job: Job, progress: Progress) -> Result:
    """A snapshot as a job."""
    progress.total(len(list(findings)) + 2)
    take(step=progress.step)
    return Result(message=_("The figures are those of now."))


def _count(step: Step) -> Iterator[Counted]:
    """Each finding is looked for once; who of them studied where is reckoned from the keys."""
    at_campus = _by_campus()
    for campus in (None, *at_campus):
        figures = key_figures(None if campus is None else (campus,))
        yield from ((key, campus, getattr(figures, key)) for key in BASE)
    step()
    contradictory: set[int] = set()
    for key, finding in findings:
        people = {person_id for (person_id,) in finding.people().iterator()}
        yield from _everywhere(key, people, at_campus)
        if finding.group != REACH:
            contradictory |= people
        step()
    yield from _everywhere(CONTRADICTORY, contradictory, at_campus)
    step()


def _by_campus() -> dict[int, set[int]]:
    """Who studied at each campus."""
    found: dict[int, set[int]] = {campus: set() for campus in Campus.objects.values_list("pk", flat=True)}
    studied = Degree.objects.filter(campus__isnull=False).order_by().values_list("campus_id", "person_id")
    for campus, person_id in studied.iterator(chunk_size=10_000):
        found[campus].add(person_id)
    return found


def _everywhere(key: str, people: set[int], at_campus: Mapping[int, set[int]]) -> Iterator[Counted]:
    """How many people that is, and how many of them studied at each campus."""
    yield key, None, len(people)
    yield from ((key, campus, len(people & here)) for campus, here in at_campus.items())


@transaction.atomic
def _keep(day: date, figures: list[Counted]) -> Snapshot:
    snapshot, _is_new = Snapshot.objects.select_for_update().update_or_create(
        taken_on=day, defaults={"taken_at": timezone.now()}
    )
    snapshot.figures.all().delete()
    Figure.objects.bulk_create(
        Figure(snapshot=snapshot, key=key, campus_id=campus, people=people) for key, campus, people in figures
    )
    Snapshot.objects.filter(taken_on__lt=day - KEEP_EVERY_DAY).exclude(taken_on__day=1).delete()
    return snapshot
