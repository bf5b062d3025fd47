"""Reminds, unless the database is one that was restored: it does not know whom it reminded since its backup."""

from datetime import datetime

from apps.mailings.actions import marks, reminders
from apps.mailings.querysets.marks import database_now


def run(now: datetime | None = None) -> int:
    """How many were reminded. The moment is the database's: a worker whose clock is wrong reminds nobody early."""
    if marks.is_held():
        return 0
    return reminders.write_due(now or database_now())
