"""The check of a file: every line is read, compared with the registry and kept as an ImportRow that says what will
become of it. Nothing is written to the registry."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.core.actions import bulk
from apps.core.actions.jobs import Progress, Result
from apps.core.lib.garbage import seldom_collected
from apps.core.lib.keyed_hash import keyed_hash
from apps.core.models import Job
from apps.imports.actions import telling
from apps.imports.actions.files import CHECK, State, loaded
from apps.imports.actions.meeting import Given
from apps.imports.actions.planning import Planned, Planner
from apps.imports.actions.verifying import done_before
from apps.imports.lib import files as reader
from apps.imports.lib.rows import Row, Skipped, Warned
from apps.imports.models import Import, ImportRow
from apps.imports.querysets.reference import reference_now
from apps.records.models import Person

BATCH = 2000  # rows
WAITING = 20_000  # rows of people whom the registry does not know by a number: they are compared with it at once
SECRET = ("national_id", "passport_no")
_COLUMNS = (
    *("of_id", "number", "outcome", "reasons", "person_id", "joins", "student_id", "national_id_hash"),
    *("name_key", "values", "cells", "changes"),
)
_REST = ("decision", "decided_by_id", "decided_at")
Read = Row | Skipped | Warned
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # made once, not for every row


def run(job: Job, progress: Progress) -> Result | None:
    """The runner of a check."""
    given = Import.objects.get(pk=job.params["import"])
    if given.state != State.CHECKING or given.job_id != job.pk:
        return None
    with telling.ends(given, CHECK, cancelled=State.CANCELLED), seldom_collected():
        _forget_rows(given, progress)
        progress.total(max(int(given.seen.get("rows", 0)), 1))
        with bulk.Aside() as aside:
            checked = _Check(given, aside)
            for batch in _batches(checked.read(), BATCH):
                checked.take(batch, progress)
            checked.take_rest(progress)
        checked.finish(job)
    return Result(message=_("Checked: nothing is written until you start the import."))


class _Check:
    """One check at work."""

    def __init__(self, given: Import, aside: bulk.Aside) -> None:
        self._of, self._aside = given, aside
        self._begun = timezone.now()
        self._done = done_before(self._begun)
        self._known = reference_now()
        self._planner = Planner(given, self._known)
        self._sealed: dict[str, Any] = {name: Person._meta.get_field(name) for name in SECRET}
        self._cells: Any = ImportRow._meta.get_field("cells")
        self._skipped: Counter[str] = Counter()
        self._warnings: list[dict[str, Any]] = []
        self._waiting: list[Given] = []
        self._most_waiting = WAITING if Person.objects.exists() else 0
        self._keys: dict[int, int] = {}  # row that brings in a person → the person's key

    def read(self) -> Iterator[Read]:
        mapping = loaded(self._of.mapping)
        return reader.read(Path(self._of.file.path), self._of.name, mapping, self._known.reference)

    def take(self, batch: Sequence[Read], progress: Progress) -> None:
        """Plans and keeps a batch of lines."""
        rows, skipped = [], []
        for each in batch:
            if isinstance(each, Row):
                rows.append(self._given(each))
            elif isinstance(each, Skipped):
                skipped.append(each)
            else:
                self._warnings.append({"code": each.code, "params": each.params})
        planned, unknown = self._planner.plan_known(rows, progress.step)
        self._waiting += unknown
        if len(self._waiting) >= self._most_waiting:
            planned += self._take_waiting(progress)
        progress.step(len(batch) - len(rows))
        self._keep(planned, skipped)

    def _take_waiting(self, progress: Progress) -> list[Planned]:
        waiting, self._waiting = self._waiting, []
        return self._planner.plan_unknown(waiting, progress.step)

    def _keep(self, planned: Sequence[Planned], skipped: Sequence[Skipped]) -> None:
        created = [each.given.number for each in planned if each.outcome == ImportRow.Outcome.CREATED]
        self._keys |= dict(zip(created, bulk.reserve(Person, len(created)), strict=True))
        self._skipped.update(each.why for each in skipped)
        lines = [self._line(each) for each in planned] + [self._skipped_line(each) for each in skipped]
        if lines:
            self._aside.do(partial(_write, lines))

    def take_rest(self, progress: Progress) -> None:
        self._keep(self._take_waiting(progress), ())

    def finish(self, job: Job) -> None:
        counts: dict[str, Any] = {outcome: self._planner.counts[outcome] for outcome in ImportRow.Outcome.values}
        counts["skipped"] = sum(self._skipped.values())
        seen = self._of.seen | {
            "reference": self._known.fingerprint,
            "begun": self._begun.isoformat(),
            "done": self._done,
            "marks": list(self._planner.marks),
            "warnings": self._warnings,
            "skipped": dict(self._skipped),
        }
        Import.objects.filter(pk=self._of.pk, state=State.CHECKING, job=job).update(
            state=State.CHECKED, counts=counts, seen=seen, checked_at=timezone.now(), report={}
        )

    def _given(self, row: Row) -> Given:
        """The numbers of cards go no further in clear."""
        values = row.values
        for name in SECRET:
            if number := values.pop(name, ""):
                values[f"{name}_sealed"] = self._sealed[name].get_prep_value(number)
                if name == "national_id":
                    values["national_id_hash"] = keyed_hash(number, settings.KEYED_HASH_KEY)
        problems = [
            {
                "field": each.field,
                "code": each.code,
                "value": "" if each.field in SECRET else each.value[:200],
                "hint": "" if each.field in SECRET else each.hint[:200],
                "grade": each.grade.value,
            }
            for each in row.problems
        ]
        return Given(row.number, values, problems, row.grade, row.cells)

    def _line(self, planned: Planned) -> bulk.Line:
        given, outcome = planned.given, planned.outcome
        keeps_cells = outcome in {ImportRow.Outcome.REJECTED, ImportRow.Outcome.HELD}
        person_id = planned.person_id or self._keys.get(planned.joins or given.number)
        return (
            *(str(self._of.pk), str(given.number), outcome, _json(planned.reasons)),
            *(_text(person_id), _text(planned.joins)),
            *(given.values.get("student_id", ""), given.values.get("national_id_hash", ""), given.keys.text[:250]),
            _values_text(given.values),
            self._cells.get_prep_value(_json(given.cells)) if keeps_cells else "",
            _json(planned.changes),
        )

    def _skipped_line(self, skipped: Skipped) -> bulk.Line:
        reason = {"field": "", "code": skipped.why.value, "value": skipped.text[:200]}
        return (
            *(str(self._of.pk), str(skipped.number), ImportRow.Outcome.SKIPPED.value, _json([reason])),
            *(None, None, "", "", "", "{}", "", "[]"),
        )


@transaction.atomic
def _write(lines: list[bulk.Line]) -> None:
    fields = {field.attname: field for field in ImportRow._meta.concrete_fields}
    names = [str(fields[name].column) for name in (*_COLUMNS, *_REST)]
    bulk.write(ImportRow, names, lines, ("", None, None), ["text"] * len(names))


def _batches(lines: Iterator[Read], size: int) -> Iterator[list[Read]]:
    while batch := list(islice(lines, size)):
        yield batch


def _forget_rows(given: Import, progress: Progress) -> None:
    """What an earlier check has kept, in short steps."""
    rows = ImportRow.objects.filter(of=given)
    while keys := list(rows.values_list("pk", flat=True)[:5000]):
        ImportRow.objects.filter(pk__in=keys).delete()
        progress.step(0)


def _values_text(values: dict[str, str]) -> str:
    """As `_json`, many times as fast: the names are our own."""
    text = ",".join([f'"{name}":{encode_basestring(value)}' for name, value in values.items()])
    return "{" + text.replace("\\u0000", "") + "}"


def _json(value: object) -> str:
    return _encode(value).replace("\\u0000", "") if value else "[]"


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)
