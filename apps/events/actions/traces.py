"""What somebody told of themselves and their guests goes from the audit trail when it goes from the event: who changed
what, and when, stays."""

from collections.abc import Iterable

from apps.accounts.models import User
from apps.core.actions import audit, rows
from apps.core.models import AuditEntry
from apps.events.models import Answer, Attendee, Feedback, Registration

Told = Answer | Attendee | Feedback | Registration
SOME = 500  # keys in one statement


def erase(model: type[Told], keys: Iterable[int], *, reason: str) -> None:
    wanted = [str(key) for key in keys]
    for start in range(0, len(wanted), SOME):
        entries = AuditEntry.objects.filter(table=audit.table_of(model), key__in=wanted[start : start + SOME])
        audit.erase_values(entries, by=None, reason=reason)


def remove(row: Answer | Attendee, *, by: User | None, action: str, subject_id: int | None) -> None:
    """It is taken back. No later sweep would find what the trail knows of a row that is gone."""
    key = row.pk
    rows.remove(row, by=by, action=action, subject_id=subject_id)
    erase(type(row), [key], reason="what was taken back is erased")
