from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core import registries
from apps.core.fields import NormalisedCharField
from apps.records.models import Campus


class AccessForm(forms.Form):
    """What a member of staff may do, and where."""

    roles = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple)
    campuses = forms.ModelMultipleChoiceField(
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
    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language of the mail"), choices=User.Language)
    field_order = ("name", "email", "language", "roles", "campuses")


class ChangeAccessForm(AccessForm):
    """Other roles or campuses, and why."""

    reason = NormalisedCharField(label=_("Reason"), max_length=300)


def _described(role: registries.Role) -> SafeString:
    return format_html('<span><b>{}</b> <span class="hint">{}</span></span>', role.name, role.description)
