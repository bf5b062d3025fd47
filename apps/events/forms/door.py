"""What is typed at the door and about it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField


class WalkInForm(forms.Form):
    """Somebody who comes without having registered."""

    name = NormalisedCharField(label=_("name of whoever comes"), max_length=150)
