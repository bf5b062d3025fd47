"""Writing the audit trail: every action calls `write` inside its own transaction.

Nothing is locked and nothing is chained here; `sealing` does that afterwards (see docs/adr/0002-audit.md)."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils import timezone

from apps.core.models import AuditBatch, AuditEntry

Json = None | bool | int | str | list[Any] | dict[str, Any]
Values = Mapping[str, Json]


@dataclass(frozen=True)
class Change:
    """What happened to one row; `before` is None for a new row, `after` for a removed one."""

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
        field.attname: _plain(field.get_prep_value(getattr(row, field.attname))) for field in row._meta.concrete_fields
    }


def table_of(row: models.Model | type[models.Model]) -> str:
    """'records.contact': also for a proxy, whose rows are the concrete model's."""
    meta = row._meta.concrete_model._meta if row._meta.concrete_model else row._meta
    return meta.label_lower


def write(
    changes: Iterable[Change],
    *,
    action: str,
    by: AbstractBaseUser | None,
    reason: str = "",
    batch: AuditBatch | None = None,
) -> None:
    """Adds one audit row a change, set-based. `by` is None for what the system does by itself."""
    now = timezone.now()
    AuditEntry.objects.bulk_create(
        (_entry(change, action=action, by=by, at=now, reason=reason, batch=batch) for change in changes),
        batch_size=500,
    )


def digest_of_values(salt: str, before: Values | None, after: Values | None) -> str:
    return hashlib.sha256(f"{salt}|{canonical([before, after])}".encode()).hexdigest()


def canonical(value: object) -> str:
    """One text for one value, the same before and after the database kept it."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _entry(
    change: Change, *, action: str, by: AbstractBaseUser | None, at: datetime, reason: str, batch: AuditBatch | None
) -> AuditEntry:
    salt = secrets.token_hex(16)
    return AuditEntry(
        at=at,
        by_id=by.pk if by else None,
        action=action,
        table=change.table,
        key=change.key,
        version=change.version,
        subject_id=change.subject_id,
        before=change.before,
        after=change.after,
        reason=reason,
        batch=batch,
        origin=change.origin,
        salt=salt,
        values_digest=digest_of_values(salt, change.before, change.after),
    )


def _plain(value: object) -> Json:
    match value:
        case None | bool() | int() | str() | list() | dict():
            return value
        case datetime() | date():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case _:
            raise TypeError(f"the audit trail keeps no {type(value).__name__}")
