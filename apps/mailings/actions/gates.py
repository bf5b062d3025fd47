"""What is asked of a mailing before it goes out: when it is sent, when a hold is over, and again when it starts, since
its readers and the days have changed by then."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from apps.accounts.actions import notices
from apps.core.actions import rows
from apps.core.registries.mailings import MailGate
from apps.mailings import rules
from apps.mailings.actions.refusals import NobodyGetsIt, NotReady
from apps.mailings.models import Mailing
from apps.mailings.querysets.marks import database_now
from apps.mailings.reports.reach import gates_of, reach_of
from apps.mailings.reports.ready import readiness

DECIDED = "mailings.decided"  # a notice to the writer
NOT_DECIDED: Mapping[str, Any] = {
    "declared_neutral_at": None,
    "declared_neutral_by": None,
    "asked_at": None,
    "held_until": None,
    "approved_by": None,
    "approved_at": None,
    "approved_size": None,
    "remark": "",
}  # the wish for a time stays


def check_ready(mailing: Mailing) -> int:
    """How many get it. Raises NotReady, NobodyGetsIt."""
    if problems := readiness(mailing).refusals:
        raise NotReady(problems)
    reach = reach_of(mailing, timezone.localdate())
    if reach.problem:
        raise NotReady([str(reach.problem)])
    if not reach.number and not reach.is_few:
        raise NobodyGetsIt
    return reach.number


def shut(mailing: Mailing, number: int, now: datetime | None = None) -> list[MailGate]:
    """What keeps it from going to so many on its day without a second person. One who agreed did so to about as many
    readers as there were. By the clock of the database: that of a worker may be wrong."""
    if mailing.approved_size is not None and number <= mailing.approved_size * rules.MORE_THAN_APPROVED:
        return []
    return gates_of(mailing, number, day_of(mailing, now or database_now()))


def day_of(mailing: Mailing, now: datetime) -> date:
    """On which it goes out."""
    return timezone.localdate(max(now, mailing.scheduled_at or now))


def waiting(gates: list[MailGate], now: datetime) -> dict[str, Any]:
    """For a second person; held for a time only, if nothing else keeps it."""
    ends = [gate.until for gate in gates]
    until = max(ends) if all(ends) else None  # type: ignore[type-var] # none of them is None then
    return {"state": Mailing.State.WAITING, "asked_at": now, "held_until": until}


def give_to_second(mailing: Mailing, gates: list[MailGate]) -> None:
    """Its time has come, and it may not go by itself any more."""
    nobody = {"approved_by": None, "approved_at": None, "approved_size": None}
    rows.change(mailing, nobody | waiting(gates, database_now()), by=None, action="mailings.hold")
    tell(mailing)


def give_back(mailing: Mailing, remark: str = "") -> None:
    """It cannot go out as it stands: nobody whom it names is to be found (any more), its writer may not write to them
    by now, a picture is gone; or what `remark` tells."""
    starter = mailing.started_by
    values = {**NOT_DECIDED, "state": Mailing.State.REFUSED, "started_by": None, "remark": remark}
    rows.change(mailing, values, by=None, action="mailings.give_back")
    tell(mailing, starter)


def tell(mailing: Mailing, *others: Any) -> None:
    """Whoever wrote it and whoever sent it."""
    for account in {mailing.author, mailing.started_by, *others} - {None}:
        notices.notify(account, DECIDED, mailing=mailing.pk)
