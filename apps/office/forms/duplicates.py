from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField

NOT_SAME, LATER = "not_same", "later"


class PairForm(forms.Form):
    """What is decided about two records; the reason helps whoever looks at it again."""

    decision = forms.ChoiceField(
        label=_("decision"), choices=[(NOT_SAME, _("These are two people")), (LATER, _("Decide later"))]
    )
    reason = NormalisedCharField(label=_("how you know that these are two people"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") == NOT_SAME and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say how you know it, such as “twins”. It is kept for ever."))
        return cleaned


class DoneForm(forms.Form):
    """What was decided last, as the address of the next page names it."""

    merged = forms.UUIDField(required=False)
    said = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
