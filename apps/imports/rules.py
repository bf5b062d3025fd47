"""Who may bring files into the registry. The only place where that is spelled."""

from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from apps.accounts.models import User
from apps.accounts.rules import RECORDS
from apps.records.querysets.people import campuses_of

IMPORT = "imports.run_import"

PERMISSIONS: dict[str, tuple[str, ...]] = {RECORDS: (IMPORT,)}

UNDO_FOR = timedelta(days=30)  # and as long are a file and its rows kept


def may_import(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whoever has the permission and looks after the whole university. A file is compared with everybody in the
    registry and may tell who is there: whoever is limited to some campuses asks a colleague who is not."""
    return (
        isinstance(user, User)
        and user.is_active
        and user.is_staff
        and user.has_perm(IMPORT)
        and campuses_of(user) is None
    )
