"""An event's picture, made into files of ours."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.events.lib.posters import MOST_BYTES, PictureError, Poster, make_poster

WORDS = {
    "too_large": _("This file is larger than 10 MB. Choose a smaller one."),
    "kind": _("This is no picture that we can read. Choose a JPEG, PNG or WebP file."),
    "scripts": _("This file holds more than a picture, so we did not take it."),
    "pixels": _("This picture has more pixels than we can read. Save it in a smaller size."),
    "small": _("This picture is too small. Choose one of at least 200 pixels each way."),
    "broken": _("This file is damaged or not all of it arrived. Try again, or choose another picture."),
}


class PosterField(forms.FileField):
    """An upload; cleans to a Poster (None if there is none)."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
    default_error_messages = {"empty": WORDS["broken"]}

    def clean(self, data: Any, initial: Any = None) -> Poster | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            if (upload.size or 0) > MOST_BYTES:
                raise PictureError("too_large", "the file is larger than 10 MB")
            return make_poster(upload.read())
        except PictureError as error:
            raise ValidationError(WORDS[error.code], code=error.code) from error
