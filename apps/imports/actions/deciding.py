"""Held rows: somebody says who is meant, and the row is written then, as a part of the same import.

A screen shows the row beside `row.person` (whom it may be), its `reasons`, and with `preview` what a decision would
write; then it calls `decide`. What is decided is taken back with the import."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import audit, bulk
from apps.duplicates.actions import deciding as duplicates
from apps.duplicates.actions import scanning
from apps.imports import rules
from apps.imports.actions import amending, studying
from apps.imports.actions.entering import Newcomers
from apps.imports.actions.files import NotAllowed, WrongState
from apps.imports.actions.meeting import Given
from apps.imports.actions.planning import Planned, Planner
from apps.imports.actions.writing import Work
from apps.imports.lib.keys import keys_of
from apps.imports.models import Import, ImportRow
from apps.imports.querysets import studies
from apps.imports.querysets.people import known_people
from apps.imports.querysets.reference import Known, reference_now
from apps.records.models import Person

Decision = ImportRow.Decision


class AlreadyDecided(Exception):
    """Somebody decided on this row before; nothing was written."""

    message = _("Somebody has already decided on this row.")


class CannotBe(Exception):
    """The row cannot be written in this way; `reason` is a code that the reports put into words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = _("This row cannot be taken over like that. Mend it in the file and import it again.")


def preview(row: ImportRow, decision: str, *, person: Person | None = None) -> list[dict[str, Any]]:
    """What the decision would write, change by change (for a new person: nothing, the row's values say it)."""
    if decision not in {Decision.SAME, Decision.REST}:
        return []
    return _planned(row, decision, person or row.person, reference_now(with_given_names=False)).changes


@transaction.atomic
def decide(row: ImportRow, decision: str, *, by: User, person: Person | None = None, reason: str = "") -> None:
    """`person`: who is meant, if it is not whom the check has found. Raises AlreadyDecided, CannotBe, WrongState."""
    if not rules.may_import(by):
        raise NotAllowed
    given = Import.objects.select_for_update().get(pk=row.of_id)
    if given.state != Import.State.DONE or given.batch is None:
        raise WrongState
    meant = person or row.person
    values: dict[str, Any] = {"decision": decision, "decided_by": by, "decided_at": timezone.now()}
    if not ImportRow.objects.filter(pk=row.pk, outcome="held", decision="").update(**values):
        raise AlreadyDecided
    known = reference_now(with_given_names=False)
    try:
        with transaction.atomic():
            if decision == Decision.NEW:
                values["person_id"] = _enter(given, row, known, by)
                _remember(given, row, values["person_id"], by, reason)
            elif decision in {Decision.SAME, Decision.REST}:
                values["person_id"] = _amend(given, row, _planned(row, decision, meant, known), known, by)
    except (IntegrityError, ValidationError) as error:
        raise CannotBe("clashes") from error
    ImportRow.objects.filter(pk=row.pk).update(person_id=values.get("person_id", row.person_id))
    change = audit.Change(audit.table_of(row), str(row.pk), 1, {"decision": ""}, {"decision": decision})
    audit.write([change], action="imports.decide_row", by=by, reason=reason, batch=given.batch)
    row.refresh_from_db()


def _enter(given: Import, row: ImportRow, known: Known, by: User) -> int:
    planner = Planner(given, known)
    if wrong := planner.missing(_given(row)):
        raise CannotBe(wrong["code"])
    work = _work(given, known, by)
    _make(given, known, studies.marks_in(studies.degree_of(row.values, known)), by, row)
    person_id = bulk.reserve(Person, 1)[0]
    Newcomers(work).enter(person_id, [(row.number, row.values)])
    work.flush()
    return person_id


def _remember(given: Import, row: ImportRow, person_id: int, by: User, reason: str) -> None:
    """That this is not whom the row was held for: no scan and no import asks again. Whoever else is like the newcomer
    was not shown, and comes to the pile."""
    if row.person_id:
        said = reason or _("Decided on row %(number)s of %(name)s.") % {"number": row.number, "name": given.name}
        duplicates.remember(row.person_id, person_id, by=by, reason=str(said), batch=given.batch)
    scanning.look_again_soon(person_id)


def _amend(given: Import, row: ImportRow, planned: Planned, known: Known, by: User) -> int:
    marks = [mark for change in planned.changes for mark in studies.marks_in(change["after"])]
    _make(given, known, marks, by, row)
    person_id = planned.person_id or 0
    if planned.changes:
        work = _work(given, known, by)
        amending.amend(given, known, work, [(row.number, person_id, planned.changes)], at=timezone.now())
    return person_id


def _planned(row: ImportRow, decision: str, person: Person | None, known: Known) -> Planned:
    found = known_people([person.pk]) if person else {}
    if not found or person is None:
        raise CannotBe("nobody_chosen")
    planned = Planner(row.of, known).compare(_given(row), found[person.pk], insist=True)
    if decision == Decision.REST:
        planned.changes = [change for change in planned.changes if not change.get("disputed")]
    return planned


def _given(row: ImportRow) -> Given:
    given = Given(row.number, row.values)
    given.keys = keys_of(row.values)
    return given


def _work(given: Import, known: Known, by: User) -> Work:
    assert given.batch is not None  # noqa: S101 - `decide` has looked
    return Work(given, known, batch=given.batch, by=by, at=timezone.now())


def _make(given: Import, known: Known, marks: list[str], by: User, row: ImportRow) -> None:
    assert given.batch is not None  # noqa: S101 - `decide` has looked
    studying.make(marks, known, by=by, batch=given.batch, origin=given.origin(row.number))
