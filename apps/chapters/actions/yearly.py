"""Yearly reports: written by a group's leaders, frozen when they are sent, read by the office."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters.actions import telling
from apps.chapters.actions.refusals import AlreadyDecided, NotEditable, NotOpen, NotOverYet
from apps.chapters.models import Chapter, YearlyReport
from apps.chapters.querysets.yearly import days_of, figures_of
from apps.chapters.rules import Power
from apps.core.actions import rows


@transaction.atomic
def write(
    chapter: Chapter, year_be: int, values: Mapping[str, Any], *, by: User, expected_version: int | None = None
) -> YearlyReport:
    """Keeps the words of a report; begins it where there is none. Raises NotOpen, NotEditable, Stale,
    ValidationError."""
    if not chapter.is_open:
        raise NotOpen
    report = YearlyReport.objects.filter(chapter=chapter, year_be=year_be).first()
    if report is None:
        row = YearlyReport(chapter=chapter, year_be=year_be, **values)
        return rows.create(row, by=by, action="chapters.write_report")
    if report.is_sent:
        raise NotEditable
    if expected_version is None:
        raise rows.Stale  # somebody else has begun it since
    rows.change(report, values, by=by, action="chapters.write_report", expected_version=expected_version)
    return report


@transaction.atomic
def send(report: YearlyReport, *, by: User) -> None:
    """From here on neither its words nor its figures change. Raises NotOpen, NotEditable, NotOverYet,
    ValidationError where it says nothing."""
    if not report.chapter.is_open:
        raise NotOpen
    if report.is_sent:
        raise NotEditable
    if timezone.localdate() <= days_of(report.year_be)[1]:
        raise NotOverYet
    values = {"figures": figures_of(report.chapter, report.year_be), "sent_at": timezone.now(), "sent_by": by}
    try:
        rows.change(report, values, by=by, action="chapters.send_report")
    except rows.Stale as stale:
        raise NotEditable from stale


@transaction.atomic
def take_note(report: YearlyReport, *, answer: str, by: User) -> None:
    """The office has read it; the leaders are told. Raises AlreadyDecided."""
    if report.read_at is not None or not report.is_sent:
        raise AlreadyDecided
    values = {"read_at": timezone.now(), "read_by": by, "answer": answer}
    try:
        rows.change(report, values, by=by, action="chapters.read_report")
    except rows.Stale as stale:
        raise AlreadyDecided from stale
    telling.tell_leaders(report.chapter, Power.OFFICERS, telling.REPORT_READ, year=report.year_be)
