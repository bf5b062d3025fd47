"""The alumni card."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.records.models import Profile


class CardForm(forms.Form):
    """What whoever checks the card learns of its holder."""

    shows = forms.ChoiceField(
        label=_("the check page shows"), choices=Profile.CardShows, widget=forms.RadioSelect(attrs={"class": "radio"})
    )
