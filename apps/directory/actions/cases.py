"""What all cases of the office have in common: how often one may bring one, and how one is decided."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import rows
from apps.directory import rules
from apps.directory.actions.refusals import AlreadyDecided, TooManyTips
from apps.directory.models import AbuseReport, DeathReport, LostSuggestion
from apps.directory.models.cases import Case
from apps.records.models import Person

BROUGHT: tuple[type[AbuseReport | DeathReport | LostSuggestion], ...] = (AbuseReport, DeathReport, LostSuggestion)


def check_limit(person: Person) -> None:
    """Raises TooManyTips for somebody who has told the office very much within a day; holds up a second request of
    theirs until this one is through."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    since = timezone.now() - rules.DAY
    if any(kind.objects.filter(by=person, created_at__gt=since).count() >= rules.TIPS for kind in BROUGHT):
        raise TooManyTips


def decide(
    case: Case,
    outcome: str,
    *,
    by: User | None,
    action: str,
    subject_id: int | None,
    remark: str = "",
    values: Mapping[str, Any] | None = None,
) -> None:
    """Closes a case. Raises AlreadyDecided when somebody else did."""
    if not case.is_open:
        raise AlreadyDecided
    decided = {"outcome": outcome, "decided_by": by, "decided_at": timezone.now(), "remark": remark}
    try:
        rows.change(case, decided | dict(values or {}), by=by, action=action, subject_id=subject_id, reason=remark)
    except rows.Stale as stale:
        raise AlreadyDecided from stale
