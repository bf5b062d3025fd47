"""What the newest import has said of people: a row that says the same again, of somebody whom nobody has touched
since, says nothing new and needs no closer look."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from apps.core.models import AuditEntry
from apps.imports.lib.facts import SEALED

CHUNK = 5000
MARGIN = timedelta(hours=1)  # entries of the trail that were on their way when the import ran
Values = Mapping[str, Any]


class Said:
    """The last words on each person. `fingerprint`: of the reference data by which rows are read now; what was read
    by other ones proves nothing."""

    def __init__(self, kind: str, fingerprint: str) -> None:
        from apps.imports.models import Import  # noqa: PLC0415 - the models import this package

        done = Import.objects.filter(kind=kind, state=Import.State.DONE, ran_at__isnull=False, forgotten_at=None)
        self._last = done.order_by("-ran_at").first()
        if self._last and self._last.seen.get("reference_after") != fingerprint:
            self._last = None
        self._touched: set[int] = set()
        if self._last and self._last.ran_at and self._last.batch_id:
            self._touched = _touched_since(self._last.ran_at, self._last.batch_id)

    def of(self, person_ids: Iterable[int]) -> dict[int, Values]:
        """By person, where the import had one row of them and it was taken over as a whole."""
        if self._last is None:
            return {}
        wanted = sorted(set(person_ids) - self._touched)
        found: dict[int, Values] = {}
        several: set[int] = set()
        for start in range(0, len(wanted), CHUNK):
            rows = self._last.rows.filter(person__in=wanted[start : start + CHUNK])
            for person_id, outcome, values in rows.values_list("person_id", "outcome", "values"):
                if person_id in found or outcome not in {"created", "updated", "unchanged"}:
                    several.add(person_id)
                found[person_id] = in_clear(values)
        return {person_id: values for person_id, values in found.items() if person_id not in several}


def decided_as_new(person_ids: Collection[int]) -> dict[int, list[Values]]:
    """What the held rows said as which these people were entered, of whom somebody decided that they are new."""
    from apps.imports.models import ImportRow  # noqa: PLC0415 - the models import this package

    found: dict[int, list[Values]] = {}
    rows = ImportRow.objects.filter(person__in=person_ids, decision="new")
    for person_id, values in rows.values_list("person_id", "values"):
        found.setdefault(person_id or 0, []).append(in_clear(values))
    return found


def in_clear(values: Values) -> Values:
    """Without what is encrypted: its hash tells the same. A passport has none, so that nothing equals it."""
    if not any(name in values for name in SEALED):
        return values
    return {name: value for name, value in values.items() if name != "national_id_sealed"}


def _touched_since(moment: datetime, batch_id: int) -> set[int]:
    """People with entries of the trail that are not that import's own."""
    others = Q(at__gt=moment - MARGIN) & (Q(batch__isnull=True) | ~Q(batch=batch_id))
    found = AuditEntry.objects.filter(Q(at__gt=moment) | others, at__gt=moment - MARGIN, subject_id__isnull=False)
    return {key for key in found.values_list("subject_id", flat=True).distinct() if key is not None}
