from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry

from apps.accounts.models import User
from apps.core.privacy import Subject


def close_account(subject: Subject) -> int:
    """Leaves of an account a number without a name: nobody can sign in with it, and every session of it ends at once.
    Rows of others' histories that point at it stay whole. How many rows it took."""
    user = User.objects.select_for_update().filter(pk=subject.account_id).first() if subject.account_id else None
    if user is None:
        return 0
    for session in UserSession.objects.filter(user=user):
        session.end()
    user.groups.clear()
    user.user_permissions.clear()
    user.email, user.name, user.invited_at, user.last_login = None, "", None, None
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    gone = [
        model.objects.filter(user=user).delete()[0] for model in (EmailAddress, Authenticator, SocialAccount, LogEntry)
    ]
    return 1 + sum(gone)
