"""What of an event needs somebody, in the office's eyes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.events.models import Event
from apps.events.querysets.office import QUIET, SOON
from apps.events.querysets.reporting import DUE_AFTER


@dataclass(frozen=True)
class Line:
    """An event of the office's list with its marks."""

    event: Event
    is_report_due: bool
    is_quiet: bool  # soon, and hardly anybody comes
    has_no_leader: bool  # its group is closed or suspended
    approvals: int
    complaints: int

    @property
    def is_well(self) -> bool:
        return not (self.is_report_due or self.is_quiet or self.has_no_leader or self.approvals or self.complaints)


def line(event: Any, now: datetime) -> Line:
    """Of an event with what `querysets.office.with_health` counts."""
    is_out = event.state == Event.State.PUBLISHED
    seats = event.seats or 0
    return Line(
        event=event,
        is_report_due=is_out and event.ends_at < now - DUE_AFTER and not event.reported,
        is_quiet=is_out and now < event.starts_at < now + SOON and seats > 0 and event.taken * 100 < seats * QUIET,
        has_no_leader=is_out and event.ends_at > now and event.chapter is not None and not event.chapter.is_open,
        approvals=event.approvals,
        complaints=event.complaints_open,
    )
