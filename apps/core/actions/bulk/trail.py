"""Entries of the audit trail by the thousands, as `audit.write` would write them."""

import hashlib
import os
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from apps.core.actions import audit
from apps.core.models import AuditBatch, AuditEntry

from .lines import Line, Pipe, kind_of, text_of, write


class Trail:
    """Audit entries of one piece of work."""

    COLUMNS = ("table", "key", "version", "subject_id", "before", "after", "origin", "salt", "values_digest")

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
        fields = {field.attname: field for field in AuditEntry._meta.concrete_fields}
        self._names = [str(fields[name].column) for name in ("action", *self.COLUMNS, *fixed)]
        kinds = [kind_of(fields[name]) for name in ("action", *self.COLUMNS, *fixed)]
        self._kinds = kinds
        self._rest = [text_of(audit.plain(value)) for value in fixed.values()]
        self._action = action
        self._salts: list[str] = []
        self._lines: list[Line] = []
        self.written = 0

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
        """`before` and `after` in canonical JSON, as `Table.add` and `audit.canonical` write it."""
        salt = self._salt()
        digest = hashlib.sha256(f"{salt}|[{before},{after}]".encode()).hexdigest()
        self._lines.append(
            (
                *(action or self._action, table, str(key), str(version), None if subject is None else str(subject)),
                *(None if before == "null" else before, None if after == "null" else after),
                *(origin, salt, digest),
            )
        )

    def flush(self, pipe: Pipe | None = None) -> None:
        lines, self._lines = self._lines, []
        if lines:
            write(AuditEntry, self._names, lines, self._rest, self._kinds, pipe=pipe)
            self.written += len(lines)

    def _salt(self) -> str:
        if not self._salts:
            pool = os.urandom(16 * 1024).hex()
            self._salts = [pool[start : start + 32] for start in range(0, len(pool), 32)]
        return self._salts.pop()
