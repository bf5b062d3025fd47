"""Decisions on changes that wait because a less trusted source proposed them."""

from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.actions import notices
from apps.accounts.models import User
from apps.core.actions import rows
from apps.records.actions import contacts, degrees, search
from apps.records.models import Contact, Degree, HeldChange, Institution, Person, Source
from apps.records.models.facts import Fact

MISSING = "new"  # in place of the key of a fact that somebody says is missing altogether


class AlreadyDecided(Exception):
    """Somebody decided on this change before; nothing was written."""

    message = _("Somebody has already decided on this.")


class FactIsGone(Exception):
    """The fact that the change was meant for is no longer there; it can only be rejected."""

    message = _("What this change was meant for is no longer there. It can only be rejected.")


@transaction.atomic
def accept(held: HeldChange, *, by: User, reason: str = "") -> None:
    """Applies the proposed values to the fact and closes the case."""
    _decide(held, HeldChange.State.ACCEPTED, by=by, reason=reason)
    if held.key == MISSING:
        _add_missing(held, by=by, reason=reason)
        return
    fact = fact_of(held)
    if fact is None:
        raise FactIsGone
    columns = {field.attname: field for field in fact._meta.concrete_fields}
    values: dict[str, Any] = {name: columns[name].to_python(value) for name, value in held.values.items()}
    if isinstance(fact, Contact) and values.get("is_primary"):
        contacts.step_down(fact, by=by)
    if isinstance(fact, Degree) and "graduation_year_be" in values:
        values["cohort"] = degrees.cohort_for(fact.institution, values["graduation_year_be"], by=by)
    rows.change(
        fact,
        values | _whose_word(fact, held),
        by=by,
        action="records.accept_held_change",
        subject_id=held.person_id,
        reason=reason,
    )
    if isinstance(fact, Degree):
        degrees.settle_first(held.person_id, by=by)
    search.refresh([held.person_id])


@transaction.atomic
def reject(held: HeldChange, *, by: User, reason: str) -> None:
    """Leaves the fact as it is and closes the case with the reason."""
    _decide(held, HeldChange.State.REJECTED, by=by, reason=reason)


def fact_of(held: HeldChange) -> Fact | Person | None:
    """What the change waits for, if it is still there: a fact, or the person for the date of birth. Nothing, where a
    whole fact is missing."""
    if held.key == MISSING:
        return None
    model = apps.get_model(held.table)
    if model is Person:
        return Person.objects.filter(pk=held.person_id).first()
    fact: Fact | None = model._default_manager.filter(pk=held.key, person_id=held.person_id).first()
    return fact


def _add_missing(held: HeldChange, *, by: User, reason: str) -> None:
    """Writes the degree that was missing. It is the office's word, since the office has seen the papers."""
    degree = Degree(
        person_id=held.person_id,
        institution=Institution.objects.served(),
        status=Degree.Status.CONFERRED,
        source=Source.STAFF,
        source_ref=held.source_ref,
    )
    columns = {field.attname: field for field in Degree._meta.concrete_fields}
    for name, value in held.values.items():
        setattr(degree, name, columns[name].to_python(value))
    if degree.title is None:
        raise FactIsGone
    degree.level = degree.title.level
    degree.campus = degree.faculty.campus if degree.faculty else None
    degrees.add(degree, by=by, reason=reason)


def _whose_word(fact: Fact | Person, held: HeldChange) -> dict[str, str]:
    if isinstance(fact, Person):
        return {"birth_date_source": held.source}
    return {"source": held.source, "source_ref": held.source_ref}


def _decide(held: HeldChange, state: HeldChange.State, *, by: User, reason: str) -> None:
    if held.state != HeldChange.State.OPEN:
        raise AlreadyDecided
    values = {"state": state.value, "decided_by": by, "decided_at": timezone.now()}
    try:
        rows.change(
            held, values, by=by, action=f"records.{state}_held_change", subject_id=held.person_id, reason=reason
        )
    except rows.Stale as stale:
        raise AlreadyDecided from stale
    _tell_asker(held)


def _tell_asker(held: HeldChange) -> None:
    """Who asked for a correction of their own record learns what became of it."""
    account = held.person.account
    if held.source == Source.SELF and account is not None:
        notices.notify(account, "records.request_decided", table=held.table, state=held.state)
