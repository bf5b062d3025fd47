"""Reads what is known of people from the tables, one statement for each kind of fact."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from apps.records.lib.search_text import NameParts
from apps.records.models import (
    Address,
    Contact,
    Death,
    Degree,
    DoNotContact,
    Employment,
    HelpOffer,
    PersonName,
    Profile,
)
from apps.records.querysets.restrictions import left_alone_among

from .known import Known, Named, Offer, Place, Post

_PHONES = {Contact.Kind.MOBILE, Contact.Kind.PHONE}
_REACHING = {Contact.Kind.EMAIL, Contact.Kind.LINE, *_PHONES}
People = dict[int, Known]


def read(person_ids: Iterable[int]) -> list[Known]:
    people = {person_id: Known(person_id) for person_id in person_ids}
    for kind_of_fact in (
        _names,
        _degrees,
        _contacts,
        _addresses,
        _posts,
        _offers,
        _profiles,
        _deaths,
        _left_alone,
        _wishes,
    ):
        kind_of_fact(people)
    return list(people.values())


def _names(people: People) -> None:
    """The name in use first, then older ones, the newest of them first."""
    names = PersonName.objects.filter(person__in=list(people)).order_by("-is_current", "-pk")
    for person_id, is_current, audience, *parts in names.values_list(
        "person_id", "is_current", "audience", *NameParts._fields
    ):
        known = people[person_id]
        known.names.append(Named(audience, NameParts(*parts)))
        known.has_current_name |= is_current


def _degrees(people: People) -> None:
    degrees = Degree.objects.filter(person__in=list(people)).order_by("-is_first", "pk")
    for person_id, student_id, is_first, cohort_id, audience in degrees.values_list(
        "person_id", "student_id", "is_first", "cohort_id", "audience"
    ):
        known = people[person_id]
        known.student_ids.append(student_id)
        if is_first:
            known.standing.is_graduate, known.cohort_id, known.degree_audience = True, cohort_id, audience


def _contacts(people: People) -> None:
    """All but those that turned out to be somebody else's; a retired address still finds its owner."""
    contacts = Contact.objects.filter(person__in=list(people), kind__in=_REACHING).order_by("pk")
    contacts = contacts.exclude(status=Contact.Status.WRONG)
    for person_id, kind, value, status in contacts.values_list("person_id", "kind", "value", "status"):
        known = people[person_id]
        known.has_live_contact |= status == Contact.Status.LIVE
        if kind == Contact.Kind.EMAIL:
            known.emails.append(value)
        else:
            (known.phones if kind in _PHONES else known.handles).append(value)


def _addresses(people: People) -> None:
    addresses = Address.objects.filter(person__in=list(people), status=Address.Status.LIVE)
    for person_id, *place in addresses.values_list("person_id", *Place._fields):
        people[person_id].places.append(Place(*place))


def _posts(people: People) -> None:
    posts = Employment.objects.filter(person__in=list(people)).order_by("-pk")
    for person_id, audience, is_current, employer, position, field, *rest in posts.values_list(
        *("person_id", "audience", "is_current", "employer", "position", "field"),
        *("sector", "province_id", "country_id"),
    ):
        people[person_id].posts.append(Post(audience, is_current, (employer, position, field), *rest))


def _offers(people: People) -> None:
    offers = HelpOffer.objects.filter(person__in=list(people))
    for person_id, audience, kind in offers.values_list("person_id", "audience", "kind"):
        people[person_id].offers.append(Offer(audience, kind))


def _profiles(people: People) -> None:
    hidden = Profile.objects.filter(person__in=list(people), in_directory=False)
    for person_id in hidden.values_list("person_id", flat=True):
        people[person_id].standing.in_directory = False


def _deaths(people: People) -> None:
    deaths = Death.objects.filter(person__in=list(people), confirmed_at__isnull=False)
    for person_id in deaths.values_list("person_id", flat=True):
        people[person_id].standing.is_deceased = True


def _left_alone(people: People) -> None:
    for person_id in left_alone_among(people):
        people[person_id].standing.is_left_alone = True


def _wishes(people: People) -> None:
    today = timezone.localdate()
    wishes = DoNotContact.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        person__in=list(people),
        channel=DoNotContact.Channel.ALL,
        since__lte=today,
    )
    for person_id in wishes.values_list("person_id", flat=True):
        people[person_id].wants_silence = True
