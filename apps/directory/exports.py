"""A person's contact card: what the reader sees on the page, as a file for a telephone's address book."""

from django.conf import settings
from django.urls import reverse

from apps.directory.lib import vcard
from apps.records.models import Contact
from apps.records.reports import ProfileSheet

_PHONES = {Contact.Kind.MOBILE, Contact.Kind.PHONE}


def contact_card(sheet: ProfileSheet) -> vcard.Card:
    """The card of a sheet that names somebody."""
    name, post = sheet.name, sheet.current_post
    by_kind: dict[str, list[str]] = {}
    for contact in sheet.contacts:
        by_kind.setdefault(contact.kind, []).append(contact.value)
    in_thai = bool(name and name.full_th)
    parts = {part: _part(name, part, "th" if in_thai else "en") for part in ("last", "first", "middle", "title")}
    return vcard.Card(
        full_name=name.full if name else "",
        nickname=name.nickname if name else "",
        organisation=post.employer if post else "",
        position=post.position if post else "",
        telephones=[
            vcard.Telephone(contact.value.replace(";ext=", ","), contact.kind == Contact.Kind.MOBILE)
            for contact in sheet.contacts
            if contact.kind in _PHONES
        ],
        emails=by_kind.get(Contact.Kind.EMAIL, []),
        websites=by_kind.get(Contact.Kind.WEBSITE, []) + by_kind.get(Contact.Kind.FACEBOOK, []),
        line_id=next(iter(by_kind.get(Contact.Kind.LINE, [])), ""),
        note=_studied(sheet),
        uid=f"urn:uuid:{sheet.public_id}",
        url=settings.SITE_URL + reverse("directory:person", args=[sheet.public_id]),
        **parts,
    )


def fields_of(card: vcard.Card) -> str:
    """What the card holds, for the log of disclosures."""
    lists = ("telephones", "emails", "websites", "line_id", "organisation", "position", "nickname")
    return ", ".join(["name", *(name for name in lists if getattr(card, name))])


def _part(name: object, part: str, language: str) -> str:
    return str(getattr(name, f"{part}_{language}", "") or "")


def _studied(sheet: ProfileSheet) -> str:
    degree = sheet.degree
    return " ".join(str(part) for part in (degree.faculty, degree.year) if part) if degree else ""
