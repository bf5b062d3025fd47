"""Who in the registry is probably the same as one person: asked of the database, for a form, a claim, a
changed record."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.db.models import Q, QuerySet

from apps.duplicates.lib.descriptions import Description
from apps.duplicates.lib.evidence import LOOK, Grade, Verdict, Weighing
from apps.duplicates.lib.traits import Traits
from apps.duplicates.querysets.descriptions import describe
from apps.duplicates.querysets.rarity import kept
from apps.records.models import Contact, Degree, Person, PersonName
from apps.records.querysets.name_search import in_one_word, whose_name_has_any, whose_words_begin

MOST = 400  # people whom one condition may bring
_PIECES = 3  # of a name: two slips leave one of them whole


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody in the registry who is probably the same."""

    key: int
    verdict: Verdict

    @property
    def grade(self) -> Grade:
        return self.verdict.grade


def likenesses(description: Description, *, look: float = LOOK) -> list[Near]:
    """The likeliest first; never the person themself. `look`: the bits from which on somebody is named."""
    mine = Traits(description)
    weighing = Weighing(kept(), look=look)
    found = []
    for other in describe(_candidates(description) - {description.key}):
        if verdict := weighing.compare(mine, Traits(other)):
            found.append(Near(other.key, verdict))
    return sorted(found, key=lambda near: (-near.verdict.bits, near.key))


def beside(one: int, other: int) -> Verdict | None:
    """Two people of the registry; None where not much is alike."""
    both = [Traits(description) for description in describe([one, other])]
    return Weighing(kept()).compare(*both) if len(both) == 2 else None


def _candidates(description: Description) -> set[int]:
    ids: set[int] = set()
    for rows in _conditions(description):
        ids.update(rows[:MOST])
    return ids


def _conditions(description: Description) -> Iterator["QuerySet[Any, int]"]:
    numbers = [study.student_id for study in description.studies if study.student_id]
    if numbers:
        yield Degree.objects.filter(student_id__in=numbers).values_list("person_id", flat=True)
    if description.national_id_hash:
        yield Person.objects.filter(national_id_hash=description.national_id_hash).values_list("pk", flat=True)
    if description.contacts:
        yield Contact.objects.filter(value__in=description.contacts).values_list("person_id", flat=True)
    if len(description.birth) == 10:
        yield Person.objects.filter(birth_date=description.birth).values_list("pk", flat=True)
    for name in description.names:
        if name.first_th and name.last_th:
            same = Q(first_th=name.first_th, last_th=name.last_th) | Q(first_th=name.last_th, last_th=name.first_th)
            yield PersonName.objects.filter(same).values_list("person_id", flat=True)
            yield _written(in_one_word(name.first_th, name.last_th))
            yield _written(in_one_word(name.last_th, name.first_th))
        if name.first_en and name.last_en:
            yield whose_words_begin([name.first_en[:3], name.last_en[:3]])
            same = Q(last_en__iexact=name.last_en, first_en__istartswith=name.first_en[0])
            yield PersonName.objects.filter(same).values_list("person_id", flat=True)


def _written(whole: str) -> "QuerySet[Any, int]":
    """The whole Thai name stands in a search row as one word: any third of it, which one or two slips leave whole."""
    size = max(4, ceil(len(whole) / _PIECES))
    pieces = [piece for at in range(0, len(whole), size) if len(piece := whole[at : at + size]) >= 4]
    return whose_name_has_any([whole, *pieces])
