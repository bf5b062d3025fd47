"""Who may manage accounts, and which roles there are. The only place where either is spelled."""

import time
from typing import TYPE_CHECKING

from allauth.account import app_settings as account_settings
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.registries import Role

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

INVITE_STAFF = "accounts.invite_staff"
VIEW_ACCOUNTS = "accounts.view_user"

ADMINISTRATOR = "administrator"
RECORDS = "records"
EVENTS = "events"
COMMUNICATIONS = "communications"
GIVING = "giving"
REPORTS = "reports"

# What a role may do is registered by the apps (registries.role_permissions); an administrator may do all of it.
ROLES = (
    Role(
        ADMINISTRATOR,
        _("Administrator"),
        _("Does everything that the other roles do, invites staff, gives and takes away roles."),
    ),
    Role(RECORDS, _("Records"), _("Keeps the records of graduates: enters, corrects, exports, prints letters.")),
    Role(EVENTS, _("Events"), _("Runs the office's events; sees the records, changes none.")),
    Role(COMMUNICATIONS, _("Communications"), _("Writes to alumni and publishes news; sees the records.")),
    Role(GIVING, _("Giving"), _("Records gifts and writes receipts; sees the records.")),
    Role(REPORTS, _("Reports"), _("Reads figures and reports; opens nobody's record.")),
)


def may_manage_staff(viewer: "User | AnonymousUser") -> bool:
    """May this person invite staff, give and withdraw roles, and close accounts of staff?"""
    return viewer.is_active and viewer.is_staff and viewer.has_perm(INVITE_STAFF)


def signed_in_just_now(request: HttpRequest) -> bool:
    """Did whoever holds this browser type a password or a code within the last minutes? The demonstration's one-tap
    sign-in stands in for it."""
    records = get_authentication_records(request, request.user)
    return settings.DEMO or (
        bool(records) and time.time() - records[-1]["at"] < account_settings.REAUTHENTICATION_TIMEOUT
    )


class SignedInRequest(HttpRequest):
    """A request to a view whose policy lets only signed-in people through: for the type checker."""

    user: User
    htmx: "HtmxDetails"
