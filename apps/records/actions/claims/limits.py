"""How often anybody may claim. Counted in rows, so that a restart forgets nothing; the reasons are in
docs/adr/0008-claims.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import turns
from apps.core.lib.keyed_hash import keyed_hash
from apps.records.lib.networks import network_of
from apps.records.models import Claim

Limits = tuple[tuple[int, timedelta], ...]  # so many within so long

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# A telephone network or a reunion's wireless puts hundreds of graduates behind one address: it may do more than one
# person, and what protects a record from many networks at once is the limit of those who ask for the same person.
PER_PERSON_AT_SCREEN: Limits = ((5, HOUR), (15, DAY))
PER_NETWORK: Limits = ((30, HOUR), (100, DAY))
PER_TARGET: Limits = ((10, DAY),)
MISSES: Limits = ((600, HOUR),)  # of everybody: more than honest mistakes after a mailing to the whole registry
CLOSE = 50  # misses before the last: from here on everybody waits for each other; more than are ever served at once


@dataclass(frozen=True)
class Claimant:
    """Where a claim comes from; `browser` is a random mark of the session, `address` the network address."""

    account: User | None = None
    browser: str = ""
    address: str = ""
    language: str = "th"

    @property
    def network(self) -> str:
        return _keyed("network", network_of(self.address)) if self.address else ""


class TooMany(Exception):
    """So many claims came from there, or were about that person, that the next must wait until `until`. It says
    nothing about the registry: names that nobody has are counted in the same way."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def check(claimant: Claimant, target: str) -> None:
    """Raises TooMany at the first limit that is reached. The claim must be written down in the same transaction:
    until it ends, others of the same browser, account, network or target wait."""
    turns.take(*(f"claims.{condition}" for condition, _limits in _own(claimant, target)))
    now = timezone.now()
    for condition, limits in _own(claimant, target):
        if until := _reached(condition, limits, now):
            raise TooMany(until)
    _check_misses(now)


def target_hash(target: str) -> str:
    return _keyed("target", target)


def _own(claimant: Claimant, target: str) -> Iterator[tuple[Q, Limits]]:
    yield Q(target=target_hash(target)), PER_TARGET
    if claimant.account is not None:
        yield Q(account_id=claimant.account.pk), PER_PERSON_AT_SCREEN
    if claimant.browser:
        yield Q(browser=claimant.browser), PER_PERSON_AT_SCREEN
    if claimant.network:
        yield Q(network=claimant.network), PER_NETWORK


def _check_misses(now: datetime) -> None:
    """The one limit that all share. Nobody waits for the others while it is far away."""
    misses = Q(obstacle=Claim.Obstacle.NO_MATCH)
    if _reached(misses, tuple((max(most - CLOSE, 1), window) for most, window in MISSES), now):
        turns.take("claims.misses")
        if until := _reached(misses, MISSES, now):
            raise TooMany(until)


def _reached(condition: Q, limits: Limits, now: datetime) -> datetime | None:
    """When so few are counted again that the next may come; None where it may come now."""
    longest = max(window for _, window in limits)
    counted = Claim.objects.since(now - longest).filter(condition).order_by("-created_at")
    newest = list(counted.values_list("created_at", flat=True)[: max(most for most, _ in limits)])
    waits = [newest[most - 1] + window for most, window in limits if len(newest) >= most]
    return max((until for until in waits if until > now), default=None)


def _keyed(what: str, value: str) -> str:
    return keyed_hash(f"claims.{what}:{value}", settings.KEYED_HASH_KEY)
