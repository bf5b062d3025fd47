"""How the groups are: what the office sees of all of them on one page, in a fixed number of queries."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from apps.chapters.models import (
    Chapter,
    Liaison,
    Matter,
    Membership,
    OfficerTerm,
    Position,
    Post,
    Talk,
    YearlyReport,
)
from apps.chapters.querysets.chapters import ChapterQuerySet
from apps.chapters.querysets.yearly import overdue
from apps.chapters.rules import DORMANT_AFTER, WARN_BEFORE
from apps.core.registries.groups import group_signs


@dataclass
class Health:
    """One group on one day."""

    chapter: Chapter
    day: date
    members: int = 0
    liaison: str = ""
    officers: int = 0
    head_until: date | None = None  # of whoever leads it today
    last_contact: date | None = None  # with the office, really
    last_sign: date | None = None  # of life: that, its recognition, a post, an event, a new member
    matters: list[Matter] = field(default_factory=list)  # open, the oldest first
    report_is_overdue: bool = False  # of last year
    report_waits: int | None = None  # key of one that was sent and not read

    @property
    def is_headless(self) -> bool:
        return self.head_until is None

    @property
    def ends_soon(self) -> bool:
        return self.head_until is not None and self.head_until - self.day <= WARN_BEFORE

    @property
    def is_dormant(self) -> bool:
        return self.last_sign is None or self.day - self.last_sign > DORMANT_AFTER

    @property
    def needs_care(self) -> bool:
        alive = not (self.is_headless or self.ends_soon or self.is_dormant)
        settled = not (self.matters or self.report_is_overdue or self.report_waits)
        return self.chapter.is_open and not (alive and settled)

    @property
    def oldest_days(self) -> int:
        """How long the oldest open request has waited."""
        return (self.day - timezone.localtime(self.matters[0].asked_at).date()).days if self.matters else 0


# What may be wrong with a group that is open, by the word under which the office's page shows those alone.
WRONG: dict[str, Callable[[Health], bool]] = {
    "headless": lambda each: each.is_headless,
    "ends": lambda each: each.ends_soon,
    "dormant": lambda each: each.is_dormant,
    "asked": lambda each: bool(each.matters),
    "report": lambda each: each.report_is_overdue,
    "unread": lambda each: each.report_waits is not None,
}


def wrong_with(found: list[Health], what: str) -> list[Health]:
    """Those of which this holds."""
    return [each for each in found if each.chapter.is_open and WRONG[what](each)]


def health_of(chapters: ChapterQuerySet, day: date) -> list[Health]:
    """All of these groups; those that need somebody first."""
    found = {chapter.pk: Health(chapter, day) for chapter in chapters.with_counts().order_by("name_th", "pk")}
    for each in found.values():
        each.members = each.chapter.members  # type: ignore[attr-defined] # annotated
    _officers(found, day)
    _signs(found)
    for liaison in Liaison.objects.filter(chapter__in=found, since__lte=day, until=None).select_related("officer"):
        found[liaison.chapter_id].liaison = str(liaison.officer)
    waiting = Matter.objects.filter(chapter__in=found, answered_at=None).select_related("owner")
    for matter in waiting.order_by("asked_at", "pk"):
        found[matter.chapter_id].matters.append(matter)
    for key in overdue([each.chapter for each in found.values()], day):
        found[key].report_is_overdue = True
    unread = YearlyReport.objects.filter(chapter__in=found, sent_at__isnull=False, read_at=None)
    for report in unread.order_by("-year_be"):
        found[report.chapter_id].report_waits = report.pk
    return sorted(found.values(), key=lambda each: not each.needs_care)


def _officers(found: dict[int, Health], day: date) -> None:
    terms = OfficerTerm.objects.filter(seat__position__chapter__in=found).running(day)
    for term in terms.select_related("seat__position"):
        health = found[term.seat.position.chapter_id]
        health.officers += 1
        if term.seat.position.role == Position.Role.PRESIDENT:
            health.head_until = max(filter(None, (health.head_until, term.until)))


def _signs(found: dict[int, Health]) -> None:
    of_these: dict[str, Any] = {"chapter__in": found}
    for each in found.values():
        each.last_sign = each.chapter.recognised_on
    for key, when in _newest(Talk.objects.filter(**of_these), "held_on"):
        found[key].last_contact = when
        _sign(found[key], when)
    answered = Matter.objects.filter(**of_these, answered_at__isnull=False)
    for key, when in _newest(answered, "answered_at"):
        found[key].last_contact = max(filter(None, (found[key].last_contact, when)))
        _sign(found[key], when)
    for key, when in _newest(Post.objects.filter(**of_these).published(), "published_at"):
        _sign(found[key], when)
    for _name, newest in group_signs:
        for key, moment in newest(found).items():
            _sign(found[key], _day(moment))
    for key, when in _newest(Membership.objects.held().filter(**of_these), "since"):
        _sign(found[key], when)


def _newest(rows: QuerySet[Any], moment: str) -> list[tuple[int, date]]:
    pairs = rows.order_by().values_list("chapter").annotate(newest=Max(moment))
    return [(key, _day(when)) for key, when in pairs if when is not None]


def _day(when: date | datetime) -> date:
    return timezone.localtime(when).date() if isinstance(when, datetime) else when


def _sign(health: Health, when: date) -> None:
    health.last_sign = max(filter(None, (health.last_sign, when)))
