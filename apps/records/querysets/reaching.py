"""How people can be reached, for whoever they have agreed may know it."""

from collections.abc import Iterable

from apps.records.models import Consent, Contact
from apps.records.querysets.consents import agreed

_COLUMNS = {Contact.Kind.EMAIL: 0, Contact.Kind.MOBILE: 1}


def reach_for_groups(person_ids: Iterable[int]) -> dict[int, list[str]]:
    """The e-mail address and the mobile number in use of those of them who let their groups know."""
    willing = set(agreed(Consent.Purpose.CHAPTERS, person_ids).values_list("pk", flat=True))
    found: dict[int, list[str]] = {key: ["", ""] for key in willing}
    rows = Contact.objects.filter(person__in=willing, status=Contact.Status.LIVE, kind__in=_COLUMNS)
    for contact in rows.order_by("is_primary", "-pk"):
        found[contact.person_id][_COLUMNS[Contact.Kind(contact.kind)]] = contact.value
    return found
