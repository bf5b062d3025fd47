from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """One field of each kind for the style guide, which shows it untouched and refused."""

    name = forms.CharField(label=_("First name and surname"), help_text=_("As when you studied, in Thai or English."))
    nickname = forms.CharField(label=_("Nickname"), required=False)
    province = forms.ChoiceField(label=_("Province"), choices=[("", "—"), ("90", "สงขลา"), ("94", "ปัตตานี")])
    message = forms.CharField(label=_("Message"), widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label=_("I have read this"), required=False)
