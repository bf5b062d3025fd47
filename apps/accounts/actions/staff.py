from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User

from . import history
from .roles import leave_an_administrator


class NotStaff(Exception):
    """The account belongs to nobody who works in the office."""

    message = _("This account does not belong to a member of staff.")


class OwnAccount(Exception):
    """Nobody closes the account with which they are signed in."""

    message = _("You cannot close your own account. Ask an administrator.")


class NeverJoined(Exception):
    """The person never accepted an invitation, so there is no password to sign in with."""

    message = _("This person never accepted the invitation. Invite them again instead.")


@transaction.atomic
def deactivate_staff(user: User, *, by: User | None, reason: str) -> None:
    """Closes the account: every session and every open invitation of it ends at once; the roles stay written down."""
    if by is not None and by.pk == user.pk:
        raise OwnAccount
    leave_an_administrator(besides=user)
    locked = _locked(user)
    before = history.state(locked)
    locked.is_active, locked.invited_at = False, None
    locked.save(update_fields=["is_active", "invited_at"])
    history.record(locked, before, action="accounts.deactivate_staff", by=by, reason=reason)


@transaction.atomic
def reactivate_staff(user: User, *, by: User | None, reason: str) -> None:
    """Opens a closed account with the roles that it had. Raises NeverJoined."""
    locked = _locked(user)
    if not locked.has_usable_password():
        raise NeverJoined
    before = history.state(locked)
    locked.is_active = True
    locked.save(update_fields=["is_active"])
    history.record(locked, before, action="accounts.reactivate_staff", by=by, reason=reason)


def _locked(user: User) -> User:
    locked = User.objects.select_for_update().filter(pk=user.pk, is_staff=True).first()
    if locked is None:
        raise NotStaff
    return locked
