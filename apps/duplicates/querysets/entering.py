"""Who in the registry may be the person whom somebody is about to enter, or who claims to be there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core.lib.names import split_full_name
from apps.core.lib.text import is_thai
from apps.duplicates.lib.descriptions import Called, Description, Studied
from apps.duplicates.querysets.near import likenesses
from apps.duplicates.reports.reasons import in_words
from apps.records.querysets.claims import Typed, fitting

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from apps.records.models import Claim, Person

SHOWN = 10
HINT = 10.0  # bits: a form that is being filled in may hint at more people than a scan flags
NOBODY = 0  # the key of somebody who is not in the registry


@dataclass
class Likeness:
    """A person already in the registry, and what speaks for its being the same one."""

    person: "Person"
    reasons: "list[_StrPromise]" = field(default_factory=list)


def likely_same(newcomer: Description, people: "QuerySet[Person]") -> list[Likeness]:
    """People among `people` who may be the newcomer, the likeliest first; at most ten."""
    near = likenesses(newcomer._replace(key=NOBODY), look=HINT)
    found = people.in_bulk([each.key for each in near])
    likely = [
        Likeness(found[each.key], [reason.words for reason in in_words(each.verdict.reasons) if not reason.is_against])
        for each in near
        if each.key in found
    ]
    told = _of_the_same_number(newcomer, people.exclude(pk__in=found))
    known = [*found, *(each.person.pk for each in told)]
    return [*told, *likely, *_at_the_same_address(newcomer, people.exclude(pk__in=known))][:SHOWN]


def _of_the_same_number(newcomer: Description, people: "QuerySet[Person]") -> list[Likeness]:
    """A number is one person's, whatever the names: either the number or the name is mistyped."""
    numbers = [study.student_id for study in newcomer.studies if study.student_id]
    holders = people.filter(degrees__student_id__in=numbers).distinct()[:SHOWN] if numbers else []
    return [Likeness(person, [_("same student id")]) for person in holders]


def _at_the_same_address(newcomer: Description, people: "QuerySet[Person]") -> list[Likeness]:
    """Only a hint: families share addresses and telephones."""
    if not newcomer.contacts:
        return []
    shared = people.filter(contacts__value__in=newcomer.contacts).distinct()[:SHOWN]
    return [Likeness(person, [_("same e-mail or telephone")]) for person in shared]


def candidates(claim: "Claim", people: "QuerySet[Person]") -> list[Likeness]:
    """People among `people` whom the claim may be about: whom it fits first, then the likeliest."""
    words = Typed(claim.name, claim.year_be, claim.student_id, claim.birth_date)
    fits = people.filter(pk__in=[person.pk for person in fitting(words)])
    found = {person.pk: Likeness(person, [_("everything that was typed")]) for person in fits}
    for each in likely_same(_claimant(claim), people):
        likeness = found.setdefault(each.person.pk, Likeness(each.person))
        likeness.reasons += [reason for reason in each.reasons if reason not in likeness.reasons]
    return list(found.values())[:SHOWN]


def _claimant(claim: "Claim") -> Description:
    names = [*_called([claim.name]), *_called([claim.former_name], is_former=True)]
    return Description(
        key=NOBODY,
        names=tuple(names),
        birth=str(claim.birth_date or ""),
        studies=(Studied(graduated=claim.year_be, student_id=claim.student_id),)
        if claim.year_be or claim.student_id
        else (),
        contacts=tuple(filter(None, (claim.email.lower(), claim.phone))),
    )


def _called(written: Iterable[str], *, is_former: bool = False) -> list[Called]:
    names = [split_full_name(each) for each in written if each]
    return [
        Called(first_th=each.first, last_th=each.last, is_former=is_former)
        if is_thai(each.first + each.last)
        else Called(first_en=each.first, last_en=each.last, is_former=is_former)
        for each in names
    ]
