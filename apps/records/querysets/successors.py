"""Records that became part of others: where they live on, and whose history is part of a record's own."""

from uuid import UUID

from django.db.models import Q

from apps.core import registries


def successor_of(public_id: UUID | str) -> UUID | None:
    """The public id of the record in which that one lives on; None where it never was, or is there still."""
    try:
        asked = UUID(str(public_id))
    except ValueError:
        return None
    answers = (look_up(asked) for _key, look_up in registries.successors)
    return next((found for found in answers if found is not None), None)


def folded_into(table: str, public_id: UUID) -> UUID | None:
    """The public id of the row ("directory.conversation") that one became when two records of one person did."""
    answers = (look_up(table, public_id) for _key, look_up in registries.folded_rows)
    return next((found for found in answers if found is not None), None)


def card_holder(code: str) -> int | None:
    """The key of the person who had a card of this number in a record that became part of theirs."""
    answers = (look_up(code) for _key, look_up in registries.former_cards)
    return next((found for found in answers if found is not None), None)


def changes_about(person_id: int) -> Q:
    """The condition on entries of the audit trail that tell of a person, and of records that became part of theirs."""
    keys = [person_id, *(key for _key, look_up in registries.forerunners for key in look_up(person_id))]
    return Q(subject_id__in=keys) | Q(table="records.person", key__in=[str(key) for key in keys])
