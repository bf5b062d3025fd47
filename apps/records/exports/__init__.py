"""People as files: tables, letters, labels and envelopes."""

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
