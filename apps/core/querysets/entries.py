"""Entries of the audit trail, each of one row. Somebody who comes with thousands of others is one entry, in which the
facts about them are packed: it is read like the entry of each of them, as if they had been written one by one.

Packed they stand among what the person's row says: {"facts": {"rows": [[table, key, {column: value}], …],
"shared": {column: value}}}. What all facts say alike is said once, unless a row says otherwise."""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from typing import Any

from django.db.models import Q

from apps.core.models import AuditEntry
from apps.core.registries import audit_facts

PACKED = "facts"
Values = dict[str, Any]
Fact = tuple[str, str, Values]  # table, key, what the row says


def unpacked(after: Mapping[str, Any] | None) -> tuple[Values | None, list[Fact]]:
    """What an entry's own row says, and the facts that came with it."""
    packed = after.get(PACKED) if after else None
    if after is None or not isinstance(packed, dict):
        return None if after is None else dict(after), []
    own = {name: value for name, value in after.items() if name != PACKED}
    return own, [(table, str(key), packed["shared"] | values) for table, key, values in packed["rows"]]


def one_by_one(entries: Iterable[AuditEntry]) -> Iterator[AuditEntry]:
    """The entries, and after one that has facts packed the entry of each fact. (None of these is to be saved.)"""
    for entry in entries:
        own, facts = unpacked(entry.after) if entry.before is None else (None, [])
        if not facts:
            yield entry
            continue
        yield _of_row(entry, entry.table, entry.key, entry.action, own)
        for table, key, values in facts:
            yield _of_row(entry, table, key, audit_facts[table], values)


def packing() -> Q:
    """The condition on entries that have facts packed."""
    return Q(before__isnull=True, version=1, after__has_key=PACKED)


def _of_row(entry: AuditEntry, table: str, key: str, action: str, after: Values | None) -> AuditEntry:
    one = copy(entry)
    one.table, one.key, one.action, one.after = table, key, action, after
    return one
