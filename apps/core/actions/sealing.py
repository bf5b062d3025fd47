"""Closing the audit trail: rows that nobody has sealed yet are bundled into a seal, which hashes them and the seal
before it, and whose digest is written down outside the database (docs/adr/0002-audit.md)."""

import hashlib
import logging
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction

from apps.core.actions import audit
from apps.core.lib.audit_head import Head, HeadFile
from apps.core.models import AuditEntry, AuditSeal

log = logging.getLogger("core.audit")

BUNDLE = 1000  # rows a seal: what a finding can narrow an edit down to, and how long SQLite's writer is held
GENESIS = "0" * 64  # what stands before the first seal


class HeadMismatch(Exception):
    """The database is not the one that the head outside remembers: it was restored, cut or rewritten, or the head
    file is lost. Nothing is sealed until a person has looked (`manage.py seal_audit --new-head`)."""


def seal(*, now: datetime) -> int:
    """Seals every committed row that has no seal; answers with their number, 0 while another sealer is at work."""
    heads = head_file()
    with heads.locked(wait=False) as mine:
        return _seal_all(heads, now) if mine else 0


def begin_new_head(*, by: AbstractBaseUser | None, reason: str, now: datetime) -> None:
    """Starts a new head file after a restore or a loss that a person has judged lawful. The old file is kept under
    another name, and the trail itself says that this happened."""
    heads = head_file()
    with heads.locked(wait=True):
        with transaction.atomic():
            last = _last_seal()
            change = audit.Change("core.auditseal", str(last.number if last else 0), 1, None, None)
            audit.write([change], action="core.begin_audit_head", by=by, reason=reason)
        heads.set_aside(now)
        _write_down(heads, last)
        _seal_all(heads, now)


def head_file() -> HeadFile:
    return HeadFile(settings.AUDIT_HEAD_FILE)


def digest_of_seal(seal: AuditSeal, row_digests: Iterable[str]) -> str:
    """Covers the seal before, every row in the order of their ids, and the seal's own columns."""
    digest = hashlib.sha256(seal.previous.encode())
    for row_digest in row_digests:
        digest.update(row_digest.encode())
    digest.update(audit.canonical([seal.number, seal.entries, audit.utc_text(seal.sealed_at)]).encode())
    return digest.hexdigest()


def _seal_all(heads: HeadFile, now: datetime) -> int:
    _compare(heads)
    sealed = 0
    while (closed := _close_bundle(now)) is not None:
        _write_down(heads, closed)
        sealed += closed.entries
        if closed.entries < BUNDLE:
            break
    return sealed


def _compare(heads: HeadFile) -> None:
    """Refuses a database that is not the head's; completes a head that a crash kept from being written."""
    last, head = _last_seal(), heads.last()
    if head is None and last is None:
        return
    if head is None:
        raise HeadMismatch(f"the database has {last}, but {heads.path} has no head")
    if not AuditSeal.objects.filter(number=head.number, digest=head.digest).exists():
        raise HeadMismatch(f"the head outside remembers seal {head.number}, which this database does not have")
    if last is not None and last.number > head.number:
        _write_down(heads, last)


def _close_bundle(now: datetime) -> AuditSeal | None:
    """One seal, committed when this returns; None when nothing is left or another machine's sealer was quicker."""
    unsealed = AuditEntry.objects.filter(seal__isnull=True)
    if not unsealed.exists():
        return None
    try:
        with transaction.atomic(durable=True):
            last = _last_seal()  # read before the rows: a seal that comes in between makes the number fail
            rows = list(unsealed.order_by("id").values_list(*audit.SEALED_COLUMNS)[:BUNDLE])
            closed = _new_seal(last, rows, now) if rows else None
    except IntegrityError:
        return None
    return closed


def _new_seal(last: AuditSeal | None, rows: list[audit.SealedColumns], now: datetime) -> AuditSeal:
    closed = AuditSeal(
        number=last.number + 1 if last else 1,
        entries=len(rows),
        previous=last.digest if last else GENESIS,
        sealed_at=now,
    )
    closed.digest = digest_of_seal(closed, (audit.digest_of_row(row) for row in rows))
    closed.save(force_insert=True)
    # By id, never by a range of ids: a slow transaction may still commit a row with a lower id than these.
    ids = [row[0] for row in rows]
    if AuditEntry.objects.filter(id__in=ids, seal__isnull=True).update(seal=closed) != len(ids):
        raise IntegrityError("another sealer took some of these rows")
    return closed


def _write_down(heads: HeadFile, last: AuditSeal | None) -> None:
    if last is None:
        return
    head = Head(last.number, last.digest, last.entries, audit.utc_text(last.sealed_at))
    heads.append(head)
    log.info("sealed %s", head)


def _last_seal() -> AuditSeal | None:
    return AuditSeal.objects.order_by("-number").first()
