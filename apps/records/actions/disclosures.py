"""Writing down to whom personal data was shown or handed: what lets a person see it, and the office trace a theft."""

from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.models import Job
from apps.records.models import Disclosure, Person

CHUNK = 2000  # rows a transaction: SQLite has one writer


def note(person: Person, *, to: User, kind: Disclosure.Kind, what: str = "", reason: str = "") -> Disclosure:
    """One person's data was shown to an account now."""
    return Disclosure.objects.create(person=person, to=to, kind=kind, what=what, reason=reason)


def note_once_a_day(person: Person, *, to: User, kind: Disclosure.Kind) -> None:
    """A page that somebody may open twenty times a day is one entry a day. Whoever opens their own is not noted."""
    if person.account_id == to.pk:
        return
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    if not Disclosure.objects.filter(person=person, to=to, kind=kind, at__gte=midnight).exists():
        note(person, to=to, kind=kind)


def note_many(person_ids: Sequence[int], *, to: User, kind: Disclosure.Kind, what: str = "", reason: str = "") -> None:
    """Many people's data was handed to an account now, in one file that no job made."""
    now = timezone.now()
    Disclosure.objects.bulk_create(
        [Disclosure(person_id=key, to=to, kind=kind, what=what, reason=reason[:300], at=now) for key in person_ids],
        batch_size=500,
    )


def note_all(person_ids: Collection[int], *, job: Job, kind: Disclosure.Kind, reason: str) -> int:
    """The people of a file, before it is handed over; a job that begins again after a crash notes nobody twice. Set by
    set: a file may hold everybody."""
    what = job_mark(job)
    noted: set[int] = set()
    if job.attempts > 1:
        noted.update(Disclosure.objects.filter(to=job.by, kind=kind, what=what).values_list("person_id", flat=True))
    left = [person_id for person_id in person_ids if person_id not in noted]
    for chunk in _chunks(left):
        _write(chunk, job=job, kind=kind, what=what, reason=reason[:300])
    return len(left)


def job_mark(job: Job) -> str:
    """How a disclosure names the job that made the file."""
    return f"{job.kind} #{job.pk}"


@transaction.atomic
def _write(person_ids: Iterable[int], *, job: Job, kind: str, what: str, reason: str) -> None:
    now = timezone.now()
    Disclosure.objects.bulk_create(
        Disclosure(person_id=key, to_id=job.by_id, kind=kind, what=what, reason=reason, at=now) for key in person_ids
    )


def _chunks(person_ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (person_ids[start : start + CHUNK] for start in range(0, len(person_ids), CHUNK))
