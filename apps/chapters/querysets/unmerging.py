"""What a merge of two groups wrote, row by row, as the trail tells it; and what became of the rows since."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Max

from apps.chapters.models import GroupMerge
from apps.chapters.querysets.merging import moved_as_they_are
from apps.core.models import AuditEntry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_ITSELF = "chapters.groupmerge"
_GROUP = "chapters.chapter"
Values = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """What the merge did to one row: what it said before (None: it was not there) and after (None: it is not there
    any more), of what was changed alone. `now` is what the row says today; None where it is gone."""

    table: str
    key: int
    version: int  # as the merge left it
    before: Values | None
    after: Values | None
    subject_id: int | None
    now: Values | None

    @property
    def is_edited(self) -> bool:
        """Did somebody change it since, or take it away?"""
        if self.after is None:
            return self.now is not None
        return self.now is None or self.now["version"] != self.version

    @property
    def goes_back(self) -> Values:
        """The columns that say again what they said: all of them where nobody has touched the row since; else whose
        it is, and of the groups themselves whatever still stands as the merge left it."""
        if self.before is None or self.after is None or self.now is None:
            return {}
        if not self.is_edited:
            return self.before
        as_left = [name for name in self.before if self.now[name] == self.after[name]]
        return {name: self.before[name] for name in as_left if name == "chapter_id" or self.table == _GROUP}


def steps_of(merge: GroupMerge) -> list[Step]:
    """In the order in which the merge came to the rows."""
    told: dict[tuple[str, int], list[AuditEntry]] = defaultdict(list)
    entries = AuditEntry.objects.filter(batch=merge.batch_id, erased_at=None).exclude(table=_ITSELF)
    for entry in entries.order_by("pk"):
        told[entry.table, int(entry.key)].append(entry)
    keys: dict[str, list[int]] = defaultdict(list)
    for table, key in told:
        keys[table].append(key)
    now = {table: _rows(table, found) for table, found in keys.items()}
    return [_step(table, key, done, now[table].get(key)) for (table, key), done in told.items()]


def came_since(merge: GroupMerge) -> "list[tuple[str | _StrPromise, int]]":
    """What has come to the group that stays after the merge, of each kind how many: it stays there."""
    from apps.chapters.models import Album, Due, Membership  # noqa: PLC0415 - beside the list of the others

    kinds: list[Any] = [Membership, *(model for model, _rows in moved_as_they_are(merge.kept)), Album, Due]
    new = {"chapter": merge.kept_id, "created_at__gt": merge.created_at}
    counted = [(kind._meta.verbose_name_plural or "", kind._base_manager.filter(**new).count()) for kind in kinds]
    return [(label, number) for label, number in counted if number]


def later_merge(merge: GroupMerge) -> GroupMerge | None:
    """One that stands and must be taken back first: of another group into the same, or of that into yet another."""
    standing = GroupMerge.objects.filter(undone_at=None, pk__gt=merge.pk)
    last = standing.filter(kept=merge.kept_id).aggregate(last=Max("pk"))["last"]
    return standing.filter(gone=merge.kept_id).first() or standing.filter(pk=last).first()


def _rows(table: str, keys: list[int]) -> dict[int, Values]:
    from apps.core.actions.audit import values_of  # noqa: PLC0415 - reads only what a row says

    rows = apps.get_model(table)._base_manager.filter(pk__in=keys).select_for_update()
    return {row.pk: dict(values_of(row)) for row in rows}


def _step(table: str, key: int, done: list[AuditEntry], now: Values | None) -> Step:
    before: Values | None = None
    after: Values | None = None
    for entry in reversed(done):
        given = entry.before
        before = None if given is None else dict(given) if entry.after is None else (before or {}) | given
    for entry in done:
        after = None if entry.after is None else (after or {}) | entry.after
    if before is not None and after is not None:
        after = {name: after[name] for name in before}
    return Step(table, key, done[-1].version, before, after, done[-1].subject_id, now)
