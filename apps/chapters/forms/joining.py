from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField


class AskForm(forms.Form):
    """A word to the leaders with the request to join."""

    note = NormalisedCharField(
        label=_("a word to the leaders"),
        max_length=300,
        required=False,
        multiline=True,
        help_text=_("For example: how you are connected with the group, or who told you of it."),
    )
    photos = forms.ChoiceField(
        label=_("May you be shown in photographs?"),
        choices=[("yes", _("Yes, I may be shown")), ("no", _("No, do not show me"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def answered(self) -> bool | None:
        """What they said about being shown in photographs; None where they said nothing."""
        return {"yes": True, "no": False}.get(self.cleaned_data.get("photos", ""))
