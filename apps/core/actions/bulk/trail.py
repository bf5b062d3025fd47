"""Entries of the audit trail by the thousands, as `audit.write` would write them."""

import hashlib
import os
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from apps.core.actions import audit
from apps.core.models import AuditBatch, AuditEntry

from .lines import Column, Line, Value, kind_of, text_of, write_columns
from .pipes import Pipe


class Trail:
    """Audit entries of one piece of work."""

    CHANGED = ("action", "table", "key", "version", "subject_id", "before", "after", "origin", "salt", "values_digest")
    ADDED = ("key", "subject_id", "after", "origin", "salt", "values_digest")

    def __init__(
        self, *, action: str, by: AbstractBaseUser | None, at: datetime, batch: AuditBatch, reason: str = ""
    ) -> None:
        fixed: dict[str, Any] = {
            "at": at,
            "by_id": by.pk if by else None,
            "reason": reason,
            "batch_id": batch.pk,
            "erased_at": None,
            "seal_id": None,
        }
        self._fixed = {name: text_of(audit.plain(value)) for name, value in fixed.items()}
        self._fields = {field.attname: field for field in AuditEntry._meta.concrete_fields}
        self._action = action
        self._salts: list[str] = []
        self._changed: list[Line] = []
        self._added: list[tuple[list[Column], dict[str, Value]]] = []

    def add(
        self,
        table: str,
        key: int,
        *,
        subject: int | None,
        origin: str = "",
        version: int = 1,
        before: str = "null",
        after: str = "null",
        action: str = "",
    ) -> None:
        """`before` and `after` in canonical JSON, as `Table.write` and `audit.canonical` write it."""
        salt = self._take_salts(1)[0]
        self._changed.append(
            (
                *(action or self._action, table, str(key), str(version), None if subject is None else str(subject)),
                *(None if before == "null" else before, None if after == "null" else after),
                *(origin, salt, _digest(salt, f"[{before},{after}]")),
            )
        )

    def add_rows(
        self,
        table: str,
        keys: Sequence[Value],
        *,
        subjects: Sequence[Value],
        origins: Sequence[Value],
        afters: Sequence[str],
        action: str = "",
    ) -> None:
        """Entries of new rows of one table."""
        salts = self._take_salts(len(keys))
        sha256 = hashlib.sha256
        digests = [
            sha256(f"{salt}|[null,{after}]".encode()).hexdigest() for salt, after in zip(salts, afters, strict=True)
        ]
        same: dict[str, Value] = {"action": action or self._action, "table": table, "version": "1", "before": None}
        self._added.append(([keys, subjects, afters, origins, salts, digests], same))

    def flush(self, pipe: Pipe | None = None) -> None:
        """Writes what has come since the last time."""
        changed, self._changed = self._changed, []
        added, self._added = self._added, []
        if changed:
            self._write(self.CHANGED, list(zip(*changed, strict=True)), {}, pipe)
        for columns, same in added:
            self._write(self.ADDED, columns, same, pipe)

    def _write(
        self, names: Sequence[str], columns: Sequence[Column], same: dict[str, Value], pipe: Pipe | None
    ) -> None:
        rest = same | self._fixed
        fields = [self._fields[name] for name in (*names, *rest)]
        kinds = list(map(kind_of, fields))
        columns_of_table = [str(field.column) for field in fields]
        write_columns(AuditEntry, columns_of_table, columns, list(rest.values()), kinds, pipe=pipe)

    def _take_salts(self, number: int) -> list[str]:
        if len(self._salts) < number:
            pool = os.urandom(16 * max(number, 1024)).hex()
            self._salts = [pool[start : start + 32] for start in range(0, len(pool), 32)]
        taken = self._salts[-number:] if number else []
        del self._salts[len(self._salts) - number :]
        return taken


def _digest(salt: str, values: str) -> str:
    return hashlib.sha256(f"{salt}|{values}".encode()).hexdigest()
