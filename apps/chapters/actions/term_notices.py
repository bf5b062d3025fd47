"""Telling whoever holds a post, in time and once, that their term ends: 90 days before, and 30."""

from datetime import date, timedelta

from django.db import transaction

from apps.accounts.actions.notices import notify
from apps.chapters import rules
from apps.chapters.actions import telling
from apps.chapters.models import Chapter, Liaison, OfficerTerm, TermNotice
from apps.core.actions import turns


def tell_all(day: date) -> int:
    """How many were told. Whoever should have heard 90 days before and did not, since nothing ran then, hears what
    holds now."""
    told = 0
    last = day + timedelta(days=max(rules.TOLD_BEFORE))
    ending = OfficerTerm.objects.running(day).filter(until__lte=last)
    ending = ending.filter(seat__position__chapter__status=Chapter.Status.RECOGNISED)
    for term in ending.select_related("seat__position__chapter", "person__account").order_by("until", "pk"):
        left = (term.until - day).days
        told += _tell(term, min(days for days in rules.TOLD_BEFORE if left <= days))
    return told


@transaction.atomic
def _tell(term: OfficerTerm, days: int) -> int:
    turns.take(f"chapters.term:{term.pk}")
    if TermNotice.objects.filter(term=term, days__lte=days).exists():
        return 0
    TermNotice.objects.create(term=term, days=days)
    chapter = term.seat.position.chapter
    telling.tell(term.person, telling.TERM_ENDS, chapter, term=term.pk)
    liaison = Liaison.objects.filter(chapter=chapter, until=None, officer__is_active=True).first()
    if liaison is not None:
        notify(liaison.officer, telling.TERM_ENDS_OFFICE, chapter=chapter.pk, term=term.pk)
    return 1
