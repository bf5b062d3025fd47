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


def waiting(mailing: Mailing, slots: Mapping[str, Collection[str]], *, without: Q) -> list[Recipient]:
    """Some that may go now. Each worker begins somewhere else, so that two of them seldom want the same one."""
    queued = _queued(mailing, Message.Channel.MAIL)
    due = queued.filter(not_before__lte=Now()).exclude(without)
    ends = queued.aggregate(low=Min("pk"), high=Max("pk"))
    if ends["low"] is None:
        return []
    start = random.randint(ends["low"], ends["high"])  # noqa: S311 - no secret
    found = _read(due.filter(pk__gte=start)) or _read(due)
    return with_facts(found, slots)


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
