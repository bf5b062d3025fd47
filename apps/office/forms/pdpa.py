"""What the office decides and notes about people's rights."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField
from apps.records.models import Consent


class HoldForm(forms.Form):
    """Whether a request to be erased waits, and why; the person reads the reason."""

    decision = forms.ChoiceField(choices=[("hold", _("Hold it")), ("let_go", _("Let it go on"))])
    reason = NormalisedCharField(
        label=_("reason"), max_length=300, help_text=_("The person reads it. Name the law or the claim.")
    )


class NotedConsentForm(forms.Form):
    """A person's word about one purpose, said to a member of staff."""

    purpose = forms.ChoiceField(label=_("purpose"), choices=Consent.Purpose)
    is_given = forms.TypedChoiceField(
        label=_("what they said"),
        choices=[("1", _("agrees")), ("0", _("does not agree any more"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    how = NormalisedCharField(
        label=_("how it was said"),
        max_length=200,
        help_text=_("For example: on the telephone, 12 June; on the paper form of the reunion."),
    )
