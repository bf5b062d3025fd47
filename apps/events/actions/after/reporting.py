"""What the organisers report to the office once an event is over. Its figures are those of the day on which it is
sent, and do not move any more."""

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events.models import Event, EventReport
from apps.events.reports import attendance, feedback


class NotOver(Exception):
    """The event is still to come, or going on."""

    message = _("The report is written once the event is over.")


class SentAlready(Exception):
    """It is with the office."""

    message = _("This report was sent already. What changes now, write to the office.")


REFUSALS = (NotOver, SentAlready)


def numbers_of(event: Event) -> dict[str, Any]:
    """The figures as they are now."""
    found, thought = attendance.figures(event), feedback.summary(event)
    numbers: dict[str, Any] = asdict(found) | {"missed": found.missed, "seats": event.seats}
    return numbers | {"answers": thought.answers, "stars": str(thought.average) if thought.is_shown else None}


@transaction.atomic
def write(event: Event, text: str, *, by: User, sends: bool) -> EventReport:
    """Keeps the words, or sends them with the figures of this moment. Raises NotOver, SentAlready."""
    if event.ends_at > timezone.now():
        raise NotOver
    event = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    report = EventReport.objects.filter(event=event).first()
    if report is not None and report.sent_at is not None:
        raise SentAlready
    values: dict[str, Any] = {"text": text}
    if sends:
        values |= {"numbers": numbers_of(event), "sent_at": timezone.now(), "sent_by": by}
    action = "events.send_report" if sends else "events.write_report"
    if report is None:
        return rows.create(EventReport(event=event, **values), by=by, action=action)
    rows.change(report, values, by=by, action=action)
    return report


def note_read(report: EventReport, *, by: User) -> None:
    """Somebody of the office has read it."""
    if report.read_at is None:
        rows.change(report, {"read_at": timezone.now(), "read_by": by}, by=by, action="events.read_report")
