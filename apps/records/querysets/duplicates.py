"""Who in the registry may be the person that somebody is about to enter. A blank is never a match, and an address
shared in a family is a hint, not a proof."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.records.lib.search_text import GAP, glued

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from apps.core.lib.dates import PartialDate
    from apps.records.models import Person

SHOWN = 10


@dataclass(frozen=True)
class Newcomer:
    """What is known of a person before they are entered."""

    first_th: str = ""
    last_th: str = ""
    first_en: str = ""
    last_en: str = ""
    birth_date: "PartialDate | None" = None
    student_id: str = ""
    national_id_hash: str = ""
    contacts: tuple[str, ...] = ()


@dataclass
class Likeness:
    """A person already in the registry, and what speaks for its being the same one."""

    person: "Person"
    reasons: list["_StrPromise"] = field(default_factory=list)


def likely_same(newcomer: Newcomer, people: "QuerySet[Person]") -> list[Likeness]:
    """People among `people` who may be the newcomer, those with the most reasons first; at most ten."""
    found: dict[int, Likeness] = {}
    for reason, condition in _conditions(newcomer):
        for person in people.filter(condition).distinct()[:SHOWN]:
            likeness = found.setdefault(person.pk, Likeness(person))
            if reason not in likeness.reasons:
                likeness.reasons.append(reason)
    return sorted(found.values(), key=lambda likeness: -len(likeness.reasons))[:SHOWN]


def _conditions(newcomer: Newcomer) -> Iterator[tuple["_StrPromise", Q]]:
    if newcomer.student_id:
        yield _("same student id"), Q(degrees__student_id=newcomer.student_id)
    if newcomer.national_id_hash:
        yield _("same national id"), Q(national_id_hash=newcomer.national_id_hash)
    if newcomer.first_th and newcomer.last_th:
        same = Q(names__first_th=newcomer.first_th, names__last_th=newcomer.last_th)
        yield _("same name in Thai"), same
        yield _("same name in Thai"), _sounds_like(newcomer)
    if newcomer.first_en and newcomer.last_en:
        same = Q(names__first_en__iexact=newcomer.first_en, names__last_en__iexact=newcomer.last_en)
        yield _("same name in Latin letters"), same
    if newcomer.birth_date and newcomer.first_th:
        born = Q(birth_date=newcomer.birth_date, names__first_th=newcomer.first_th)
        yield _("same first name and date of birth"), born
    if newcomer.contacts:
        yield _("same e-mail or telephone"), Q(contacts__value__in=newcomer.contacts)


def _sounds_like(newcomer: Newcomer) -> Q:
    """The same Thai name but for tone marks, spaces and the like: the whole name is one word of the office's row."""
    word = GAP + glued(newcomer.first_th) + glued(newcomer.last_th)
    rows = Q(search_rows__text__contains=word + GAP) | Q(search_rows__text__endswith=word)
    return Q(rows, search_rows__tier="office")
