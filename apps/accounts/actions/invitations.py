from collections.abc import Sequence
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from apps.accounts import emails
from apps.accounts.models import User
from apps.core import registries

from . import history
from .roles import group_of

PURPOSE = "accounts.invitation"
LIFETIME = timedelta(days=7)


class AlreadyStaff(Exception):
    """The address belongs to somebody who works in the office already."""

    message = _("This address already belongs to a member of staff.")


class InvitationOver(Exception):
    """The link is too old, was used, or was replaced by a newer one."""


@transaction.atomic
def invite_staff(
    *, email: str, name: str, roles: Sequence[str], by: User | None, language: str = User.Language.THAI
) -> User:
    """Asks somebody by mail to join the staff; asked again, the older link stops working.

    A new account stays closed until the invitation is accepted. Whose address is already confirmed on an account as
    an alumnus keeps that account and joins at once: the mail tells them so."""
    groups = [group_of(role) for role in roles]
    user = User.objects.select_for_update().filter(email=email.strip().lower()).first() or User(
        email=email.strip().lower(), language=language
    )
    if user.is_staff and not user.invited_at and (user.is_active or user.has_usable_password()):
        raise AlreadyStaff
    before = history.state(user) if user.pk else None
    joins_at_once = _is_confirmed(user)
    _make_staff(user, name=name, waits=not joins_at_once)
    user.groups.set(groups)
    history.record(user, before, action="accounts.invite_staff", by=by)
    if joins_at_once:
        emails.send_staff_welcome(user, invited_by=by, roles=_names(roles))
    else:
        emails.send_invitation(user, token=invitation_token(user), invited_by=by, roles=_names(roles))
    return user


@transaction.atomic
def accept_invitation(user: User, *, password: str) -> User:
    """Opens the account with the password that its owner chose. Raises InvitationOver where somebody was faster."""
    locked = User.objects.select_for_update().filter(pk=user.pk, invited_at=user.invited_at).first()
    if locked is None or locked.invited_at is None:
        raise InvitationOver
    before = history.state(locked)
    locked.set_password(password)
    locked.is_active, locked.invited_at = True, None
    locked.save()
    EmailAddress.objects.update_or_create(
        user=locked, email=locked.email, defaults={"verified": True, "primary": True}
    )
    history.record(locked, before, action="accounts.accept_invitation", by=locked)
    return locked


def invitation_token(user: User) -> str:
    """Names the account, this purpose and this very invitation; signed, good for LIFETIME and for one use."""
    return signing.dumps([user.pk, _fingerprint(user)], salt=PURPOSE)


def opened_invitation(token: str) -> User:
    """The account that the token invites. Raises InvitationOver."""
    try:
        pk, fingerprint = signing.loads(token, salt=PURPOSE, max_age=LIFETIME)
    except signing.BadSignature as error:
        raise InvitationOver from error
    user = User.objects.filter(pk=pk, invited_at__isnull=False, is_active=False).first()
    if user is None or _fingerprint(user) != fingerprint:
        raise InvitationOver
    return user


def _fingerprint(user: User) -> str:
    """Changes with every new invitation and with the password."""
    asked = user.invited_at.isoformat() if user.invited_at else ""
    return salted_hmac(PURPOSE, f"{user.password}|{asked}").hexdigest()[:24]


def _is_confirmed(user: User) -> bool:
    """Does an account that somebody already uses stand behind this address?"""
    return bool(
        user.pk and user.is_active and EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()
    )


def _make_staff(user: User, *, name: str, waits: bool) -> None:
    user.name, user.is_staff = name, True
    if waits:  # whatever way in somebody unconfirmed had set up is worth nothing now
        SocialAccount.objects.filter(user=user.pk).delete()
        user.set_unusable_password()
        user.is_active, user.invited_at = False, timezone.now()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # two invited the same new address at the same moment
        raise AlreadyStaff from error


def _names(roles: Sequence[str]) -> list[object]:
    return [registries.roles[role].name for role in roles]
