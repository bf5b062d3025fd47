"""What is kept of an account, entered in the register of personal data (`core.privacy`)."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.accounts.actions import closing
from apps.accounts.models import Notice
from apps.core import registries
from apps.core.privacy import Basis, Expiry, Part, Table


def old_notices(before: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(at__lt=before)


ACCOUNT = Part(
    order=30,
    label=_("Your account"),
    purpose=_("So that you, and nobody else, can sign in."),
    basis=Basis.CONTRACT,
    kept_for=_("until you ask us to erase it"),
    erased=_("your e-mail addresses, password, second step, devices and name: nobody can sign in with it again"),
    stays=_("a number without a name, so that the history of other records stays whole"),
    erase=closing.close_account,
    tables=(
        Table(
            "accounts.user",
            (
                *("email", "name", "language", "is_staff", "is_superuser", "is_active", "invited_at", "joined_at"),
                *("last_login", "groups"),
            ),
            owner="pk",
            withheld=("password", "user_permissions"),
        ),
        Table("account.emailaddress", ("email", "verified", "primary"), owner="user"),
        Table("account.emailconfirmation", ("created", "sent"), owner="email_address__user", withheld=("key",)),
        Table(
            "usersessions.usersession",
            ("ip", "user_agent", "last_seen_at"),
            owner="user",
            withheld=("session_key", "data"),
        ),
        Table("mfa.authenticator", ("type", "last_used_at"), owner="user", withheld=("data",)),
        Table(
            "socialaccount.socialaccount",
            ("provider", "uid", "extra_data", "date_joined", "last_login"),
            owner="user",
        ),
        Table(
            "socialaccount.socialtoken",
            ("expires_at",),
            owner="account__user",
            withheld=("app", "token", "token_secret"),
        ),
        Table(
            "admin.logentry",
            ("action_time",),
            owner="user",
            withheld=("content_type", "object_id", "object_repr", "action_flag", "change_message"),
        ),
    ),
)
NOTICES = Part(
    order=31,
    label=_("Notices under the bell"),
    purpose=_("To tell you what happened to your record, and who wrote to you."),
    basis=Basis.CONTRACT,
    kept_for=_("a year"),
    erased=_("all notices"),
    tables=(Table("accounts.notice", ("at", "kind", "read_at"), owner="account", withheld=("params",)),),
    expiries=(Expiry(_("notices"), 365, old_notices),),
)


def register() -> None:
    registries.privacy.add("accounts.notices", NOTICES)
    registries.privacy.add("accounts.account", ACCOUNT)
