"""What a single button says."""

from django import forms


class VersionForm(forms.Form):
    """A button that needs no words, only what its reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
