"""Who is meant by what somebody typed at the door: those who are expected."""

from django.db.models import Q, QuerySet

from apps.core.lib.text.fold import fold
from apps.events.models import Attendee, Event
from apps.events.querysets.companions import companions
from apps.events.querysets.door import expected

MOST = 12


def of_code(event: Event, code: str) -> QuerySet[Attendee]:
    """Whom the code of a ticket, or of a whole registration, is for."""
    rows = Attendee.objects.filter(Q(code=code) | Q(registration__code=code), registration__event=event)
    return rows.select_related("registration", "ticket").order_by("position")


def of_name(event: Event, text: str) -> list[Attendee]:
    """Those who are expected and whose name has every word: as they wrote it, or as they show it to the others in
    either script, or their nickname."""
    words = fold(text).split()
    everybody = list(expected(event))
    shown = companions(event, {each.registration.person_id for each in everybody if each.registration.person_id})
    fits = []
    for each in everybody:
        known = each.name
        if not each.is_guest and each.registration.person_id in shown:
            name = shown[each.registration.person_id].name
            known = " ".join((known, name.nickname, name.full_th, name.full_en))
        if words and all(word in fold(known) for word in words):
            fits.append(each)
    return fits[:MOST]
