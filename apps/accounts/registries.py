"""What accounts put into the kernel's registries: the roles, their own permissions, the words of the history."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from apps.accounts import rules
from apps.core import registries

VERBS = {
    "accounts.invite_staff": _("invited to join the staff"),
    "accounts.accept_invitation": _("accepted the invitation"),
    "accounts.join_by_proof": _("opened an account by a proven e-mail address"),
    "accounts.name_account": _("named the account after its record"),
    "accounts.grant_role": _("gave a role"),
    "accounts.withdraw_role": _("withdrew a role"),
    "accounts.deactivate_staff": _("closed a staff account"),
    "accounts.reactivate_staff": _("opened a staff account again"),
}


def register() -> None:
    for role in rules.ROLES:
        registries.roles.add(role.key, role)
    registries.role_permissions.add("accounts", (rules.ADMINISTRATOR, (rules.INVITE_STAFF, rules.VIEW_ACCOUNTS)))
    for action, verb in VERBS.items():
        registries.audit_verbs.add(action, verb)
    registries.reference_steps.add("roles", _sync_roles)
    registries.me_panels.add("accounts.notices", _new_notices)


def _sync_roles() -> None:
    from apps.accounts.actions import roles  # noqa: PLC0415 - once the models are loaded

    roles.sync_roles()


def _new_notices(request: HttpRequest) -> registries.Panel | None:
    """The newest things under the bell that were not read yet."""
    from apps.accounts import reports  # noqa: PLC0415 - once the models are loaded

    told = reports.new_notices(request.user)
    return registries.Panel("accounts/_new_notices.html", told) if told else None
