"""Who in the registry is probably the same as one person: asked of the database, for a form, a claim, a
changed record."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.db.models import Q, QuerySet

from apps.duplicates.lib.descriptions import Description
from apps.duplicates.lib.evidence import Grade, Verdict, Weighing
from apps.duplicates.lib.traits import Traits
from apps.duplicates.querysets.descriptions import describe
from apps.duplicates.querysets.rarity import kept
from apps.records.lib.search_text import GAP, glued
from apps.records.models import Contact, Degree, Person, PersonName, SearchRow

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


def likenesses(description: Description) -> list[Near]:
    """The likeliest first; never the person themself."""
    mine = Traits(description)
    weighing = Weighing(kept())
    found = []
    for other in describe(_candidates(description) - {description.key}):
        if verdict := weighing.compare(mine, Traits(other)):
            found.append(Near(other.key, verdict))
    return sorted(found, key=lambda near: (-near.verdict.bits, near.key))


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
            yield _written(glued(name.first_th) + glued(name.last_th))
            yield _written(glued(name.last_th) + glued(name.first_th))
        if name.first_en and name.last_en:
            yield _spelled(glued(name.first_en), glued(name.last_en))
            same = Q(last_en__iexact=name.last_en, first_en__istartswith=name.first_en[0])
            yield PersonName.objects.filter(same).values_list("person_id", flat=True)


def _written(whole: str) -> "QuerySet[Any, int]":
    """The whole Thai name stands in a search row as one word: any third of it, which one or two slips leave whole."""
    size = max(3, ceil(len(whole) / _PIECES))
    pieces = [piece for at in range(0, len(whole), size) if len(piece := whole[at : at + size]) >= 3]
    anywhere = Q(text__contains=GAP + whole)
    if size > 3:
        for piece in pieces:
            anywhere |= Q(text__contains=piece)
    return SearchRow.objects.filter(anywhere, tier="office").values_list("person_id", flat=True)


def _spelled(first: str, last: str) -> "QuerySet[Any, int]":
    """Latin names are words of their own: the surname, or how both begin."""
    both = Q(text__contains=GAP + first[:3]) & Q(text__contains=GAP + last[:3])
    return SearchRow.objects.filter(both, tier="office").values_list("person_id", flat=True)
