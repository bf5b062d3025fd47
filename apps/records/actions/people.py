"""A person as a whole: entered by hand, their lasting facts, the numbers that only few may see."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction

from apps.accounts.models import User
from apps.core.actions import audit, rows
from apps.core.lib.keyed_hash import keyed_hash
from apps.records.actions import degrees, disclosures, search
from apps.records.models import Contact, Degree, Disclosure, Person, PersonName
from apps.records.models.facts import Source


@transaction.atomic
def add(
    person: Person,
    *,
    name: PersonName,
    study: Degree | None = None,
    contacts: Sequence[Contact] = (),
    by: User | None,
    reason: str = "",
) -> Person:
    """Enters a person with a name, and what they studied and how they can be reached where that is known."""
    rows.create(person, by=by, action="records.add_person", is_subject=True, reason=reason)
    person_id = person.pk
    name.person = person
    rows.create(name, by=by, action="records.add_name", subject_id=person_id)
    for contact in contacts:
        contact.person = person
        rows.create(contact, by=by, action="records.add_contact", subject_id=person_id)
    if study is not None:
        study.person = person
        degrees.add(study, by=by)
    search.refresh([person_id])
    return person


@transaction.atomic
def change(
    person: Person,
    values: Mapping[str, Any],
    *,
    by: User | None,
    source: str = Source.STAFF,
    expected_version: int | None = None,
    reason: str = "",
) -> bool:
    """Changes lasting facts: gender, birth date, nationality, home province, language, the office's note."""
    values = dict(values)
    if "birth_date" in values and values["birth_date"] != person.birth_date:
        values["birth_date_source"] = source if values["birth_date"] else ""
    changed = rows.change(
        person,
        values,
        by=by,
        action="records.change_person",
        subject_id=person.pk,
        expected_version=expected_version,
        reason=reason,
    )
    search.refresh([person.pk])
    return changed


def set_national_id(
    person: Person, number: str, *, by: User | None, reason: str, expected_version: int | None = None
) -> bool:
    """Keeps the 13 digits encrypted, with a keyed hash to find the same number again; empty takes it out. Raises
    ValidationError when another record has it."""
    values = {"national_id": number, "national_id_hash": keyed_hash(number, settings.KEYED_HASH_KEY) if number else ""}
    return rows.change(
        person,
        values,
        by=by,
        action="records.set_national_id",
        subject_id=person.pk,
        expected_version=expected_version,
        reason=reason,
    )


@transaction.atomic
def open_sensitive(person: Person, field: str, *, by: User, reason: str) -> str:
    """The value of a sensitive field in clear, with a note in the audit log of who opened it and why."""
    value: str = getattr(person, field)
    opened = audit.Change(audit.table_of(person), str(person.pk), person.version, None, {"field": field}, person.pk)
    audit.write([opened], action="records.open_sensitive", by=by, reason=reason)
    disclosures.note(person, to=by, kind=Disclosure.Kind.SENSITIVE, what=field, reason=reason)
    return value
