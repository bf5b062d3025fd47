"""Badges and certificates as PDF, in the language that is active. Letters that the font does not have are left out of
nobody's name: such a badge is left blank for a pen, such a certificate is not made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.core.lib import dates, qr_codes
from apps.core.lib.pdf import has_letters_for, render_pdf
from apps.events.lib import certificates
from apps.events.models import Attendee, Event
from apps.events.querysets.companions import companions
from apps.events.reports import days
from apps.records.models import Institution, PersonName

TEMPLATES = settings.BASE_DIR / "templates" / "documents"
FONTS = settings.BASE_DIR / "static" / "fonts" / "ttf"


@dataclass
class Pile:
    """The papers of several people, and the names that the font cannot write."""

    people: list[dict[str, Any]] = field(default_factory=list)
    unwritable: list[str] = field(default_factory=list)


def badges(event: Event, attendees: Sequence[Attendee]) -> tuple[bytes, Pile]:
    """Eight on a sheet: the name, and of whoever registered what they show to the others there."""
    shown = companions(event, {each.registration.person_id for each in attendees if each.registration.person_id})
    pile = Pile()
    for each in attendees:
        face = None if each.is_guest else shown.get(each.registration.person_id or 0)
        name = each.name or (face.name.full if face else "")
        if not has_letters_for(name):
            pile.unwritable.append(name)
            name = face.name.full_en if face and has_letters_for(face.name.full_en) else ""
        first, _space, rest = name.partition(" ")
        degree = face.degree if face else None
        lines = [degree.faculty or "", _cohort(degree)] if degree else []
        nickname = face.name.nickname if face else ""
        pile.people.append(
            {
                "first": first,
                "rest": rest,
                "nickname": nickname if has_letters_for(nickname) else "",
                "lines": [line for line in lines if line],
                "ticket": _written(each.ticket.name) if each.ticket else "",
                "qr": qr_codes.svg(each.code),
            }
        )
    return _set("badges", event, pile, {"title": _written(event.title), "when": _when(event)}), pile


def attendance(event: Event, attendees: Sequence[Attendee]) -> tuple[bytes, Pile]:
    """A certificate for each, with the number by which anybody checks it."""
    names = _own_names(attendees)
    pile = Pile()
    for each in attendees:
        name = names.get(each.pk) or each.name
        if not name or not has_letters_for(name):
            pile.unwritable.append(name or each.code)
            continue
        number = certificates.number_of(each.pk, settings.KEYED_HASH_KEY)
        url = check_address(number)
        pile.people.append({"name": name, "code": number, "url": url, "qr": qr_codes.svg(url)})
    institution = Institution.objects.served()
    office = _in_language(institution.office_name_th, institution.office_name_en)
    more = {
        "title": _("Certificate of attendance"),
        "institution": _in_language(institution.name_th, institution.name_en),
        "issuer": issuer_of(event),
        "accent": institution.colour_accent,
        "certifies": _("certifies that"),
        "attended": _("took part in"),
        "event": _written(event.title),
        "when": _("on %(day)s") % {"day": days.in_words(event, "long")},
        "place": _written(event.place),
        "check_label": _("Anybody can check this certificate:"),
        "given": _("Given on %(day)s") % {"day": dates.format_long(timezone.localdate(), _language())},
        "signatory": event.chapter.name if event.chapter else office,
    }
    return _set("attendance", event, pile, more), pile


def check_address(number: str) -> str:
    """The page on which a certificate is checked; in Thai, whatever language it is printed in."""
    with translation.override(settings.LANGUAGE_CODE):
        return f"{settings.SITE_URL}{reverse('events:certificate', args=[number])}"


def issuer_of(event: Event) -> str:
    """In whose name the event was."""
    if event.chapter:
        return event.chapter.name
    institution = Institution.objects.served()
    return _in_language(institution.office_name_th, institution.office_name_en)


def name_on(attendee: Attendee) -> str:
    """What a certificate calls them."""
    return _own_names([attendee]).get(attendee.pk) or attendee.name


def _own_names(attendees: Sequence[Attendee]) -> dict[int, str]:
    """Of those who registered, by the key of the attendee: with their title, as the registry has it."""
    people = {each.registration.person_id: each.pk for each in attendees if not each.is_guest}
    rows = PersonName.objects.filter(person__in=[key for key in people if key], is_current=True)
    return {people[row.person_id]: row.titled for row in rows}


def _set(name: str, event: Event, pile: Pile, more: dict[str, Any]) -> bytes:
    institution = Institution.objects.served()
    data = {
        "lang": _language(),
        "by": issuer_of(event),
        "colour": institution.colour_primary,
        "people": pile.people,
        **more,
    }
    return render_pdf(TEMPLATES / f"{name}.typ", data, fonts=FONTS, made_at=timezone.now())


def _cohort(degree: Any) -> str:
    if degree.cohort is None or degree.year is None:
        return ""
    year = degree.year if _language() == "th" else degree.year - 543
    return _("Cohort %(number)s (%(year)s)") % {"number": degree.cohort, "year": year}


def _when(event: Event) -> str:
    return _written(" · ".join(filter(None, (days.in_words(event, "long"), event.place))))


def _written(text: str) -> str:
    """Without the signs that the font lacks: an emoji in a title spoils no badge."""
    return "".join(sign for sign in text if has_letters_for(sign)).strip()


def _in_language(thai: str, english: str) -> str:
    return thai if _language() == "th" else english


def _language() -> str:
    return get_language() or "th"
