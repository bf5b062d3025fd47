"""Dated facts about a person: added, changed, removed; a less trusted word waits instead of overwriting.

The nouns beside this file (names, degrees, contacts, work) say what is special about each kind."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.actions import audit, rows
from apps.records import rules
from apps.records.actions import search
from apps.records.models import HeldChange, Person, Source
from apps.records.models.facts import Fact


class Outcome(Enum):
    """What became of a change."""

    SAVED = "saved"
    UNCHANGED = "unchanged"
    HELD = "held"


@transaction.atomic
def add(fact: Fact, *, by: User | None, action: str, reason: str = "") -> Fact:
    """Adds a fact that names its person, source and audience. Raises ValidationError where a rule refuses it."""
    rows.create(fact, by=by, action=action, subject_id=person_id(fact), reason=reason)
    search.refresh([person_id(fact)])
    return fact


@transaction.atomic
def change(
    fact: Fact,
    values: Mapping[str, Any],
    *,
    source: str,
    by: User | None,
    action: str,
    expected_version: int | None = None,
    reason: str = "",
) -> Outcome:
    """Sets the values if `source` is trusted at least as much as the fact's own source; otherwise holds them, with the
    reason, for a decision. Raises Stale and ValidationError as `rows.change` does."""
    if expected_version is not None and fact.version != expected_version:
        raise rows.Stale
    different = {name: value for name, value in values.items() if getattr(fact, name) != value}
    if not different:
        return Outcome.UNCHANGED
    if not rules.may_overwrite(audit.table_of(fact), new=source, old=fact.source):
        hold(fact, different, source=source, by=by, note=reason)
        return Outcome.HELD
    rows.change(
        fact,
        different | {"source": source},
        by=by,
        action=action,
        subject_id=person_id(fact),
        expected_version=expected_version,
        reason=reason,
    )
    search.refresh([person_id(fact)])
    return Outcome.SAVED


@transaction.atomic
def set_audience(fact: Fact, audience: str, *, by: User | None, expected_version: int | None = None) -> bool:
    """Opens or closes the fact to readers: the person's own to say, whoever said the fact itself."""
    changed = rows.change(
        fact,
        {"audience": audience},
        by=by,
        action="records.set_audience",
        subject_id=person_id(fact),
        expected_version=expected_version,
    )
    search.refresh([person_id(fact)])
    return changed


@transaction.atomic
def confirm(fact: Fact, *, source: str, by: User | None) -> None:
    """Notes that the fact still holds, and who said so."""
    values = {"confirmed_at": timezone.now(), "confirmed_by": source}
    rows.change(fact, values, by=by, action="records.confirm_fact", subject_id=person_id(fact))


@transaction.atomic
def remove(fact: Fact, *, by: User | None, action: str, expected_version: int | None = None, reason: str = "") -> None:
    """Takes a fact out that was never true (what was once true is ended, not removed)."""
    subject_id = person_id(fact)
    rows.remove(fact, by=by, action=action, subject_id=subject_id, expected_version=expected_version, reason=reason)
    search.refresh([subject_id])


def hold(
    fact: Fact | Person,
    values: Mapping[str, Any],
    *,
    source: str,
    by: User | None,
    source_ref: str = "",
    note: str = "",
) -> HeldChange:
    """Keeps a proposed change for a decision by a person; `note` is what whoever asks for it has to say."""
    said_by = fact.birth_date_source if isinstance(fact, Person) else fact.source
    reason = _("“%(new)s” would overwrite what “%(old)s” said.") % {
        "new": Source(source).label,
        "old": Source(said_by).label,
    }
    held = HeldChange(
        person_id=person_id(fact),
        table=audit.table_of(fact),
        key=str(fact.pk),
        values=plain(fact, values),
        source=source,
        source_ref=source_ref,
        reason=reason,
        note=note,
    )
    return rows.create(held, by=by, action="records.hold_change", subject_id=person_id(fact))


def plain(fact: models.Model, values: Mapping[str, Any]) -> dict[str, audit.Json]:
    """The values by column, in a form that JSON keeps."""
    proposed = type(fact)()
    for name, value in values.items():
        setattr(proposed, name, value)
    columns = audit.values_of(proposed)
    return {field.attname: columns[field.attname] for field in fact._meta.concrete_fields if field.name in values}


def person_id(fact: models.Model) -> int:
    key: int = fact.pk if isinstance(fact, Person) else fact.person_id  # type: ignore[attr-defined] # facts have one
    return key
