"""Judging the audit trail: everything is computed anew and held against the head outside the database."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.core.actions import audit, sealing
from apps.core.lib.audit_head import Head, HeadFile
from apps.core.models import AuditEntry, AuditSeal

PORTION = 2000  # rows and seals looked at in one go; memory does not grow with the trail
VALUE_COLUMNS = ("seal__number", "before", "after", "salt", "erased_at")


@dataclass(frozen=True)
class Finding:
    """Something in the trail that nobody may do: in which seal or row (0: not in one), and what it looks like."""

    seal: int
    row: int
    what: str

    def __str__(self) -> str:
        where = ", ".join(f"{name} {number}" for name, number in (("seal", self.seal), ("row", self.row)) if number)
        return f"{where or 'trail'}: {self.what}"


def verify(heads: HeadFile) -> Iterator[Finding]:
    """Every edit, removal, insertion and cut that the trail or the head outside gives away; nothing if it is whole.
    Sealing may go on meanwhile: what is sealed after the beginning is left to the next time."""
    with heads.locked(wait=True):
        last = AuditSeal.objects.order_by("-number").values_list("number", flat=True).first() or 0
        size = heads.size()
    outside = _Outside(heads.read(size))
    yield from _sealed(outside, last)
    yield from outside.findings
    yield from _ends(outside, last)
    yield from _rows(AuditEntry.objects.filter(Q(seal__isnull=True) | Q(seal__number__gt=last)), [])
    yield from _orphans()


class _Outside:
    """The heads outside in step with the seals inside, so that neither has to be in memory as a whole."""

    def __init__(self, heads: Iterator[Head]) -> None:
        self._heads = heads
        self._next = next(heads, None)
        self.newest = 0
        self.findings: list[Finding] = []

    def up_to(self, number: int) -> dict[int, str]:
        """The digests of the heads that come next, up to this seal."""
        known: dict[int, str] = {}
        while self._next and self._next.number <= number:
            self._take(self._next, known)
        return known

    def drain(self) -> None:
        while self._next:
            self._take(self._next, {})

    def _take(self, head: Head, known: dict[int, str]) -> None:
        if head.number < self.newest:
            what = f"the head outside goes back from {self.newest} to here: the database was cut or restored"
            self.findings.append(Finding(head.number, 0, what))
        self.newest = max(self.newest, head.number)
        known[head.number] = head.digest
        self._next = next(self._heads, None)


def _sealed(outside: _Outside, last: int) -> Iterator[Finding]:
    before: AuditSeal | None = None
    differs = False
    for seals in _portions(last):
        attested = outside.up_to(seals[-1].number)
        for seal in seals:
            yield from _chained(before, seal)
            before = seal
            if attested.get(seal.number, seal.digest) != seal.digest and not differs:
                differs = True
                yield Finding(seal.number, 0, "from here on the seals are not those that the head outside remembers")
        yield from _rows(AuditEntry.objects.filter(seal__in=seals), seals)


def _portions(last: int) -> Iterator[list[AuditSeal]]:
    """The seals in their order, a few thousand rows at a time."""
    portion: list[AuditSeal] = []
    weight = 0
    for seal in AuditSeal.objects.filter(number__lte=last).order_by("number").iterator(PORTION):
        portion.append(seal)
        weight += 1 + seal.entries
        if weight >= PORTION:
            yield portion
            portion, weight = [], 0
    if portion:
        yield portion


def _chained(before: AuditSeal | None, seal: AuditSeal) -> Iterator[Finding]:
    expected = before.number + 1 if before else 1
    if seal.number != expected:
        yield Finding(seal.number, 0, f"the seals {expected} to {seal.number - 1} before it are missing")
    elif seal.previous != (before.digest if before else sealing.GENESIS):
        yield Finding(seal.number, 0, "does not continue the seal before it")


def _ends(outside: _Outside, last: int) -> Iterator[Finding]:
    outside.drain()
    if outside.newest > last:
        what = f"the trail ends at seal {last}, but the head outside remembers seal {outside.newest}: the end was cut"
        yield Finding(last, 0, what)
    if outside.newest < last:
        what = f"the head outside ends at seal {outside.newest}: nothing outside attests the seals after it"
        yield Finding(last, 0, what)


def _rows(entries: QuerySet[AuditEntry], seals: list[AuditSeal]) -> Iterator[Finding]:
    """What is wrong with the rows, and with the seals that should close exactly these rows."""
    digests: dict[int, list[str]] = {seal.number: [] for seal in seals}
    erased: dict[str, str] = {}
    rows = entries.order_by("seal__number", "id").values_list(*audit.SEALED_COLUMNS, *VALUE_COLUMNS)
    for *columns, number, before, after, salt, erased_at in rows.iterator(PORTION):
        row_id, values_digest = columns[0], columns[-1]
        digests.get(number, []).append(audit.digest_of_row(tuple(columns)))
        if erased_at:
            erased[str(row_id)] = audit.utc_text(erased_at)
        elif audit.digest_of_values(salt, before, after) != values_digest:
            yield Finding(number or 0, row_id, "its values were edited")
    yield from _unrecorded(erased)
    for seal in seals:
        yield from _closed(seal, digests[seal.number])


def _closed(seal: AuditSeal, digests: list[str]) -> Iterator[Finding]:
    if len(digests) < seal.entries:
        yield Finding(seal.number, 0, f"{seal.entries - len(digests)} of its {seal.entries} rows are missing")
    elif len(digests) > seal.entries:
        yield Finding(seal.number, 0, f"{len(digests) - seal.entries} rows were slipped in")
    elif sealing.digest_of_seal(seal, digests) != seal.digest:
        yield Finding(seal.number, 0, "one of its rows, or the seal itself, was edited")


def _unrecorded(erased: dict[str, str]) -> Iterator[Finding]:
    """Erased rows of which the trail does not say who erased them, at that moment."""
    records = AuditEntry.objects.filter(action=audit.ERASE, table=audit.table_of(AuditEntry), key__in=erased)
    lawful = {(key, (after or {}).get("erased_at")) for key, after in records.values_list("key", "after")}
    for key, erased_at in erased.items():
        if (key, erased_at) not in lawful:
            yield Finding(0, int(key), "its values were erased, but no erasure is recorded")


def _orphans() -> Iterator[Finding]:
    its_seal = AuditSeal.objects.filter(pk=OuterRef("seal_id"))
    orphans = AuditEntry.objects.filter(~Exists(its_seal), seal__isnull=False)
    for row_id in orphans.order_by("id").values_list("id", flat=True).iterator(PORTION):
        yield Finding(0, row_id, "belongs to a seal that does not exist")
