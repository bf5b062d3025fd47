"""How many messages may go to a mail provider now. Workers take their part before they send, so that all of them
together keep the rate, whatever their own clocks say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from apps.mailings.models import Allowance, Rate
from apps.mailings.querysets.marks import database_now
from apps.mailings.querysets.recipients import Recipient

KEPT = timedelta(days=2)
WARM_AFTER = 30  # days; by then twice as many each day is more than anybody has readers
EVERY_OTHER = "*"


@dataclass
class Rates:
    """The rates during one batch. `exhausted`: those of which nothing is left for now."""

    rates: list[Rate] = field(default_factory=lambda: list(Rate.objects.order_by("domain")))
    exhausted: list[Rate] = field(default_factory=list)

    def admitted(self, recipients: Sequence[Recipient]) -> list[Recipient]:
        """As many of them as may go now, their part taken."""
        if not self.rates:
            return list(recipients)
        wanted: dict[int, list[Recipient]] = {}
        free: list[Recipient] = []
        for each in recipients:
            rate = self._of(each.domain)
            (free if rate is None else wanted.setdefault(self.rates.index(rate), [])).append(each)
        for at, those in wanted.items():
            number = _take(self.rates[at], len(those))
            free += those[:number]
            if number < len(those):
                self.exhausted.append(self.rates[at])
        return free

    def held_back(self) -> Q:
        """The messages that must wait for their minute."""
        condition = Q(pk__in=[])
        for rate in self.exhausted:
            condition |= self._meant(rate)
        return condition

    def _of(self, domain: str) -> Rate | None:
        """The rate with the longest name that fits, else the one for every other domain."""
        fitting = [rate for rate in self.rates if domain == rate.domain or domain.endswith(f".{rate.domain}")]
        others = [rate for rate in self.rates if rate.domain == EVERY_OTHER]
        return max(fitting, key=lambda rate: len(rate.domain)) if fitting else next(iter(others), None)

    def _meant(self, rate: Rate) -> Q:
        named = [each for each in self.rates if each.domain != EVERY_OTHER]
        if rate.domain != EVERY_OTHER:
            return _at(rate) & ~_any(each for each in named if each.domain.endswith(f".{rate.domain}"))
        return ~_any(named)


def forget_old() -> None:
    Allowance.objects.filter(begun_at__lt=database_now() - KEPT).delete()


def limits(rate: Rate, now: datetime) -> list[tuple[str, datetime, int]]:
    """What bounds a rate now: the span, when it began, and how much goes in it."""
    found = []
    if rate.per_minute is not None:
        found.append((Allowance.Span.MINUTE.value, now.replace(second=0, microsecond=0), rate.per_minute))
    if rate.warm_up_on is not None and rate.first_day is not None:
        day = max((timezone.localdate(now) - rate.warm_up_on).days, 0)
        if day < WARM_AFTER:
            midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
            found.append((Allowance.Span.DAY.value, midnight, rate.first_day * 2**day))
    return found


def _take(rate: Rate, wanted: int) -> int:
    """Takes so many from each span, or fewer where one has not as many left."""
    for span, begun_at, most in limits(rate, database_now()):
        wanted = _take_from(rate, span, begun_at, most, wanted)
    return wanted


def _take_from(rate: Rate, span: str, begun_at: datetime, most: int, wanted: int) -> int:
    allowance, _made = Allowance.objects.get_or_create(rate=rate, span=span, begun_at=begun_at)
    while wanted > 0:
        free = Allowance.objects.filter(pk=allowance.pk, used__lte=most - wanted)
        if free.update(used=F("used") + wanted):
            return wanted
        allowance.refresh_from_db()
        wanted = min(wanted, most - allowance.used)
    return 0


def _at(rate: Rate) -> Q:
    return Q(domain=rate.domain) | Q(domain__endswith=f".{rate.domain}")


def _any(rates: Iterable[Rate]) -> Q:
    condition = Q(pk__in=[])
    for rate in rates:
        condition |= _at(rate)
    return condition
