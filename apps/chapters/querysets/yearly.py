"""What the registry says of a group's year, and which reports are due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Album, Chapter, Due, GroupLetter, Matter, Membership, Photo, Post, YearlyReport
from apps.chapters.rules import REPORT_DUE
from apps.core.registries import group_figures
from apps.mailings.models import Mailing

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LABELS: "dict[str, _StrPromise]" = {
    "members": _("members at the end of the year"),
    "joined": _("joined in the year"),
    "left": _("left in the year"),
    "posts": _("posts published"),
    "letters": _("letters to members"),
    "albums": _("albums begun"),
    "photos": _("photographs added"),
    "dues": _("members whose dues were noted"),
    "dues_baht": _("dues noted, in baht"),
    "asked_office": _("requests to the office"),
}


@dataclass(frozen=True)
class Figure:
    """One number of the report, as it is shown."""

    key: str
    label: "str | _StrPromise"
    shown: str


def days_of(year_be: int) -> tuple[date, date]:
    """First and last day of a calendar year, Buddhist era."""
    return date(year_be - 543, 1, 1), date(year_be - 543, 12, 31)


def due_on(year_be: int) -> date:
    """Until when the report of a year is expected."""
    month, day = REPORT_DUE
    return date(year_be - 542, month, day)


def last_year(day: date) -> int:
    """The year (B.E.) of which a report can be due on that day."""
    return day.year + 543 - 1


def is_expected(chapter: Chapter, year_be: int) -> bool:
    """Of a group that the university recognised in that year or before."""
    return chapter.is_open and chapter.recognised_on is not None and chapter.recognised_on <= days_of(year_be)[1]


def years_to_report(chapter: Chapter, day: date) -> list[int]:
    """This year and the last, and those of which there is a report; the newest first."""
    there = YearlyReport.objects.filter(chapter=chapter).values_list("year_be", flat=True)
    return sorted({*there, day.year + 543, last_year(day)}, reverse=True)


def figures_of(chapter: Chapter, year_be: int) -> dict[str, Any]:
    """In plain values, so that they can be frozen; by key, those of other apps by theirs."""
    first, last = days_of(year_be)
    held = Membership.objects.filter(chapter=chapter, state__in=Membership.HELD)
    within: dict[str, Any] = {"chapter": chapter, "created_at__date__range": (first, last)}
    dues = Due.objects.filter(chapter=chapter, paid_on__range=(first, last))
    found = {
        "members": held.filter(since__lte=last).filter(Q(until=None) | Q(until__gt=last)).count(),
        "joined": held.filter(since__range=(first, last)).count(),
        "left": held.filter(until__range=(first, last)).count(),
        "posts": Post.objects.filter(chapter=chapter, published_at__date__range=(first, last)).count(),
        "letters": GroupLetter.objects.filter(chapter=chapter, sent_at__date__range=(first, last)).count()
        + Mailing.objects.filter(sender_key=f"chapter:{chapter.pk}", frozen_at__date__range=(first, last)).count(),
        "albums": Album.objects.filter(**within).count(),
        "photos": Photo.objects.filter(album__chapter=chapter, created_at__date__range=(first, last)).count(),
        "dues": dues.values("person").distinct().count(),
        "dues_baht": f"{dues.aggregate(total=Sum('amount'))['total'] or Decimal(0):.2f}",
        "asked_office": Matter.objects.filter(
            chapter=chapter, direction=Matter.Direction.TO_OFFICE, asked_at__date__range=(first, last)
        ).count(),
    }
    return found | {key: figure.count(chapter.pk, first, last) for key, figure in group_figures}


def figures_in(kept: dict[str, Any]) -> list[Figure]:
    """Those of now, or as they were frozen, in order."""
    labels: dict[str, Any] = LABELS | {key: figure.label for key, figure in group_figures}
    return [Figure(key, label, _shown(key, kept[key])) for key, label in labels.items() if key in kept]


def overdue(chapters: Iterable[Chapter], day: date) -> set[int]:
    """Keys of those whose report of last year should be there and is not: in one query."""
    year = last_year(day)
    if day <= due_on(year):
        return set()
    expected = {chapter.pk for chapter in chapters if is_expected(chapter, year)}
    sent = YearlyReport.objects.filter(chapter__in=expected, year_be=year, sent_at__isnull=False)
    return expected - set(sent.values_list("chapter", flat=True))


def _shown(key: str, value: Any) -> str:
    if key.endswith("_baht"):
        return f"{Decimal(value):,.2f}".removesuffix(".00")
    return f"{value:,}"
