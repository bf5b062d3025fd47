"""How a person can be reached: e-mail, telephone, LINE, postal addresses."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.core.lib import emails, phones
from apps.core.lib.errors import BadInputError
from apps.records import rules
from apps.records.actions import facts, search
from apps.records.actions.facts import Outcome
from apps.records.models import Address, Contact


def normal_value(kind: str, value: str) -> str:
    """The form in which a contact is stored and compared. Raises ValidationError with an example of what fits."""
    try:
        if kind == Contact.Kind.EMAIL:
            return emails.normalise_email(value)
        if kind in {Contact.Kind.MOBILE, Contact.Kind.PHONE}:
            return phones.parse_phone(value).stored
    except BadInputError as error:
        example = _("somchai@example.com") if kind == Contact.Kind.EMAIL else "08 1234 5678"
        raise ValidationError(
            _("This does not look right. Write it like %(example)s."), params={"example": example}
        ) from error
    return value.strip()


@transaction.atomic
def add(contact: Contact, *, by: User | None, reason: str = "") -> Contact:
    """Adds a contact; a primary one takes the place of the primary one of its kind."""
    if contact.is_primary:
        step_down(contact, by=by)
    facts.add(contact, by=by, action="records.add_contact", reason=reason)
    return contact


@transaction.atomic
def change(
    contact: Contact,
    values: Mapping[str, Any],
    *,
    source: str,
    by: User | None,
    expected_version: int | None = None,
    reason: str = "",
) -> Outcome:
    """Changes a contact, or holds the change when the person themself said otherwise."""
    values = dict(values)
    if values.get("status", contact.status) != Contact.Status.LIVE:
        values["is_primary"] = False
    believed = rules.may_overwrite("records.contact", new=source, old=contact.source)
    if values.get("is_primary") and believed:
        step_down(contact, by=by)
    if values.get("value", contact.value) != contact.value and believed:
        values |= {"confirmed_at": None, "confirmed_by": ""}  # it was another address that was confirmed
    return facts.change(
        contact,
        values,
        source=source,
        by=by,
        action="records.change_contact",
        expected_version=expected_version,
        reason=reason,
    )


@transaction.atomic
def set_status(contact: Contact, status: Contact.Status, *, source: str, by: User | None, reason: str = "") -> None:
    """Notes that a contact works or no longer works. A status may come from any source, a returned mail too: it says
    nothing about what the address is."""
    values: dict[str, Any] = {"status": status.value}
    if status != Contact.Status.LIVE:
        values["is_primary"] = False
    note = reason or source
    rows.change(contact, values, by=by, action="records.set_contact_status", subject_id=contact.person_id, reason=note)
    search.refresh([contact.person_id])


def remove(contact: Contact, *, by: User | None, reason: str, expected_version: int | None = None) -> None:
    """Takes out a contact that never was this person's."""
    facts.remove(contact, by=by, action="records.remove_contact", expected_version=expected_version, reason=reason)


@transaction.atomic
def add_address(address: Address, *, by: User | None, reason: str = "") -> Address:
    """Adds a postal address; one in use retires the address of its kind that was in use until now."""
    if address.status == Address.Status.LIVE:
        for old in Address.objects.filter(person=address.person, kind=address.kind, status=Address.Status.LIVE):
            values = {"status": Address.Status.RETIRED.value}
            rows.change(old, values, by=by, action="records.retire_address", subject_id=address.person_id)
    facts.add(address, by=by, action="records.add_address", reason=reason)
    return address


def change_address(
    address: Address,
    values: Mapping[str, Any],
    *,
    source: str,
    by: User | None,
    expected_version: int | None = None,
    reason: str = "",
) -> Outcome:
    """Changes a postal address, or holds the change when the person themself said otherwise."""
    return facts.change(
        address,
        values,
        source=source,
        by=by,
        action="records.change_address",
        expected_version=expected_version,
        reason=reason,
    )


def remove_address(address: Address, *, by: User | None, reason: str, expected_version: int | None = None) -> None:
    """Takes out an address that never was this person's."""
    facts.remove(address, by=by, action="records.remove_address", expected_version=expected_version, reason=reason)


def step_down(contact: Contact, *, by: User | None) -> None:
    """The primary contact of this kind until now is no longer first."""
    others = Contact.objects.filter(person=contact.person, kind=contact.kind, is_primary=True).exclude(pk=contact.pk)
    for other in others:
        action = "records.change_contact"
        rows.change(other, {"is_primary": False}, by=by, action=action, subject_id=contact.person_id)
