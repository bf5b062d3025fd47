"""Who sees what of a person, as the visibility policy itself answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from apps.records.exports.post import address_parts
from apps.records.lib.addresses import address_lines
from apps.records.models import Address, Contact, Degree, Employment, HelpOffer, Person, PersonName
from apps.records.models.facts import Fact
from apps.records.policy import PREVIEWS

from .profile import profile_sheet
from .sheet import ProfileSheet


@dataclass(frozen=True)
class Glimpse:
    """What one kind of reader sees: the parts of the page in words; none where there is no page for them."""

    name: str  # of the reader: public, alumni, fellow
    is_listed: bool
    parts: list[str]


@dataclass(frozen=True)
class Line:
    """A fact and what it says, in short."""

    fact: Fact
    label: str
    text: str


def glimpses(person: Person) -> list[Glimpse]:
    """One for each kind of reader, from the very sheet that their page is made of."""
    sheets = {name: profile_sheet(person, reader) for name, reader in PREVIEWS.items()}
    return [Glimpse(name, sheet.is_listed, _parts(sheet)) for name, sheet in sheets.items()]


def seen_by(audience: str) -> list[str]:
    """The kinds of readers to whom this audience opens a fact."""
    return [name for name, reader in PREVIEWS.items() if reader.may_see(audience)]


def facts_of(person: Person) -> list[Fact]:
    """Every fact that a page of the person may show."""
    degrees = Degree.objects.select_related("title", "faculty").order_by("-is_first", "pk")
    contacts = Contact.objects.filter(person=person).exclude(status__in=[Contact.Status.RETIRED, Contact.Status.WRONG])
    addresses = Address.objects.filter(person=person, status=Address.Status.LIVE)
    return [
        *PersonName.objects.filter(person=person).order_by("-is_current", "-pk"),
        *degrees.filter(person=person),
        *Employment.objects.filter(person=person).order_by("-is_current", "-valid_from", "-pk"),
        *contacts.order_by("kind", "-is_primary", "pk"),
        *addresses.select_related("province", "country").order_by("kind"),
        *HelpOffer.objects.filter(person=person).order_by("pk"),
    ]


def lines(facts: Sequence[Fact]) -> list[Line]:
    """The facts in short."""
    return [Line(fact, _label(fact), _text(fact)) for fact in facts]


def _parts(sheet: ProfileSheet) -> list[str]:
    if not sheet.is_listed:
        return []
    parts = {
        _("name"): sheet.name,
        _("former names"): sheet.former_names,
        _("photo"): sheet.photo,
        _("studies"): sheet.degrees,
        _("work"): sheet.posts,
        _("contacts"): sheet.contacts,
        _("addresses"): sheet.addresses,
        _("about you"): sheet.about or sheet.interests,
        _("date of birth"): sheet.birth_date,
        _("home province"): sheet.home_province,
        _("offers of help"): sheet.offers,
    }
    return [name for name, content in parts.items() if content]


def _label(fact: Fact) -> str:
    match fact:
        case PersonName():
            return _("Name") if fact.is_current else _("Former name")
        case Degree():
            return _("Studies")
        case Employment():
            return _("Work")
        case Contact() | Address():
            return fact.get_kind_display()
    return _("Ready to help")


def _text(fact: Fact) -> str:
    match fact:
        case Degree():
            return " · ".join(filter(None, (str(fact.title or fact.get_level_display()), str(fact.faculty or ""))))
        case Employment():
            return " · ".join(filter(None, (fact.position, fact.employer)))
        case Address():
            return " ".join(address_lines(address_parts(fact)))
    return str(fact)
