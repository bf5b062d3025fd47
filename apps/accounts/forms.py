from typing import Any

from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User


class AcceptInvitationForm(SetPasswordForm):  # type: ignore[type-arg] # takes none at run time
    """The password with which a new member of staff will sign in, twice."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields["new_password1"].label = _("Choose a password")
        self.fields["new_password2"].label = _("The same password again")
        self.fields["new_password2"].help_text = ""
