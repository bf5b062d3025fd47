from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core import registries
from apps.core.fields import NormalisedCharField
from apps.records.models import Campus

MOST_DIGITS = 18  # of a key that the database can still hold


class CampusesField(forms.ModelMultipleChoiceField[Campus]):
    """Campuses by their keys; one that no database could hold is none of the choices."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if not str(key).isdecimal() or len(str(key)) > MOST_DIGITS:
                code = "invalid_choice"
                raise ValidationError(self.error_messages[code], code=code, params={"value": key})
        return super().clean(value)


class AccessForm(forms.Form):
    """What a member of staff may do, and where."""

    roles = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple)
    campuses = CampusesField(
        label=_("Only for these campuses"),
        queryset=Campus.objects.order_by("student_id_digit", "code"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none for the whole university."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(key, _described(role)) for key, role in registries.roles]  # type: ignore[attr-defined] # a choice


class InviteForm(AccessForm):
    """Somebody who is asked to join the staff."""

    name = NormalisedCharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    language = forms.ChoiceField(label=_("Language of the mail"), choices=User.Language)
    field_order = ("name", "email", "language", "roles", "campuses")


class ChangeAccessForm(AccessForm):
    """Other roles or campuses, and why."""

    reason = NormalisedCharField(label=_("Reason"), max_length=300)


def _described(role: registries.Role) -> SafeString:
    return format_html('<span><b>{}</b> <span class="hint">{}</span></span>', role.name, role.description)
