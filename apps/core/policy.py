"""Who may open a page at all: every view declares it, an undeclared one is refused and fails a test.

What a person may then see *on* the page is decided by the app's `rules` and `visible_to` querysets."""

from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, TypeVar

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.urls import ResolverMatch

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Policy:
    """`name`: public, signed_in, staff, demo or a membership (registries.memberships: "alumni", "on_record");
    `permission`: what a member of staff must hold."""

    name: str
    permission: str = ""


PUBLIC = Policy("public")
SIGNED_IN = Policy("signed_in")
DEMO = Policy("demo")
ALUMNI = Policy("alumni")
ON_RECORD = Policy("on_record")

# Views that are not ours declare theirs here, by URL name ("*" within a namespace; the first match decides).
THIRD_PARTY: list[tuple[str, Policy]] = [
    ("admin:login", PUBLIC),
    ("admin:*", Policy("staff")),
    ("account_login", PUBLIC),
    ("account_signup", PUBLIC),
    ("account_logout", PUBLIC),
    ("account_inactive", PUBLIC),
    ("account_email_verification_sent", PUBLIC),
    ("account_confirm_login_code", PUBLIC),
    ("account_request_login_code", PUBLIC),
    ("account_reset_password*", PUBLIC),
    ("account_*", SIGNED_IN),
    ("mfa_authenticate", PUBLIC),
    ("mfa_login_webauthn", PUBLIC),
    ("mfa_*", SIGNED_IN),
    ("usersessions_*", SIGNED_IN),
    ("socialaccount_connections", SIGNED_IN),
    ("socialaccount_*", PUBLIC),
    ("google_*", PUBLIC),
    ("line_*", PUBLIC),
    ("django.views.generic.base.RedirectView", PUBLIC),  # allauth's former addresses lead to those of today
    ("set_language", PUBLIC),
]


def _declare(policy: Policy) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.policy = policy  # type: ignore[attr-defined] # read back by `of`
        return view

    return mark


public = _declare(PUBLIC)
signed_in = _declare(SIGNED_IN)
alumni = _declare(ALUMNI)  # who has claimed a graduate's record
on_record = _declare(ON_RECORD)  # who has a record of their own: alumni, students, guests whom the office knows
demo = _declare(DEMO)


def staff(permission: str = "") -> Callable[[View], View]:
    """Members of staff with a second factor who hold `permission` (or any member of staff)."""
    return _declare(Policy("staff", permission))


def of(match: ResolverMatch) -> Policy | None:
    """The policy that a matched URL declares, None where nothing does."""
    declared: Policy | None = getattr(match.func, "policy", None)
    if declared is not None:
        return declared
    return next((policy for pattern, policy in THIRD_PARTY if fnmatchcase(match.view_name, pattern)), None)


def has_second_factor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Does this person sign in with a second factor? The demonstration's one-tap sign-in stands in for it."""
    return settings.DEMO or is_mfa_enabled(user)
