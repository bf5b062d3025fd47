from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.password_validation import CommonPasswordValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.accounts.models import User

MINIMUM = 10  # characters


class PasswordRules:
    """What a password must be, said in one sentence before it is chosen and point by point where it is refused.
    Django's own validators decide; their texts are not all in Thai, and make four hints of one."""

    def __init__(self) -> None:
        self.common = CommonPasswordValidator()
        self.similar = UserAttributeSimilarityValidator(("email", "name"))

    def validate(self, password: str, user: User | None = None) -> None:
        if problems := self._problems(password, user):
            raise ValidationError(problems)

    def get_help_text(self) -> str:
        return _(
            "At least %(number)s characters, not digits alone, and nothing that others guess: no name, no "
            "e-mail address, no usual password."
        ) % {"number": MINIMUM}

    def _problems(self, password: str, user: User | None) -> list[str]:
        problems = []
        if missing := max(0, MINIMUM - len(password)):
            problems.append(
                ngettext("Make it %(number)s character longer.", "Make it %(number)s characters longer.", missing)
                % {"number": missing}
            )
        if password.isdigit():
            problems.append(_("Put letters into it, not digits alone."))
        if _refused(self.common, password, user):
            problems.append(_("Many people use this password. Choose one of your own."))
        if _refused(self.similar, password, user):
            problems.append(_("It is too much like your name or e-mail address."))
        return problems


class AcceptInvitationForm(SetPasswordForm):  # type: ignore[type-arg] # takes none at run time
    """The password with which a new member of staff will sign in, twice."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields["new_password1"].label = _("Choose a password")
        self.fields["new_password2"].label = _("The same password again")
        self.fields["new_password2"].help_text = ""


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """A new security key, called as its owner likes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")


class RenameKeyForm(EditWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """Another name for a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")


def _refused(
    validator: CommonPasswordValidator | UserAttributeSimilarityValidator, password: str, user: User | None
) -> bool:
    try:
        validator.validate(password, user)
    except ValidationError:
        return True
    return False
