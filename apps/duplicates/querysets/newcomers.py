"""Who in the registry is probably the same as people who are about to be entered: thousands of them at once.

for likeness in probably_same(newcomers):
    likeness.newcomer      the key of the description that was given
    likeness.person_id     somebody in the registry
    likeness.grade         Grade.CERTAIN: hold the row; Grade.LOOK: worth a person's look
    likeness.score         0 to 99
    likeness.reasons       codes; `reports.reasons.in_words` says them in the reader's language
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from apps.duplicates.lib.descriptions import Description
from apps.duplicates.lib.evidence import Grade, Verdict, Weighing
from apps.duplicates.lib.meeting import Crowd
from apps.duplicates.lib.traits import Traits
from apps.duplicates.lib.words import Rarity
from apps.duplicates.querysets.descriptions import describe
from apps.duplicates.querysets.rarity import known_first_names
from apps.records.models import Person

AT_ONCE = 20_000  # newcomers whose keys are in memory while the registry streams past


@dataclass(frozen=True, slots=True)
class Likeness:
    """A newcomer and somebody in the registry who is probably the same."""

    newcomer: int
    person_id: int
    verdict: Verdict

    @property
    def grade(self) -> Grade:
        return self.verdict.grade

    @property
    def score(self) -> int:
        return self.verdict.score

    @property
    def reasons(self) -> tuple[str, ...]:
        return self.verdict.reasons


def probably_same(newcomers: Iterable[Description]) -> Iterator[Likeness]:
    """The probable doubles of each newcomer, who come in any number. The registry is read once for every twenty
    thousand newcomers, and not at all while it is empty."""
    rest = iter(newcomers)
    while Person.objects.exists() and (some := list(islice(rest, AT_ONCE))):
        yield from _probably_same([Traits(each) for each in some])


def _probably_same(newcomers: list[Traits]) -> Iterator[Likeness]:
    rarity, shared = Rarity(known_first_names()), Counter[str]()
    crowd = Crowd(newcomers)
    met: list[tuple[Traits, Traits]] = []
    for description in describe():
        traits = Traits(description)
        rarity.count(traits.names)
        shared.update(traits.contacts)
        met += ((each, traits) for each in crowd.like(traits))
    weighing = Weighing(rarity, shared=shared)
    for newcomer, person in met:
        if verdict := weighing.compare(newcomer, person):
            yield Likeness(newcomer.key, person.key, verdict)
