"""Looking for records that may be of one person: the whole registry, every night and when somebody asks; one person,
when their names or dates have changed. What is found becomes a `Pair`; what the office has decided is left alone. A
scan that dies leaves pairs that are right, and the next one writes the rest."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.accounts.models import User
from apps.core.actions import jobs
from apps.core.lib.garbage import seldom_collected
from apps.core.models import Job
from apps.duplicates.lib.evidence import Verdict, Weighing
from apps.duplicates.lib.halves import Beat, alone, both, cores
from apps.duplicates.lib.pairing import TASKS, pairs_of
from apps.duplicates.lib.traits import Traits
from apps.duplicates.lib.words import Rarity
from apps.duplicates.models import Pair
from apps.duplicates.querysets import rarity as kept_rarity
from apps.duplicates.querysets.descriptions import describe
from apps.duplicates.querysets.near import likenesses
from apps.records.models import Person

KIND = "duplicates.scan"
BATCH = 500
BEAT = 20_000  # pairs between two signs of life
FEW, MANY = 10_000, 400_000  # people from which and up to which a second process pays: it takes as much memory again
Key = tuple[int, int]
Step = Callable[[int], None]
Item = TypeVar("Item")


@dataclass(frozen=True)
class Found:
    """What a scan found: pairs in all, and those that nobody had seen before."""

    pairs: int
    new: int


def start(*, by: User) -> Job:
    """Puts a scan on the list of jobs."""
    return jobs.start(kind=KIND, title=_("Search for duplicates"), by=by)


def run(job: Job, progress: jobs.Progress) -> jobs.Result:
    """The scan as a job."""
    progress.total(len(TASKS) + 2)
    found = scan(progress.step)
    return jobs.Result(
        message=ngettext(
            "%(pairs)s pair of records may be one person; %(new)s new.",
            "%(pairs)s pairs of records may be one person; %(new)s new.",
            found.pairs,
        )
        % {"pairs": found.pairs, "new": found.new}
    )


def scan(step: Step = lambda done: None) -> Found:
    """Everybody beside everybody."""
    verdicts = _verdicts(step)
    new = _write(verdicts, Pair.objects.all())
    step(1)
    return Found(len(verdicts), new)


def look_again(person_ids: Collection[int]) -> None:
    """These people beside the registry, after they were entered or changed."""
    for description in list(describe(person_ids)):
        verdicts = {_key(description.key, each.key): each.verdict for each in likenesses(description)}
        _write(verdicts, Pair.objects.of(description.key))


def look_again_soon(person_id: int) -> None:
    """The same, by a worker, once the caller's transaction is committed."""
    from apps.duplicates.tasks import look_again as task  # noqa: PLC0415 - the task calls this module

    transaction.on_commit(lambda: task.delay(person_id), robust=True)


def forget(person_ids: Collection[int]) -> None:
    """These people leave the registry as if they had never been in it."""
    Pair.objects.filter(Q(person_a__in=person_ids) | Q(person_b__in=person_ids)).delete()


def _verdicts(step: Step) -> dict[Key, Verdict]:
    with seldom_collected():
        people, weighing = _everybody(step)
        step(1)
        return _compared(people, weighing, step)


def _everybody(step: Step) -> tuple[list[Traits], Weighing]:
    people, rarity, shared = [], Rarity(kept_rarity.known_first_names()), Counter[str]()
    for description in describe():
        traits = Traits(description)
        people.append(traits)
        rarity.count(traits.names)
        shared.update(traits.contacts)
        if len(people) % BEAT == 0:
            step(0)
    kept_rarity.keep(rarity)
    return people, Weighing(rarity, shared=shared)


def _compared(people: list[Traits], weighing: Weighing, step: Step) -> dict[Key, Verdict]:
    """By two processes where that is quicker and there is memory for it."""

    def work(task: int, beat: Beat) -> dict[Key, Verdict]:
        found: dict[Key, Verdict] = {}
        for number, (one, other) in enumerate(pairs_of(TASKS[task], people)):
            if number % BEAT == 0:
                beat()
            key = _key(one.key, other.key)
            if key not in found and (verdict := weighing.compare(one, other)):
                found[key] = verdict
        return found

    found: dict[Key, Verdict] = {}
    run = both if FEW <= len(people) <= MANY and cores() > 1 else alone
    for some in run(len(TASKS), work, lambda: step(0)):
        found |= some
        step(1)
    return found


def _key(one: int, other: int) -> Key:
    return (one, other) if one < other else (other, one)


def _write(verdicts: dict[Key, Verdict], known: Iterable[Pair]) -> int:
    """New pairs, changed evidence, and pairs that are no longer alike; how many are new. What is decided stays."""
    seen: set[Key] = set()
    changed = []
    for pair in known:
        key = (pair.person_a_id, pair.person_b_id)
        seen.add(key)
        if pair.state != Pair.State.NOT_SAME and _follow(pair, verdicts.get(key)):
            changed.append(pair)
    fields = ("grade", "score", "reasons", "state", "version", "updated_at")
    for some in _batches(changed):
        undecided = Pair.objects.exclude(state=Pair.State.NOT_SAME)  # somebody may have decided in between
        with transaction.atomic():
            still = set(undecided.select_for_update().filter(pk__in=[p.pk for p in some]).values_list("pk", flat=True))
            Pair.objects.bulk_update([pair for pair in some if pair.pk in still], fields)
    new = [key for key in verdicts if key not in seen]
    for keys in _batches(new):
        _create({key: verdicts[key] for key in keys})
    return len(new)


def _follow(pair: Pair, verdict: Verdict | None) -> bool:
    """Brings the pair up to date; False where it was."""
    before = (pair.grade, pair.score, pair.reasons, pair.state)
    if verdict is None:
        pair.state = Pair.State.GONE
    else:
        pair.grade, pair.score, pair.reasons = verdict.grade.value, verdict.score, list(verdict.reasons)
        pair.state = Pair.State.OPEN
    if before == (pair.grade, pair.score, pair.reasons, pair.state):
        return False
    pair.version, pair.updated_at = pair.version + 1, timezone.now()
    return True


@transaction.atomic
def _create(verdicts: dict[Key, Verdict]) -> None:
    """People who have gone since they were read are left out; the others are kept from going meanwhile."""
    wanted = {person for key in verdicts for person in key}
    here = set(Person.objects.filter(pk__in=wanted).select_for_update(no_key=True).values_list("pk", flat=True))
    Pair.objects.bulk_create(
        (
            Pair(person_a_id=a, person_b_id=b, grade=each.grade.value, score=each.score, reasons=list(each.reasons))
            for (a, b), each in verdicts.items()
            if a in here and b in here
        ),
        ignore_conflicts=True,
    )


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while some := list(islice(rest, BATCH)):
        yield some
