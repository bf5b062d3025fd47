"""Notes reminders: each rule, person, thing and day once, whoever asks and however often. The row is written in the
transaction that writes the mail into the ledger: either both are there or neither."""

import logging
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from apps.core.registries.mailings import Due, ReminderRule, reminder_rules
from apps.mailings.models import Reminder

logger = logging.getLogger(__name__)
State = Reminder.State


def write_due(now: datetime) -> int:
    """Reminds whoever is due by any rule; how many they are. One who cannot be reminded keeps up no other."""
    written = 0
    for key, rule in reminder_rules:
        left = None if rule.a_day is None else rule.a_day - _noted_today(key, now)
        for due in rule.due(now) if left is None or left > 0 else ():
            try:
                is_written = _remind(key, rule, due, now)
            except Exception:  # a rule may do what it likes; the next run tries again
                logger.exception("reminder %s of person %s was not written", key, due.person_id)
                continue
            written += is_written
            if left is not None and is_written and (left := left - 1) == 0:
                break
    return written


def pass_over(now: datetime) -> int:
    """The database was restored from a backup, and what it may have written since is not to be written again: notes
    all that is due as passed over. By a rule that writes to so many a day, as many as it may have written since."""
    passed = 0
    for key, rule in reminder_rules:
        for due in _perhaps_written(key, rule, now):
            passed += _note(key, due, State.PASSED_OVER, now)
    return passed


@transaction.atomic
def _remind(key: str, rule: ReminderRule, due: Due, now: datetime) -> bool:
    """A second worker with the same one waits at the unique row, and then finds it noted."""
    if not _note(key, due, State.WRITTEN, now):
        return False
    if not rule.write(due, now):
        _rows(key, due).delete()  # it does not fit any more; if it ever does again, it is due again
        return False
    return True


def _note(key: str, due: Due, state: State, now: datetime) -> bool:
    known = {"rule": key, "person_id": due.person_id, "thing": due.thing, "due_on": due.on}
    _row, is_new = Reminder.objects.get_or_create(**known, defaults={"state": state, "noted_at": now})
    return is_new


def _rows(key: str, due: Due) -> QuerySet[Reminder]:
    return Reminder.objects.filter(rule=key, person=due.person_id, thing=due.thing, due_on=due.on)


def _noted_today(key: str, now: datetime) -> int:
    local = timezone.localtime(now)
    midnight = timezone.make_aware(datetime.combine(local.date(), time()), local.tzinfo)
    found = Reminder.objects.filter(rule=key, state=State.WRITTEN, noted_at__gte=midnight)
    return found.filter(noted_at__lt=midnight + timedelta(days=1)).count()


def _perhaps_written(key: str, rule: ReminderRule, now: datetime) -> Iterator[Due]:
    due = iter(rule.due(now))
    if rule.a_day is None:
        yield from due
        return
    newest = Reminder.objects.filter(rule=key).aggregate(newest=Max("noted_at"))["newest"]
    days = (now - newest).days + 1 if newest else 1
    for _number, each in zip(range(rule.a_day * days), due, strict=False):
        yield each
