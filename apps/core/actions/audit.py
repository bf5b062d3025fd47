"""Writing the audit trail: every action calls `write` inside its own transaction.

Nothing is locked and nothing is chained here; `sealing` does that afterwards (see docs/adr/0002-audit.md)."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from apps.core.models import AuditBatch, AuditEntry

Json = None | bool | int | str | list[Any] | dict[str, Any]
Values = Mapping[str, Json]

ERASE = "core.erase_audit_values"

# What a seal covers of a row, in this order for ever: values only by their digest, so that they can be erased.
SEALED_COLUMNS = (
    "id",
    "at",
    "by_id",
    "action",
    "table",
    "key",
    "version",
    "subject_id",
    "reason",
    "batch_id",
    "origin",
    "values_digest",
)
# What an entry says by itself of a new row is not said again among its values.
_SAID_BY_THE_ENTRY = frozenset({"id", "version", "created_at", "updated_at"})
SealedColumns = tuple[int, datetime, int | None, str, str, str, int, int | None, str, int | None, str, str]


_AT_WORK: ContextVar[AuditBatch | None] = ContextVar("batch at work", default=None)


@dataclass(frozen=True)
class Change:
    """What happened to one row; `before` is None for a new row, `after` for a removed one. Of a new row the trail
    keeps what it says: a column that is not named was blank."""

    table: str
    key: str
    version: int
    before: Values | None
    after: Values | None
    subject_id: int | None = None
    origin: str = ""


def values_of(row: models.Model) -> dict[str, Json]:
    """The row's columns in a form that JSON keeps exactly; encrypted fields stay encrypted."""
    return {
        field.attname: plain(field.get_prep_value(getattr(row, field.attname))) for field in row._meta.concrete_fields
    }


def is_said(column: str, value: object) -> bool:
    """Whether the trail names this column of a new row."""
    return value is not None and value != "" and column not in _SAID_BY_THE_ENTRY


def table_of(row: models.Model | type[models.Model]) -> str:
    """'records.contact': also for a proxy, whose rows are the concrete model's."""
    meta = row._meta.concrete_model._meta if row._meta.concrete_model else row._meta
    return meta.label_lower


def begin_batch(*, action: str, by: AbstractBaseUser | None, note: str = "") -> AuditBatch:
    """The batch of one piece of work that will write many audit rows."""
    return AuditBatch.objects.create(action=action, by_id=by.pk if by else None, note=note[:300])


@contextmanager
def gathered(batch: AuditBatch) -> Iterator[None]:
    """What is written meanwhile belongs to the batch, by whichever action of whichever app it is written."""
    token = _AT_WORK.set(batch)
    try:
        yield
    finally:
        _AT_WORK.reset(token)


def write(
    changes: Iterable[Change],
    *,
    action: str,
    by: AbstractBaseUser | None,
    reason: str = "",
    batch: AuditBatch | None = None,
) -> None:
    """Adds one audit row a change, set-based. `by` is None for what the system does by itself."""
    now, batch = timezone.now(), batch or _AT_WORK.get()
    AuditEntry.objects.bulk_create(
        (_entry(change, action=action, by=by, at=now, reason=reason, batch=batch) for change in changes),
        batch_size=500,
    )


@transaction.atomic
def erase_values(entries: models.QuerySet[AuditEntry], *, by: AbstractBaseUser | None, reason: str) -> int:
    """Takes the personal values out of audit rows, as the data-protection law may demand; who changed what and when
    stays, and so does each row's digest. Every erasure is itself an audit row. Answers with the number of rows."""
    found = entries.filter(erased_at__isnull=True).exclude(action=ERASE)
    rows = list(found.select_for_update().values_list("id", "subject_id"))
    now = timezone.now()
    AuditEntry.objects.filter(id__in=[row_id for row_id, _ in rows]).update(
        before=None, after=None, salt="", erased_at=now
    )
    records = (
        Change(table_of(AuditEntry), str(row_id), 1, None, {"erased_at": utc_text(now)}, subject_id)
        for row_id, subject_id in rows
    )
    write(records, action=ERASE, by=by, reason=reason)
    return len(rows)


def digest_of_row(row: SealedColumns) -> str:
    """Of the SEALED_COLUMNS of one row."""
    row_id, at, *rest = row
    return hashlib.sha256(canonical([row_id, utc_text(at), *rest]).encode()).hexdigest()


def digest_of_values(salt: str, before: Values | None, after: Values | None) -> str:
    return hashlib.sha256(f"{salt}|{canonical([before, after])}".encode()).hexdigest()


def utc_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def canonical(value: object) -> str:
    """One text for one value, the same before and after the database kept it."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _entry(
    change: Change, *, action: str, by: AbstractBaseUser | None, at: datetime, reason: str, batch: AuditBatch | None
) -> AuditEntry:
    salt, after = secrets.token_hex(16), change.after
    if change.before is None and after is not None:
        after = {column: value for column, value in after.items() if is_said(column, value)}
    return AuditEntry(
        at=at,
        by_id=by.pk if by else None,
        action=action,
        table=change.table,
        key=change.key,
        version=change.version,
        subject_id=change.subject_id,
        before=change.before,
        after=after,
        reason=reason,
        batch=batch,
        origin=change.origin,
        salt=salt,
        values_digest=digest_of_values(salt, change.before, after),
    )


def plain(value: object) -> Json:
    match value:
        case None | bool() | int() | str():
            return value
        case list() | tuple():
            return [plain(item) for item in value]
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case datetime() | date():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case _:
            raise TypeError(f"the audit trail keeps no {type(value).__name__}")
