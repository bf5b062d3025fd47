"""People as files: tables, letters, labels and envelopes."""

from datetime import date
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from apps.records.models import Address, Contact, Degree, DoNotContact, Employment, PersonName


class Exported(Protocol):
    """A person as `PersonQuerySet.for_export` fetches them."""

    pk: int
    public_id: UUID
    current_names: "list[PersonName]"
    all_degrees: "list[Degree]"  # the first degree first
    live_contacts: "list[Contact]"  # the primary ones first
    live_addresses: "list[Address]"
    current_posts: "list[Employment]"
    wishes: "list[DoNotContact]"


def wishes_in_force(person: Exported, today: date) -> "list[DoNotContact]":
    """The wishes not to be contacted that have begun and are not over."""
    return [wish for wish in person.wishes if wish.since <= today and (wish.until is None or today <= wish.until)]
