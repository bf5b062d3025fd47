"""One-tap sign-in of the demonstration. Three locks keep it there: the pages' policy, this module's own refusal, and
the system checks (apps/home/checks.py)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.db.models import Exists, OuterRef
from django.db.models.functions import Length
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core import registries
from apps.core.lib.dates import PartialDate
from apps.records.models import Contact, Person, PersonName

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OLD = 2530  # the class whose graduates one may try to be
BACKEND = "django.contrib.auth.backends.ModelBackend"
KINDS: dict[str, "_StrPromise"] = {
    "staff": _("Office staff"),
    "alumni": _("Alumni"),
    "student": _("Students"),
    "visitor": _("Visitors"),
}


class NotADemonstration(Exception):
    """Somebody asked for the one-tap sign-in where real people's data may be."""


class UnknownPersona(Exception):
    """Nobody in the demonstration has this address."""


@dataclass(frozen=True)
class Group:
    """The people of one kind who can be signed in as."""

    title: "_StrPromise"
    personas: list[registries.Persona]


@dataclass(frozen=True)
class Claimable:
    """What somebody would type to claim a record, and whether a code has anywhere to go."""

    name: str
    year_be: int
    birth_date: PartialDate | None
    has_mail: bool


def groups() -> list[Group]:
    """The people of the demonstration who exist in the database, by kind."""
    entries = sorted(registries.personas.entries(), key=lambda persona: persona.order)
    there = set(User.objects.filter(email__in=[persona.email for persona in entries]).values_list("email", flat=True))
    found = [
        Group(title, [persona for persona in entries if persona.kind == kind and persona.email in there])
        for kind, title in KINDS.items()
    ]
    return [group for group in found if group.personas]


def claimable() -> list[Claimable]:
    """Two graduates of old whom nobody has claimed, if they are there: with an address that works, and without one."""
    emails = Contact.objects.filter(person=OuterRef("pk"), kind=Contact.Kind.EMAIL, status=Contact.Status.LIVE)
    ways = Contact.objects.filter(person=OuterRef("pk"), status=Contact.Status.LIVE)
    born = Person.objects.annotate(precision=Length("birth_date")).filter(precision=len("1965-03-04"))
    of_then = born.filter(account=None, death=None, degrees__is_first=True, degrees__graduation_year_be=OLD)
    people = of_then.filter(names__is_current=True).exclude(names__first_th="")
    with_mail = people.filter(Exists(emails)).order_by("pk").first()
    without = people.exclude(Exists(ways)).order_by("pk").first()
    return [_claimable(person, has_mail=person is with_mail) for person in (with_mail, without) if person]


def _claimable(person: Person, *, has_mail: bool) -> Claimable:
    name = PersonName.objects.get(person=person, is_current=True)
    return Claimable(f"{name.first_th} {name.last_th}", OLD, person.birth_date, has_mail)


def sign_in(request: HttpRequest, *, email: str) -> User:
    """Signs the browser in as that persona, without a password and without a second step."""
    if not settings.DEMO:
        raise NotADemonstration
    user = _persona(email)
    login(request, user, backend=BACKEND)
    UserSession.objects.create_from_request(request)  # as allauth does, so that "Devices" lists it
    return user


def _persona(email: str) -> User:
    known = {persona.email for persona in registries.personas.entries()}
    user = User.objects.filter(email=email, is_active=True).first() if email in known else None
    if user is None:
        raise UnknownPersona
    return user
