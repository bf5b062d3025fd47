"""Makes the sheet of a person for a reader: asks the policy about each kind of fact, in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from apps.records.exports.post import address_parts
from apps.records.lib.addresses import address_lines
from apps.records.models import (
    Address,
    Contact,
    Death,
    Degree,
    Employment,
    HelpOffer,
    Person,
    PersonName,
    Profile,
    Province,
)
from apps.records.policy import OWNER, Reader, Standing, open_to
from apps.records.querysets.lines.parts import in_language
from apps.records.querysets.restrictions import left_alone

from .sheet import ProfileSheet, SheetAddress, SheetContact, SheetDegree, SheetName, SheetOffer, SheetPost

_HOME_FIRST = Case(
    When(kind=Address.Kind.CURRENT, then=Value(0)),
    When(kind=Address.Kind.REGISTERED, then=Value(1)),
    default=Value(2),
)
_NAME_PARTS = [
    "title_th", "first_th", "middle_th", "last_th",
    "title_en", "first_en", "middle_en", "last_en",
    "nickname", "reason", "audience",
]  # fmt: skip


@dataclass(frozen=True)
class _Known:
    """What must be known of a person before anything of them is shown, and what there is that is not shown."""

    standing: Standing
    hides_post: bool
    hides_contact: bool


def profile_sheet(person: Person, reader: Reader) -> ProfileSheet:
    """Everything of this person that the reader may see."""
    names = list(person.names.filter(open_to(reader)).order_by("-is_current", "-pk"))
    profile = Profile.objects.filter(person=person.pk).first() or Profile()
    known = _known(person, profile, reader)
    current = names[0] if names and names[0].is_current else None
    if reader != OWNER and not (current and known.standing.may_be_listed):
        return ProfileSheet(public_id=person.public_id, reader=reader)
    degrees, posts, contacts = _degrees(person, reader), _posts(person, reader), _contacts(person, reader)
    return ProfileSheet(
        public_id=person.public_id,
        reader=reader,
        is_listed=True,
        name=_name(current) if current else None,
        former_names=[_name(name) for name in names if not name.is_current],
        degrees=degrees,
        posts=posts,
        contacts=contacts,
        addresses=_addresses(person, reader),
        offers=_offers(person, reader),
        hides_work=known.hides_post and not any(post.is_current for post in posts),
        hides_contacts=known.hides_contact and not contacts,
        hides_education=known.standing.is_graduate and not degrees,
        **_about(person, profile, reader),
    )


def _known(person: Person, profile: Profile, reader: Reader) -> _Known:
    mine, hidden = Q(person=OuterRef("pk")), ~open_to(reader)
    questions = [
        Exists(Degree.objects.filter(mine, is_first=True)),
        Exists(Death.objects.filter(mine, confirmed_at__isnull=False)),
        Exists(Person.objects.filter(left_alone(), pk=OuterRef("pk"))),
        Exists(Employment.objects.filter(mine, hidden, is_current=True)),
        Exists(Contact.objects.filter(mine, hidden, status=Contact.Status.LIVE)),
    ]
    is_graduate, is_deceased, is_left_alone, *hides = Person.objects.values_list(*questions).get(pk=person.pk)
    return _Known(Standing(is_graduate, profile.in_directory, is_deceased, is_left_alone), *hides)


def _about(person: Person, profile: Profile, reader: Reader) -> dict[str, Any]:
    """What stands in the profile or the person's own row, each with an audience of its own."""
    home = Province.objects.filter(pk=person.home_province_id).first()
    known = {
        "about": (profile.about, profile.about_audience),
        "interests": (list(profile.interests), profile.interests_audience),
        "photo": (profile.photo, profile.photo_audience),
        "birth_date": (person.birth_date, profile.birth_date_audience),
        "home_province": (home.name if home else "", profile.home_province_audience),
    }
    return {name: value for name, (value, audience) in known.items() if reader.may_see(audience)}


def _name(name: PersonName) -> SheetName:
    return SheetName(**{part: getattr(name, part) for part in _NAME_PARTS})


def _degrees(person: Person, reader: Reader) -> list[SheetDegree]:
    """Others see what was conferred; a course that somebody left or has not finished is their own affair."""
    degrees = person.degrees.filter(open_to(reader)).select_related(
        "title", "programme", "faculty", "campus", "cohort"
    )
    if reader != OWNER:
        degrees = degrees.filter(status=Degree.Status.CONFERRED)
    newest_first = F("graduation_year_be").desc(nulls_last=True)
    return [_degree(degree) for degree in degrees.order_by("-is_first", newest_first, "pk")]


def _degree(degree: Degree) -> SheetDegree:
    return SheetDegree(
        is_first=degree.is_first,
        status=degree.status,
        level=degree.level,
        abbreviation=_abbreviation(degree),
        title=degree.title.name if degree.title else "",
        programme=degree.programme.name if degree.programme else "",
        faculty=degree.faculty.name if degree.faculty else "",
        campus=degree.campus.name if degree.campus else "",
        entry_year=degree.entry_year_be,
        entry_cohort=degree.entry_cohort,
        year=degree.graduation_year_be,
        cohort=degree.cohort.number if degree.cohort else None,
        honours=degree.honours,
        audience=degree.audience,
    )


def _abbreviation(degree: Degree) -> str:
    return in_language(degree.title.abbr_th, degree.title.abbr_en) if degree.title else ""


def _posts(person: Person, reader: Reader) -> list[SheetPost]:
    posts = person.employments.filter(open_to(reader)).select_related("province", "country")
    return [_post(post) for post in posts.order_by("-is_current", F("valid_from").desc(nulls_last=True), "-pk")]


def _post(post: Employment) -> SheetPost:
    return SheetPost(
        employer=post.employer,
        position=post.position,
        sector=post.sector,
        field=post.field,
        province=post.province.name if post.province else "",
        country=post.country.name,
        is_current=post.is_current,
        valid_from=post.valid_from,
        valid_to=post.valid_to,
        audience=post.audience,
    )


def _contacts(person: Person, reader: Reader) -> list[SheetContact]:
    contacts = person.contacts.filter(open_to(reader), status=Contact.Status.LIVE).order_by("-is_primary", "pk")
    return [
        SheetContact(
            kind=contact.kind,
            value=contact.value,
            label=contact.label,
            is_primary=contact.is_primary,
            audience=contact.audience,
        )
        for contact in contacts
    ]


def _addresses(person: Person, reader: Reader) -> list[SheetAddress]:
    addresses = person.addresses.filter(open_to(reader), status=Address.Status.LIVE)
    return [
        SheetAddress(
            kind=address.kind,
            lines=address_lines(address_parts(address)),
            district=address.district,
            province=address.province.name if address.province else "",
            postcode=address.postcode,
            country=address.country.name,
            audience=address.audience,
        )
        for address in addresses.select_related("province", "country").order_by(_HOME_FIRST, "pk")
    ]


def _offers(person: Person, reader: Reader) -> list[SheetOffer]:
    """In the order in which the kinds are listed."""
    kinds = HelpOffer.Kind.values
    offers = sorted(person.help_offers.filter(open_to(reader)), key=lambda offer: kinds.index(offer.kind))
    return [SheetOffer(kind=offer.kind, note=offer.note, audience=offer.audience) for offer in offers]
