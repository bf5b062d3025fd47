"""One-tap sign-in of the demonstration. Three locks keep it there: the pages' policy, this module's own refusal, and
the system checks (apps/home/checks.py)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core import registries

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

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


def groups() -> list[Group]:
    """The people of the demonstration who exist in the database, by kind."""
    entries = sorted(registries.personas.entries(), key=lambda persona: persona.order)
    there = set(User.objects.filter(email__in=[persona.email for persona in entries]).values_list("email", flat=True))
    found = [
        Group(title, [persona for persona in entries if persona.kind == kind and persona.email in there])
        for kind, title in KINDS.items()
    ]
    return [group for group in found if group.personas]


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
