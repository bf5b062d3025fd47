"""What a person asks the office to correct in their own record. Where the person is believed the correction is
written at once; otherwise it waits, with what the person says about it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.actions import audit, rows
from apps.core.lib.dates import PartialDate
from apps.records import rules
from apps.records.actions import degrees, facts, people
from apps.records.actions.facts import Outcome
from apps.records.actions.held import MISSING, AlreadyDecided
from apps.records.models import Degree, HeldChange, Person, PersonName, Source
from apps.records.models.facts import Fact

DEGREE = "records.degree"
MOST_MISSING = 5  # degrees that one person may say are missing before the office has looked


@transaction.atomic
def correct_degree(
    degree: Degree, values: Mapping[str, Any], *, note: str, by: User, expected_version: int | None = None
) -> Outcome:
    """The person says that a course of study is recorded wrongly."""
    _replace(degree, by=by)
    return degrees.change(degree, values, source=Source.SELF, by=by, expected_version=expected_version, reason=note)


@transaction.atomic
def add_degree(person: Person, values: Mapping[str, Any], *, note: str, by: User) -> HeldChange:
    """The person says that a whole course of study is missing: it waits until the office has seen the papers. Raises
    ValidationError where the same is asked for already."""
    said = facts.plain(Degree(), values)
    asked = HeldChange.objects.filter(person=person, table=DEGREE, key=MISSING, state=HeldChange.State.OPEN)
    if said in asked.values_list("values", flat=True):
        raise ValidationError(_("You have asked for this already; the office is looking at it."), code="asked")
    if asked.count() >= MOST_MISSING:
        raise ValidationError(_("The office looks at what you asked for first. Then ask for more."), code="too_many")
    held = HeldChange(
        person=person,
        table=DEGREE,
        key=MISSING,
        values=said,
        source=Source.SELF,
        reason=_("It is not on record."),
        note=note,
    )
    return rows.create(held, by=by, action="records.hold_change", subject_id=person.pk)


@transaction.atomic
def correct_spelling(
    name: PersonName, values: Mapping[str, Any], *, note: str, by: User, expected_version: int | None = None
) -> Outcome:
    """The person says that the name was never written so. It always waits, unlike a change of name, which keeps the
    former name: a correction makes the name on the diploma untrue."""
    if expected_version is not None and name.version != expected_version:
        raise rows.Stale
    different = {field: value for field, value in values.items() if getattr(name, field) != value}
    if not different:
        return Outcome.UNCHANGED
    _replace(name, by=by)
    facts.hold(name, different, source=Source.SELF, by=by, note=note)
    return Outcome.HELD


@transaction.atomic
def correct_birth_date(
    person: Person, day: PartialDate | None, *, note: str, by: User, expected_version: int | None = None
) -> Outcome:
    """The person says when they were born."""
    if expected_version is not None and person.version != expected_version:
        raise rows.Stale
    if day == person.birth_date:
        return Outcome.UNCHANGED
    if rules.may_overwrite("records.person", new=Source.SELF, old=person.birth_date_source or Source.SELF):
        people.change(person, {"birth_date": day}, by=by, source=Source.SELF)
        return Outcome.SAVED
    _replace(person, by=by)
    facts.hold(person, {"birth_date": day}, source=Source.SELF, by=by, note=note)
    return Outcome.HELD


@transaction.atomic
def withdraw(held: HeldChange, *, by: User) -> None:
    """The person no longer asks for it. Raises AlreadyDecided where the office was faster."""
    if held.state != HeldChange.State.OPEN:
        raise AlreadyDecided
    values = {"state": HeldChange.State.WITHDRAWN.value, "decided_at": timezone.now()}
    try:
        rows.change(held, values, by=by, action="records.withdraw_request", subject_id=held.person_id)
    except rows.Stale as stale:
        raise AlreadyDecided from stale


def _replace(fact: Fact | Person, *, by: User) -> None:
    """What the person asked for until now about the same thing is no longer asked for."""
    about = {"table": audit.table_of(fact), "key": str(fact.pk), "person_id": facts.person_id(fact)}
    for earlier in HeldChange.objects.filter(**about, source=Source.SELF, state=HeldChange.State.OPEN):
        withdraw(earlier, by=by)
