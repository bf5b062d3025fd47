"""Mailings that went out, by the year in which they did; and when a group may write again."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from apps.mailings import rules
from apps.mailings.models import Mailing


def gone_out(sender_key: str = "") -> QuerySet[Mailing]:
    """Those whose list was closed; of one sender, or of all."""
    found = Mailing.objects.filter(state__in=Mailing.FROZEN, frozen_at__isnull=False)
    return found.filter(sender_key=sender_key) if sender_key else found


def years(mailings: QuerySet[Mailing]) -> list[int]:
    """In which some of these went out, as Buddhist-era years, the newest first."""
    found = mailings.order_by().datetimes("frozen_at", "year", order="DESC", tzinfo=timezone.get_default_timezone())
    return [moment.year + 543 for moment in found]


def of_year(mailings: QuerySet[Mailing], be_year: int) -> QuerySet[Mailing]:
    zone = timezone.get_default_timezone()
    first, after = (datetime(be_year - 543 + more, 1, 1, tzinfo=zone) for more in (0, 1))
    return mailings.filter(frozen_at__gte=first, frozen_at__lt=after)


def next_turn(sender_key: str, now: datetime) -> datetime | None:
    """When a group that has written its number of times lately may write again; None: now. What it took back or was
    refused does not count."""
    lately = Mailing.objects.filter(sender_key=sender_key, declared_neutral_at__gt=now - rules.LETTERS_WITHIN)
    sent = lately.exclude(state__in=Mailing.EDITABLE).order_by("-declared_neutral_at")
    moments = sent.values_list("declared_neutral_at", flat=True)[rules.LETTERS - 1 : rules.LETTERS]
    return next((moment + rules.LETTERS_WITHIN for moment in moments if moment), None)
