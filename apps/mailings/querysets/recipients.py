"""Whom a worker writes to next, with all that their letters say of them: read for some at once."""

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import Max, Min, Q, QuerySet
from django.db.models.functions import Now

from apps.mailings.models import Mailing, Message
from apps.mailings.querysets.facts import facts_of

AT_ONCE = 200


@dataclass(frozen=True)
class Recipient:
    """One row of a mailing's ledger, as its worker sees it. `message_id`: of an earlier attempt."""

    pk: int
    person_id: int
    to: str
    domain: str
    language: str
    message_id: str
    facts: Mapping[str, str]


@dataclass(frozen=True)
class Stretch:
    """The part of the ledger in which a mailing's messages lie. To look for its ends takes the longer the more of them
    are sent: it is done once a batch."""

    low: int
    high: int


def stretch(mailing: Mailing) -> Stretch:
    ends = Message.objects.filter(mailing=mailing).aggregate(low=Min("pk"), high=Max("pk"))
    return Stretch(ends["low"] or 0, ends["high"] or 0)


def waiting(
    mailing: Mailing, slots: Mapping[str, Collection[str]], *, without: Q, within: Stretch | None = None
) -> list[Recipient]:
    """Some that may go now. Each worker begins somewhere else, so that two of them seldom want the same one."""
    within = within or stretch(mailing)
    due = _queued(mailing, Message.Channel.MAIL).filter(not_before__lte=Now()).exclude(without)
    start = random.randint(within.low, within.high)  # noqa: S311 - no secret
    return with_facts(_read(due.filter(pk__gte=start)) or _read(due), slots)


def by_line_waiting(mailing: Mailing, slots: Mapping[str, Collection[str]]) -> list[Recipient]:
    """The same by LINE."""
    due = _queued(mailing, Message.Channel.LINE).filter(not_before__lte=Now())
    return with_facts(_read(due), slots)


def one(key: int, slots: Mapping[str, Collection[str]]) -> Recipient:
    """A row that has just been changed."""
    [found] = with_facts(_read(Message.objects.filter(pk=key)), slots)
    return found


def with_facts(recipients: list[Recipient], slots: Mapping[str, Collection[str]]) -> list[Recipient]:
    filled = []
    for language, group in groupby(sorted(recipients, key=lambda each: each.language), lambda each: each.language):
        some = list(group)
        facts = facts_of([each.person_id for each in some], slots.get(language, ()), language=language)
        filled += [replace(each, facts=facts.get(each.person_id, {})) for each in some]
    return filled


def _queued(mailing: Mailing, channel: str) -> QuerySet[Message]:
    return Message.objects.filter(mailing=mailing, state=Message.State.QUEUED, channel=channel)


def _read(rows: QuerySet[Message]) -> list[Recipient]:
    names = ("pk", "person_id", "to", "domain", "language", "message_id")
    return [
        Recipient(pk, person_id or 0, to, domain, language, message_id or "", {})
        for pk, person_id, to, domain, language, message_id in rows.order_by("pk").values_list(*names)[:AT_ONCE]
    ]
