"""What a payer fills in: the picture of a slip, and where a refund should go."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField
from apps.payments.lib.slip_picture import MOST_BYTES, PictureError, SlipPicture, read_slip

WORDS = {
    "too_large": _("This file is larger than 10 MB. Take the slip's picture as your bank's program saves it."),
    "kind": _("This is no picture that we can read. Choose a JPEG, PNG or WebP file, or photograph the screen."),
    "scripts": _(
        "This file holds more than a picture, so we did not take it. Choose the slip as the bank's program saved it."
    ),
    "pixels": _("This picture has more pixels than we can read. Take a picture of the screen instead."),
    "small": _("This picture is too small to be read. Choose one of at least 200 pixels each way."),
    "broken": _("This file is damaged or not all of it arrived. Try again, or choose another picture."),
}


class SlipForm(forms.Form):
    """The upload; cleans to a SlipPicture."""

    slip = forms.FileField(
        label=_("picture of the slip"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"required": _("Choose the picture of the slip first."), "empty": WORDS["broken"]},
        help_text=_("A JPEG, PNG or WebP file of at most 10 MB. Only you and the office's cashiers see it."),
    )

    def clean_slip(self) -> SlipPicture:
        upload: UploadedFile[bytes] = self.cleaned_data["slip"]
        try:
            if (upload.size or 0) > MOST_BYTES:
                raise PictureError("too_large", "the file is larger than 10 MB")
            return read_slip(upload.read())
        except PictureError as error:
            raise ValidationError(WORDS[error.code], code=error.code) from error


class DestinationForm(forms.Form):
    """Bank, number and name of the account, or a PromptPay number."""

    destination = NormalisedCharField(
        label=_("where the money should go"),
        max_length=200,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bank, number and name of the account, or your PromptPay number. We delete it once it is paid."),
        error_messages={"required": _("Write the account to which the money should go.")},
    )
