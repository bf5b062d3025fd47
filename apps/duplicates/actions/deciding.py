"""What the office says about a pair: two people, or later. (One person: that is a merge.)"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.core.models import AuditBatch
from apps.duplicates.models import Pair
from apps.duplicates.querysets.near import beside

SAID = "duplicates.say_not_same"


class AlreadyDecided(Exception):
    """Somebody decided on this pair before; nothing was written."""

    message = _("Somebody has already decided on this.")


@transaction.atomic
def say_not_same(pair: Pair, *, by: User, reason: str = "") -> None:
    """Remembered for ever: no scan and no import asks again."""
    if pair.state != Pair.State.OPEN:
        raise AlreadyDecided
    values = {"state": Pair.State.NOT_SAME, "decided_by": by, "decided_at": timezone.now(), "reason": reason}
    _write(pair, values, SAID, by=by, reason=reason)


def remember(known_id: int, newcomer_id: int, *, by: User, reason: str, batch: AuditBatch | None = None) -> Pair:
    """Somebody was entered who is not the person of the registry whom they are like."""
    one, other = sorted((known_id, newcomer_id))
    values = {"decided_by": by, "decided_at": timezone.now(), "reason": reason[:300]}
    pair = Pair(person_a_id=one, person_b_id=other, state=Pair.State.NOT_SAME, **values)
    if verdict := beside(one, other):
        pair.grade, pair.score, pair.reasons = verdict.grade.value, verdict.score, list(verdict.reasons)
    return rows.create(pair, by=by, action=SAID, subject_id=newcomer_id, reason=reason, batch=batch)


@transaction.atomic
def put_off(pair: Pair, *, by: User) -> None:
    """To the end of the pile."""
    if pair.state != Pair.State.OPEN:
        raise AlreadyDecided
    _write(pair, {"put_off_at": timezone.now()}, "duplicates.put_pair_off", by=by)


@transaction.atomic
def take_back(pair: Pair, *, by: User) -> None:
    """They may be the same after all: the pair waits for a decision again."""
    if pair.state != Pair.State.NOT_SAME:
        raise AlreadyDecided
    values = {"state": Pair.State.OPEN, "decided_by": None, "decided_at": None, "reason": "", "put_off_at": None}
    _write(pair, values, "duplicates.take_back_not_same", by=by)


def _write(pair: Pair, values: dict[str, Any], action: str, *, by: User, reason: str = "") -> None:
    try:
        rows.change(pair, values, by=by, action=action, subject_id=pair.person_a_id, reason=reason)
    except rows.Stale as stale:
        raise AlreadyDecided from stale
