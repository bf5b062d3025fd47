"""How often anybody may claim. Counted in rows, so that a restart forgets nothing; the reasons are in
docs/adr/0008-claims.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from apps.accounts.models import User
from apps.core.lib.keyed_hash import keyed_hash
from apps.records.lib.networks import network_of
from apps.records.models import Claim

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# A telephone network or a reunion's wireless puts hundreds of graduates behind one address: it may do more than one
# person, and what protects a record from many networks at once is the limit of those who ask for the same person.
PER_PERSON_AT_SCREEN = ((5, HOUR), (15, DAY))
PER_NETWORK = ((30, HOUR), (100, DAY))
PER_TARGET = ((10, DAY),)
MISSES = ((600, HOUR),)  # of everybody: more than honest mistakes after a mailing to the whole registry


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
    """Raises TooMany."""
    now = timezone.now()
    waits = [
        until
        for condition, limits in _conditions(claimant, target)
        for most, window in limits
        if (until := _over(condition, most, window, now))
    ]
    if waits:
        raise TooMany(max(waits))


def target_hash(target: str) -> str:
    return _keyed("target", target)


def _conditions(claimant: Claimant, target: str) -> Iterator[tuple[Q, tuple[tuple[int, timedelta], ...]]]:
    if claimant.account is not None:
        yield Q(account=claimant.account), PER_PERSON_AT_SCREEN
    if claimant.browser:
        yield Q(browser=claimant.browser), PER_PERSON_AT_SCREEN
    if claimant.network:
        yield Q(network=claimant.network), PER_NETWORK
    yield Q(target=target_hash(target)), PER_TARGET
    yield Q(obstacle=Claim.Obstacle.NO_MATCH), MISSES


def _over(condition: Q, most: int, window: timedelta, now: datetime) -> datetime | None:
    """When the oldest of the newest `most` claims is no longer counted; None where there are fewer."""
    counted = Claim.objects.since(now - window).filter(condition).order_by("-created_at")
    oldest = counted.values_list("created_at", flat=True)[most - 1 : most].first()
    return oldest + window if oldest else None


def _keyed(what: str, value: str) -> str:
    return keyed_hash(f"claims.{what}:{value}", settings.KEYED_HASH_KEY)
