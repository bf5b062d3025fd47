from collections import defaultdict

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.accounts import rules
from apps.accounts.models import User
from apps.core import registries

from . import history


class UnknownRole(Exception):
    """There is no role of that name."""

    message = _("There is no such role.")


class UnknownPermission(Exception):
    """An app registered a permission that no model has."""


class LastAdministrator(Exception):
    """The office would be left without anybody who can give roles."""

    message = _("This is the last administrator. Make somebody else an administrator first.")


class OwnRole(Exception):
    """Administrators do not take the role from themselves: another one does."""

    message = _("You cannot take the administrator's role from yourself. Ask another administrator.")


@transaction.atomic
def sync_roles() -> None:
    """Every role exists as a group with exactly the permissions that the apps registered for it."""
    granted: defaultdict[str, set[str]] = defaultdict(set)
    for role, labels in registries.role_permissions.entries():
        granted[role] |= set(labels)
        granted[rules.ADMINISTRATOR] |= set(labels)
    keys = _keys_of_permissions()
    for role, _role in registries.roles:
        if unknown := granted[role] - keys.keys():
            raise UnknownPermission(", ".join(sorted(unknown)))
        group, _created = Group.objects.get_or_create(name=role)
        group.permissions.set([keys[label] for label in sorted(granted[role])])


@transaction.atomic
def grant_role(user: User, role: str, *, by: User | None, reason: str = "") -> None:
    group = group_of(role)
    before = history.state(user)
    user.groups.add(group)
    if history.state(user) != before:
        history.record(user, before, action="accounts.grant_role", by=by, reason=reason)


@transaction.atomic
def withdraw_role(user: User, role: str, *, by: User | None, reason: str = "") -> None:
    """Raises OwnRole or LastAdministrator where the office would lock itself out."""
    group = group_of(role)
    if role == rules.ADMINISTRATOR:
        if by is not None and by.pk == user.pk:
            raise OwnRole
        leave_an_administrator(besides=user)
    before = history.state(user)
    user.groups.remove(group)
    if history.state(user) != before:
        history.record(user, before, action="accounts.withdraw_role", by=by, reason=reason)


def group_of(role: str) -> Group:
    """The role's group. Raises UnknownRole."""
    if role not in registries.roles:
        raise UnknownRole(role)
    group, _created = Group.objects.get_or_create(name=role)
    return group


def leave_an_administrator(*, besides: User) -> None:
    """Raises LastAdministrator where nobody but `besides` could administer. Two who leave at once wait for each other
    at the group's row."""
    group = Group.objects.select_for_update().get(pk=group_of(rules.ADMINISTRATOR).pk)
    administrators = group.user_set.filter(is_active=True, is_staff=True)
    if administrators.filter(pk=besides.pk).exists() and not administrators.exclude(pk=besides.pk).exists():
        raise LastAdministrator


def _keys_of_permissions() -> dict[str, int]:
    """ "records.view_person" → the key of that permission."""
    found = Permission.objects.order_by().values_list("content_type__app_label", "codename", "pk")
    return {f"{app}.{codename}": key for app, codename, key in found}
