"""Taking back that two groups were made one, for 90 days: what the trail says that the merge wrote is written
backwards, in one transaction. What somebody has changed since keeps their words: it goes back to its group with them,
or stays as it is; what came since stays with the group that stayed. Terms that the merge ended run again, and with
them what they permit."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.actions.notices import notify
from apps.accounts.models import User
from apps.chapters.actions import joining, telling
from apps.chapters.models import Chapter, GroupMerge, Membership
from apps.chapters.querysets.unmerging import Step, later_merge, steps_of
from apps.core.actions import audit, rows, turns

ACTION = "chapters.undo_merge"


class CannotUndo(Exception):
    """The merge stays; `message` says why."""

    def __init__(self, message: Any) -> None:
        super().__init__(str(message))
        self.message = message


def undo(merge: GroupMerge, *, reason: str, by: User) -> None:
    """There are two groups again. Raises CannotUndo."""
    try:
        with transaction.atomic():
            _undone(merge, reason=reason, by=by)
    except (IntegrityError, rows.Stale) as error:
        raise CannotUndo(_IN_THE_WAY) from error


def obstacle(merge: GroupMerge) -> Any:
    """Why it cannot be taken back now; "" where it can."""
    if not merge.stands:
        return _("This merge has been taken back already.")
    if not merge.can_be_undone:
        return _("A merge can be taken back for 90 days; this one is older.")
    if later_merge(merge) is not None:
        return _("One of the two groups was merged again later. Take the later merge back first.")
    return ""


def _undone(merge: GroupMerge, *, reason: str, by: User) -> None:
    turns.take(*(joining.turn_of(key) for key in (merge.gone_id, merge.kept_id)))
    both = [merge.gone_id, merge.kept_id]
    list(Chapter.objects.select_for_update().filter(pk__in=both).order_by("pk"))
    merge.refresh_from_db()
    if words := obstacle(merge):
        raise CannotUndo(words)
    steps = steps_of(merge)
    _take_out([step for step in steps if step.before is None and not step.is_edited], by=by, reason=reason)
    _put_back([step for step in steps if step.after is None and not step.is_edited], by=by, reason=reason)
    _say_again([step for step in steps if step.goes_back], by=by, reason=reason)
    values = {"undone_at": timezone.now(), "undone_by": by, "undone_why": reason}
    rows.change(merge, values, by=by, action=ACTION, reason=reason)
    _tell(merge, steps)


def _take_out(steps: Iterable[Step], *, by: User, reason: str) -> None:
    """What the merge added."""
    for step in steps:
        row = apps.get_model(step.table)._base_manager.get(pk=step.key)
        rows.remove(row, by=by, action=ACTION, subject_id=step.subject_id, reason=reason)


def _put_back(steps: Iterable[Step], *, by: User, reason: str) -> None:
    """What the merge took away: a term that had not begun, say. The row that it was, by its key."""
    changes = []
    for step in steps:
        model: Any = apps.get_model(step.table)
        row = model(**_typed(model, step.before or {}))
        row.version, row.updated_at = step.version + 1, timezone.now()
        row.save(force_insert=True)
        after = audit.values_of(row)
        changes.append(audit.Change(step.table, str(step.key), row.version, None, after, step.subject_id))
    audit.write(changes, action=ACTION, by=by, reason=reason)


def _say_again(steps: Iterable[Step], *, by: User, reason: str) -> None:
    """Set by set: a group may have thousands of members."""
    alike: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in steps:
        alike[step.table, json.dumps(step.goes_back, sort_keys=True)].append(step)
    for (table, said), found in alike.items():
        model: Any = apps.get_model(table)
        values = _typed(model, json.loads(said))
        touched = {"version": F("version") + 1, "updated_at": timezone.now()}
        model._base_manager.filter(pk__in=[step.key for step in found]).update(**values, **touched)
        audit.write([_change(step) for step in found], action=ACTION, by=by, reason=reason)


def _change(step: Step) -> audit.Change:
    now = step.now or {}
    before = {name: now[name] for name in step.goes_back}
    return audit.Change(step.table, str(step.key), now["version"] + 1, before, step.goes_back, step.subject_id)


def _typed(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    """As the columns hold them, out of the trail's plain ones."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in values.items()}


def _tell(merge: GroupMerge, steps: Iterable[Step]) -> None:
    """Whoever is a member of the group that is there again."""
    table = audit.table_of(Membership)
    back = [step.subject_id for step in steps if step.table == table and step.goes_back]
    members = Membership.objects.held().filter(chapter=merge.gone_id, person__in=back)
    for account in User.objects.filter(person__in=members.values("person"), is_active=True):
        notify(account, telling.UNMERGED, chapter=merge.gone_id)


_IN_THE_WAY = _(
    "Something that was entered since stands in the way. Look at what changed since, mend that, then take the merge "
    "back."
)
