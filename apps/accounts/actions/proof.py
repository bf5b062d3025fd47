from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User

from . import history


class SignInFirst(Exception):
    """The account of this address has a second step or opens the office: reading its mail is not enough."""

    message = _("There is an account with this address already. Sign in to it first, then come back to this page.")


class AccountClosed(Exception):
    """The account of this address was closed."""

    message = _("The account with this address is closed. Please write to the office.")


@transaction.atomic
def account_for_proven_address(email: str, *, name: str, language: str) -> User:
    """The account of whoever has just proved that they read mail to this address: theirs, or a new one without a
    password. Raises SignInFirst and AccountClosed."""
    address = email.strip().lower()
    user = _owner(address)
    before = history.state(user) if user else None
    if user is None:
        user = User.objects.create_user(address, name=name, language=language)
    elif not user.is_active:
        raise AccountClosed
    elif user.is_staff or is_mfa_enabled(user):
        raise SignInFirst
    elif not _is_verified(user, address):
        _shut_out(user)
    _confirm(user, address)
    if before is None:
        history.record(user, before, action="accounts.join_by_proof", by=user)
    return user


def _owner(address: str) -> User | None:
    """Whoever confirmed the address, before whoever only said that it is theirs."""
    confirmed = Q(emailaddress__email__iexact=address, emailaddress__verified=True)
    users = User.objects.select_for_update(of=("self",))
    return users.filter(confirmed).first() or users.filter(email=address).first()


def _shut_out(user: User) -> None:
    """A password or another way in that somebody unconfirmed had set is worth nothing now."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    SocialAccount.objects.filter(user=user).delete()


def _is_verified(user: User, address: str) -> bool:
    return bool(EmailAddress.objects.filter(user=user, email__iexact=address, verified=True).exists())


def _confirm(user: User, address: str) -> None:
    if not _is_verified(user, address):
        is_only = not EmailAddress.objects.filter(user=user, primary=True).exclude(email__iexact=address).exists()
        EmailAddress.objects.filter(user=user, email__iexact=address).delete()
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=is_only)
