"""Pictures and documents of a mailing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField, OfficeFileField

# What is told of one that was added, by whether the text shows it at its end.
ADDED = {
    True: _("Added, at the end of the text. Move its line to where the picture is to stand."),
    False: _("Added."),
}


class PictureForm(forms.Form):
    """A picture for the text; the action reads it and makes it anew."""

    file = forms.FileField(
        label=_("picture"),
        help_text=_("A JPEG, PNG or WebP file. It is made anew, without metadata."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"required": _("Choose the file first.")},
    )
    alt = NormalisedCharField(
        label=_("what it shows"), max_length=200, help_text=_("For those who do not see it, and who load no pictures.")
    )


class AttachmentForm(forms.Form):
    """A document that goes with every letter."""

    file = OfficeFileField(
        label=_("document"),
        help_text=_(
            "The same for everybody, so nothing personal. A PDF or a file of an office program without macros; all "
            "together at most 7 MB. A link to a page is better where many get it."
        ),
    )
    name = NormalisedCharField(label=_("name of the file"), max_length=80, help_text=_("Without its ending."))
