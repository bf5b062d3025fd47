"""Pictures and documents of a mailing."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField, OfficeFileField
from apps.mailings.lib.letter_picture import MOST_BYTES, LetterPicture, PictureError, make_picture

ACCEPTED = "image/jpeg,image/png,image/webp"
WORDS = {
    "too_large": _("This file is larger than 10 MB. Choose a smaller one."),
    "kind": _("This is no photo that we can read. Choose a JPEG, PNG or WebP file, as a telephone takes them."),
    "scripts": _(
        "This file holds more than a picture, so we did not take it. Choose the photo as the camera took it."
    ),
    "pixels": _("This picture has more pixels than we can read. Choose one from a telephone or camera."),
    "small": _("This picture is too small. Choose one of at least 40 pixels each way."),
    "broken": _("This file is damaged or not all of it arrived. Try again, or choose another photo."),
}


class PictureField(forms.FileField):
    """A picture; cleans to ours."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})
    default_error_messages = {"required": _("Choose the file first."), "empty": WORDS["broken"]}

    def clean(self, data: "UploadedFile[bytes] | None", initial: object = None) -> LetterPicture:
        upload: UploadedFile[bytes] = super().clean(data, initial)
        try:
            if (upload.size or 0) > MOST_BYTES:
                raise PictureError("too_large", "the file is larger than 10 MB")
            return make_picture(upload.read())
        except PictureError as error:
            raise ValidationError(WORDS[error.code], code=error.code) from error


class PictureForm(forms.Form):
    """A picture for the text."""

    file = PictureField(
        label=_("picture"), help_text=_("A JPEG, PNG or WebP file. It is made anew, without metadata.")
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

    def clean_name(self) -> str:
        name = "".join(char for char in self.cleaned_data["name"] if char not in '/\\:*?"<>|').strip(". ")
        if not name:
            raise ValidationError(_("Give the file a name."))
        return name
