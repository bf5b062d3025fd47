"""Whom a letter can reach, and who is kept away from whom."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from apps.core.querysets import prepared
from apps.directory.models import Block, Suspension
from apps.records.models import Contact, Death, DoNotContact, Person, Restriction


@dataclass(frozen=True)
class Mailbox:
    """Where the portal writes to a person. `is_claimed`: it is their own account's; otherwise it is what the registry
    has, and somebody else may read it by now."""

    address: str
    language: str
    is_claimed: bool


def may_be_written_to(person: Person) -> bool:
    """Is the person alive, as far as is known, and has asked for no silence?"""
    return not _is_silent(person) and not _wants_no_mail(person)


def mailbox_of(person: Person) -> Mailbox | None:
    """None for whom no letter can reach, for whatever reason: nobody but the office may tell one from another."""
    if not may_be_written_to(person):
        return None
    account = person.account
    if account is not None:
        return Mailbox(account.email or _on_file(person), account.language, True) if account.is_active else None
    address = _on_file(person)
    return Mailbox(address, person.language, False) if address else None


def are_apart(one: Person, other: Person) -> bool:
    """Has either blocked the other?"""
    return Block.objects.filter(Q(person=one, blocked=other) | Q(person=other, blocked=one)).exists()


def has_blocked(person: Person, viewer: Person) -> bool:
    return Block.objects.filter(person=person, blocked=viewer).exists()


@dataclass(frozen=True)
class Door:
    """What the directory's door knows of whoever comes: is it closed for them, and by whom are they blocked?"""

    is_closed: bool
    blocked_by: frozenset[int]


# One statement, because every page asks both.
_DOOR = """
SELECT 'closed', id FROM directory_suspension
WHERE person_id = %s AND what = 'directory' AND since <= %s AND (until IS NULL OR until >= %s)
UNION ALL SELECT 'blocked', person_id FROM directory_block WHERE blocked_id = %s"""


def door_of(viewer: Person) -> Door:
    today = timezone.localdate()
    found = prepared.fetch(_DOOR, [viewer.pk, today, today, viewer.pk])
    return Door(
        is_closed=any(what == "closed" for what, _key in found),
        blocked_by=frozenset(person_id for what, person_id in found if what == "blocked"),
    )


def suspension_of(person: Person, what: str, today: date | None = None) -> Suspension | None:
    """The suspension that holds today, the longest of them."""
    day = today or timezone.localdate()
    found = Suspension.objects.filter(person=person, what=what)
    holding = [each for each in found if each.since <= day <= (each.until or date.max)]
    return max(holding, key=lambda each: each.until or date.max, default=None)


def _is_silent(person: Person) -> bool:
    """Has died, or asked that nothing at all be done with their data."""
    is_dead = Death.objects.filter(person=person, confirmed_at__isnull=False).exists()
    return is_dead or Restriction.objects.filter(person=person, ended_at__isnull=True).exists()


def _on_file(person: Person) -> str:
    """The e-mail address that the registry uses first, empty where it has none in use."""
    live = Contact.objects.filter(person=person, kind=Contact.Kind.EMAIL, status=Contact.Status.LIVE)
    return live.order_by("-is_primary", "-confirmed_at", "pk").values_list("value", flat=True).first() or ""


def _wants_no_mail(person: Person) -> bool:
    today = timezone.localdate()
    wishes = DoNotContact.objects.filter(person=person, since__lte=today).filter(
        channel__in=[DoNotContact.Channel.ALL, DoNotContact.Channel.EMAIL]
    )
    return wishes.filter(Q(until__isnull=True) | Q(until__gte=today)).exists()
