"""What a merge did and what became of it since, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.core.models import AuditEntry
from apps.core.reports import Said, tell
from apps.duplicates.actions import merging
from apps.duplicates.actions.merging.images import Ref
from apps.duplicates.models import Merge, MergedRow
from apps.duplicates.reports.words import text_of

QUIET = {"records.searchrow", "duplicates.merge", "duplicates.mergedrow"}


@dataclass(frozen=True)
class Did:
    """What was done to one row. `name` is what it is called, as far as it is there or can be told."""

    row: MergedRow
    thing: str
    verb: str
    name: str
    lines: tuple[Said, ...]


def told(merge: Merge) -> list[Did]:
    """Every row of the merge; a constant number of queries for each kind of row."""
    rows = [row for row in merge.rows.order_by("table", "pk") if row.table not in QUIET]
    return _told(rows)


def told_rows(rows: Iterable[MergedRow]) -> list[Did]:
    return _told([row for row in rows if row.table not in QUIET])


def told_added(added: Iterable[Ref]) -> list[str]:
    """Rows that came since: what they are and what they say."""
    return [
        f"{capfirst(str(model._meta.verbose_name))}: {text_of(row)}"
        for model, key in added
        if model._meta.label_lower not in QUIET
        for row in model._base_manager.filter(pk=key)
    ]


def _told(rows: list[MergedRow]) -> list[Did]:
    entries = [_entry(row) for row in rows]
    there = _there(rows)
    return [
        Did(row, told.thing, _verb(row), there.get((row.table, row.key), ""), told.lines)
        for row, told in zip(rows, tell(entries), strict=True)
    ]


def _entry(row: MergedRow) -> AuditEntry:
    """What the row said that is different now; of a row that was taken away all that it said."""
    before, after = row.before, row.after
    if before is not None and after is not None:
        names = [name for name in after if before.get(name) != after[name]]
        before, after = {name: before.get(name) for name in names}, {name: after[name] for name in names}
    return AuditEntry(action="", table=row.table, key=row.key, before=before, after=after, subject_id=0)


def _verb(row: MergedRow) -> str:
    if row.before is None:
        return _("was added")
    if row.after is None:
        if row.table == "records.person":
            return _("is no record of its own any more")
        return _("became one with the same in the other record") if row.into else _("fell away")
    return _("moved over") if row.is_moved else _("changed")


def _there(rows: list[MergedRow]) -> dict[tuple[str, str], str]:
    """The rows that are there now, in words."""
    keys: dict[str, set[str]] = {}
    for row in rows:
        keys.setdefault(row.table, set()).add(row.key)
    return {
        (table, str(row.pk)): text_of(row)
        for table, wanted in keys.items()
        for row in apps.get_model(table)._base_manager.filter(pk__in=wanted)
    }


def since(merge: Merge) -> merging.Since:
    return merging.what_changed(merge)
