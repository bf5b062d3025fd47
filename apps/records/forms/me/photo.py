"""A photo, made into a portrait of ours."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from apps.records.forms.me.audience import AudienceField
from apps.records.lib.portrait import MOST_BYTES, PictureError, Portrait, make_portrait

WORDS = {
    "too_large": _(
        "This file is larger than 10 MB. Choose a smaller one, or send the photo to yourself in a smaller size."
    ),
    "kind": _("This is no photo that we can read. Choose a JPEG, PNG or WebP file, as a telephone takes them."),
    "scripts": _(
        "This file holds more than a picture, so we did not take it. Choose the photo as the camera took it."
    ),
    "pixels": _("This picture has more pixels than we can read. Choose one from a telephone or camera."),
    "small": _("This picture is too small. Choose one of at least 128 pixels each way."),
    "broken": _("This file is damaged or not all of it arrived. Try again, or choose another photo."),
}


class PhotoForm(forms.Form):
    """The upload; cleans to a Portrait."""

    photo = forms.FileField(
        label=_("photo"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"required": _("Choose a photo first."), "empty": WORDS["broken"]},
        help_text=_(
            "A JPEG, PNG or WebP file of at most 10 MB. We cut out a square and take out where and when it was taken."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_photo(self) -> Portrait:
        upload: UploadedFile[bytes] = self.cleaned_data["photo"]
        try:
            if (upload.size or 0) > MOST_BYTES:
                raise PictureError("too_large", "the file is larger than 10 MB")
            return make_portrait(upload.read())
        except PictureError as error:
            raise ValidationError(WORDS[error.code], code=error.code) from error


class PhotoAudienceForm(forms.Form):
    """Who sees the photo."""

    photo_audience = AudienceField(label=_("Who sees your photo"))
    version = forms.IntegerField(widget=forms.HiddenInput)
