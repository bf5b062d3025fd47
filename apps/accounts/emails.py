"""The messages that accounts send. Each is written in its reader's language and signed by the office."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core import registries


def can_text() -> bool:
    """Can text messages be sent from here?"""
    return bool(settings.SMS_TRANSPORT)


def send_text(number: str, text: str) -> None:
    """A short text message to a mobile number (E.164); the transport is the installation's (SMS_TRANSPORT)."""
    import_string(settings.SMS_TRANSPORT)().send(number, text)


def letterhead() -> registries.Letterhead:
    """In whose name a message goes out, in the language that is active."""
    if "institution" in registries.letterheads:
        return registries.letterheads["institution"]()
    return registries.Letterhead(portal=_("Alumni portal"), university="", office="", contact="")


def send_invitation(user: User, *, token: str, invited_by: User | None, roles: list[object]) -> None:
    """Asks somebody to join the office's staff; the link in it is good for one use."""
    with translation.override(user.language):
        context = {
            "name": user.name,
            "invited_by": invited_by,
            "roles": roles,
            "url": settings.SITE_URL + invitation_path(token),
        }
        send("invitation", to=str(user.email), context=context)


def send_staff_welcome(user: User, *, invited_by: User | None, roles: list[object]) -> None:
    """Tells somebody who has an account already that they work in the office from now on."""
    with translation.override(user.language):
        url = settings.SITE_URL + reverse("account_login")
        context = {"name": user.name, "invited_by": invited_by, "roles": roles, "url": url}
        send("staff_welcome", to=str(user.email), context=context)


def invitation_path(token: str) -> str:
    """The address of the page on which an invitation is accepted, in the active language."""
    return reverse("accounts:accept_invitation", args=[token])


def send(name: str, *, to: str, context: dict[str, Any], headers: Mapping[str, str] | None = None) -> None:
    """The message made of templates/emails/<name>.subject.txt, .txt and .html, in the active language."""
    context |= {"letterhead": letterhead(), "site_url": settings.SITE_URL}
    subject = " ".join(render_to_string(f"emails/{name}.subject.txt", context).split())
    text = render_to_string(f"emails/{name}.txt", context).strip() + "\n"
    message = EmailMultiAlternatives(subject, text, to=[to], headers=dict(headers or {}))
    message.attach_alternative(render_to_string(f"emails/{name}.html", context), "text/html")
    message.send()
