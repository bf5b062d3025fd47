"""What people did to their own record, as the audit trail knows it."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from apps.core.models import AuditEntry
from apps.records.models import Person

# Of looking, consenting and asking nothing becomes better; what a clerk did, the person did not.
DEEDS = [
    f"records.{verb}"
    for verb in (
        *("confirm_record", "confirm_fact", "change_profile", "change_photo", "hold_change", "change_person"),
        *("add_contact", "change_contact", "set_contact_status", "remove_contact"),
        *("add_address", "change_address", "retire_address", "remove_address"),
        *("add_employment", "change_employment", "remove_employment", "offer_help", "change_offer"),
        *("rename", "add_name", "correct_name"),
    )
]


def own_updates(person: Any, since: Any, until: Any, _thing: str = "") -> QuerySet[AuditEntry]:
    """Where a person brought their own record up to date from a moment until another, or said that it is right."""
    themself = Person.objects.filter(pk=OuterRef("subject_id"), account=OuterRef("by"))
    return AuditEntry.objects.filter(
        Exists(themself), subject_id=person, at__gte=since, at__lt=until, action__in=DEEDS
    )
