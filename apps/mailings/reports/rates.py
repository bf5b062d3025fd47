"""What each rate lets through now, and how much of it is used up."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from apps.mailings.actions.rates import EVERY_OTHER, WARM_AFTER, limits
from apps.mailings.models import Allowance, Rate


@dataclass(frozen=True)
class RateLine:
    """`today`: how many may go on this day of the warm-up, None where there is none (any more); `used`: how many
    went; `warm_day`: which day of it this is, from 1; 0 before it begins."""

    rate: Rate
    today: int | None
    used: int
    warm_day: int

    @property
    def is_for_others(self) -> bool:
        return self.rate.domain == EVERY_OTHER

    @property
    def is_warm(self) -> bool:
        """The warm-up is over."""
        return self.rate.warm_up_on is not None and self.today is None


def rate_lines(now: datetime) -> list[RateLine]:
    """The one for every other domain comes last."""
    rates = sorted(Rate.objects.all(), key=lambda rate: (rate.domain == EVERY_OTHER, rate.domain))
    spent = _spent(now)
    return [_line(rate, now, spent.get(rate.pk, 0)) for rate in rates]


def _line(rate: Rate, now: datetime, used: int) -> RateLine:
    of_day = [most for span, _begun, most in limits(rate, now) if span == Allowance.Span.DAY]
    day = (timezone.localdate(now) - rate.warm_up_on).days + 1 if rate.warm_up_on else 0
    return RateLine(rate, of_day[0] if of_day else None, used, min(max(day, 0), WARM_AFTER))


def _spent(now: datetime) -> dict[int, int]:
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Allowance.objects.filter(span=Allowance.Span.DAY, begun_at=midnight)
    return dict(rows.values_list("rate", "used"))
