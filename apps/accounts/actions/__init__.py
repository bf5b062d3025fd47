"""Everything that changes an account of staff: invitations, roles, opening and closing."""

from .invitations import (
    AlreadyStaff,
    InvitationOver,
    accept_invitation,
    invitation_token,
    invite_staff,
    opened_invitation,
)
from .proof import AccountClosed, SignInFirst, account_for_proven_address
from .roles import LastAdministrator, OwnRole, UnknownRole, grant_role, sync_roles, withdraw_role
from .staff import NeverJoined, NotStaff, OwnAccount, deactivate_staff, reactivate_staff

__all__ = [
    "AccountClosed",
    "AlreadyStaff",
    "InvitationOver",
    "LastAdministrator",
    "NeverJoined",
    "NotStaff",
    "OwnAccount",
    "OwnRole",
    "SignInFirst",
    "UnknownRole",
    "accept_invitation",
    "account_for_proven_address",
    "deactivate_staff",
    "grant_role",
    "invitation_token",
    "invite_staff",
    "opened_invitation",
    "reactivate_staff",
    "sync_roles",
    "withdraw_role",
]
