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
    reason = NormalisedCharField(
        label=_("how you know that these are two people"),
        max_length=300,
        help_text=_("For example: twins. It is kept for ever."),
        error_messages={"required": _("Say how you know it, such as “twins”. It is kept for ever.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = self.data.get("decision") != LATER


class DoneForm(forms.Form):
    """What was decided last, as the address of the next page names it."""

    merged = forms.UUIDField(required=False)
    said = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
