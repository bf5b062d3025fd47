"""Who is meant by what somebody typed at the door: those who are expected, and people of the portal."""

from django.db.models import Q, QuerySet

from apps.core.lib.text.fold import fold
from apps.events.models import Attendee, Event
from apps.events.querysets.companions import companions
from apps.events.querysets.door import expected
from apps.events.rules import Standing
from apps.records import policy
from apps.records.models import SearchRow
from apps.records.querysets.directory import directory_page
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.lines.directory import DirectoryLine

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


def found_people(standing: Standing, text: str) -> list[DirectoryLine]:
    """People of the portal whom this reader would find elsewhere too; nobody else is found at a door."""
    tier = policy.tier_of(is_alumnus=standing.is_alumnus)
    return list(directory_page(PeopleFilters(text=text), tier=tier, size=MOST).rows)


def is_findable(standing: Standing, person_id: int) -> bool:
    """Would this reader find them?"""
    tier = policy.tier_of(is_alumnus=standing.is_alumnus)
    return SearchRow.objects.filter(person=person_id, tier=tier).exists()
