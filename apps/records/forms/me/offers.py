"""Ready to help: each kind with a tick, a word and an audience."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField
from apps.records.actions.offers import Wish
from apps.records.forms.me.audience import AudienceField
from apps.records.models import Audience, HelpOffer


class OfferForm(forms.Form):
    """One kind of help."""

    is_offered = forms.BooleanField(required=False)
    note = NormalisedCharField(label=_("in your own words"), max_length=300, required=False)
    audience = AudienceField(initial=Audience.ALUMNI)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, data: Any = None, *, kind: HelpOffer.Kind, offer: HelpOffer | None) -> None:
        seen = {"note": offer.note, "audience": offer.audience, "version": offer.version} if offer else {}
        super().__init__(data, initial={"is_offered": offer is not None} | seen, prefix=kind.value)
        self.kind = kind
        self.fields["is_offered"].label = kind.label

    def wish(self) -> Wish:
        return Wish(kind=self.kind.value, **self.cleaned_data)
