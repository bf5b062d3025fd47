"""What the office does that no single app below it could do alone."""

from collections.abc import Collection

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.accounts import actions as accounts
from apps.accounts.models import User
from apps.core.actions import audit
from apps.records.actions.scopes import limit_to_campuses
from apps.records.models import Campus
from apps.records.querysets.people import campuses_of

Actor = User | AbstractBaseUser | AnonymousUser


class OwnAccess(Exception):
    """Nobody widens what they may do or see: another administrator does."""

    message = _("You cannot change your own roles or campuses. Ask another administrator.")


class BeyondOwnCampuses(Exception):
    """Whoever works for some campuses lets nobody work for others, and changes nobody who does."""

    message = _("You work for some campuses only: you can give others these campuses and no more.")


# What these and the accounts' actions refuse; each says why in its `message`.
REFUSALS = (
    accounts.AlreadyStaff,
    accounts.LastAdministrator,
    accounts.NeverJoined,
    accounts.NotStaff,
    accounts.OwnAccount,
    accounts.OwnRole,
    OwnAccess,
    BeyondOwnCampuses,
)


@transaction.atomic
def invite(
    *, email: str, name: str, roles: Collection[str], campuses: Collection[Campus], language: str, by: Actor
) -> User:
    """Asks somebody to join the staff with these roles, limited to these campuses (none: the whole university).
    Raises BeyondOwnCampuses."""
    _stay_within(_campus_keys(campuses), by=by)
    user = accounts.invite_staff(email=email, name=name, roles=list(roles), language=language, by=_user(by))
    limit_to_campuses(user, campuses, by=_user(by))
    return user


@transaction.atomic
def invite_again(user: User, *, by: Actor) -> None:
    """Sends a new invitation with the same roles; the older link stops working."""
    held = sorted(user.groups.values_list("name", flat=True))
    accounts.invite_staff(email=user.email or "", name=user.name, roles=held, language=user.language, by=_user(by))


@transaction.atomic
def change_access(user: User, *, roles: Collection[str], campuses: Collection[Campus], reason: str, by: Actor) -> None:
    """From now on the member of staff has exactly these roles, for exactly these campuses. Raises OwnAccess,
    BeyondOwnCampuses."""
    if user.pk == by.pk:
        raise OwnAccess
    _stay_within(campuses_of(user), by=by)
    _stay_within(_campus_keys(campuses), by=by)
    held = set(user.groups.values_list("name", flat=True))
    for role in sorted(set(roles) - held):
        accounts.grant_role(user, role, by=_user(by), reason=reason)
    for role in sorted(held - set(roles)):
        accounts.withdraw_role(user, role, by=_user(by), reason=reason)
    limit_to_campuses(user, campuses, by=_user(by), reason=reason)


@transaction.atomic
def note_audit_export(*, what: str, reason: str, by: Actor) -> None:
    """Writes down that the audit log left as a file, which part of it and why."""
    change = audit.Change("core.auditentry", "", 1, None, {"filter": what})
    audit.write([change], action="core.export_audit", by=_user(by), reason=reason)


def _campus_keys(campuses: Collection[Campus]) -> tuple[int, ...] | None:
    return tuple(campus.pk for campus in campuses) or None


def _stay_within(campuses: tuple[int, ...] | None, *, by: Actor) -> None:
    """`campuses`: None for the whole university."""
    own = campuses_of(_user(by))
    if own is not None and (campuses is None or not set(campuses) <= set(own)):
        raise BeyondOwnCampuses


def _user(by: Actor) -> User:
    assert isinstance(by, User)  # noqa: S101 - the policies let nobody else in
    return by
