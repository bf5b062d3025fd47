"""Precision and recall of a scan over a labelled set."""

from collections import Counter
from dataclasses import dataclass

from apps.duplicates.lib.evidence import Grade, Weighing
from apps.duplicates.lib.pairing import pairs
from apps.duplicates.lib.traits import Traits
from apps.duplicates.lib.words import Rarity
from apps.duplicates.querysets.rarity import known_first_names


@dataclass
class Figures:
    """Of one threshold: what it flags, and how much of that is right; `missed` and `wrong` by mechanism."""

    grade: str
    precision: float
    recall: float
    missed: Counter
    wrong: Counter


def verdicts_of(labelled):
    people = [Traits(each) for each in labelled.people]
    rarity, shared = Rarity(known_first_names()), Counter()
    for traits in people:
        rarity.count(traits.names)
        shared.update(traits.contacts)
    weighing, found = Weighing(rarity, shared=shared), {}
    for one, other in pairs(people):
        key = min(one.key, other.key), max(one.key, other.key)
        if key not in found and (verdict := weighing.compare(one, other)):
            found[key] = verdict
    return found


def measure(labelled, verdicts=None):
    """One row for pairs that are worth a look (all that a scan flags), one for those that are certain."""
    verdicts = verdicts_of(labelled) if verdicts is None else verdicts
    return [
        _figures("look", labelled, set(verdicts)),
        _figures("certain", labelled, {key for key, each in verdicts.items() if each.grade == Grade.CERTAIN}),
    ]


def _figures(grade, labelled, flagged):
    same = {(min(key), max(key)): kind for key, kind in labelled.same.items()}
    alike = {(min(key), max(key)): kind for key, kind in labelled.lookalikes.items()}
    right = flagged & same.keys()
    missed = Counter(kind for key, kind in same.items() if key not in flagged)
    wrong = Counter(alike.get(key, "strangers") for key in flagged - same.keys())
    return Figures(grade, len(right) / max(1, len(flagged)), len(right) / len(same), missed, wrong)


def table(figures):
    lines = [f"{'threshold':12}{'precision':>10}{'recall':>10}"]
    lines += [f"{each.grade:12}{each.precision:10.4f}{each.recall:10.4f}" for each in figures]
    look = figures[0]
    return "\n".join([*lines, f"missed: {dict(look.missed)}", f"wrong: {dict(look.wrong)}"])
