"""Pictures that leaders upload, made into ours."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from apps.chapters.lib.photo_picture import MOST_BYTES, PhotoPicture, PictureError, make_photo
from apps.chapters.rules import PHOTOS_AT_ONCE

AT_A_TIME = 2  # pictures that one request reads, each in a process of its own
ACCEPTED = "image/jpeg,image/png,image/webp"
WORDS = {
    "too_large": _("This file is larger than 10 MB. Choose a smaller one."),
    "kind": _("This is no photo that we can read. Choose a JPEG, PNG or WebP file, as a telephone takes them."),
    "scripts": _(
        "This file holds more than a picture, so we did not take it. Choose the photo as the camera took it."
    ),
    "pixels": _("This picture has more pixels than we can read. Choose one from a telephone or camera."),
    "small": _("This picture is too small. Choose one of at least 200 pixels each way."),
    "broken": _("This file is damaged or not all of it arrived. Try again, or choose another photo."),
}


def read(upload: "UploadedFile[bytes]") -> PhotoPicture:
    """Raises ValidationError."""
    try:
        if (upload.size or 0) > MOST_BYTES:
            raise PictureError("too_large", "the file is larger than 10 MB")
        return make_photo(upload.read())
    except PictureError as error:
        raise ValidationError(WORDS[error.code], code=error.code) from error


def _tried(upload: "UploadedFile[bytes]") -> PhotoPicture | ValidationError:
    try:
        return read(upload)
    except ValidationError as error:
        return error


class PicturesInput(forms.FileInput):
    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Several files at once; cleans to those that were uploaded, as they are."""

    widget = PicturesInput(attrs={"accept": ACCEPTED, "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":
        given: Sequence[Any] = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(given) > PHOTOS_AT_ONCE:
            raise ValidationError(
                format_lazy(_("Choose at most {limit} photographs at once."), limit=PHOTOS_AT_ONCE), code="many"
            )
        return list(given)


class PhotosForm(forms.Form):
    """Photographs for an album. What cannot be read is named, and keeps none of the others out."""

    photos = PicturesField(
        label=_("photographs"),
        error_messages={"required": _("Choose the photographs first.")},
        help_text=format_lazy(
            _(
                "JPEG, PNG or WebP files of at most 10 MB, up to {limit} at once. We take out where and when they "
                "were taken."
            ),
            limit=PHOTOS_AT_ONCE,
        ),
    )
    may_be_shown = forms.BooleanField(
        label=_("Nobody who does not want to be shown can be recognised in them"),
        help_text=_("For an album that everybody sees, whoever can be recognised has agreed to that."),
        error_messages={"required": _("Look at the list of those who do not want to be shown first.")},
    )

    def clean(self) -> dict[str, Any]:
        """`pictures`: what was read, each with its file's name; `unread`: (name, why) of the others."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        pictures, unread = list[tuple[str, PhotoPicture]](), list[tuple[str, str]]()
        with ThreadPoolExecutor(AT_A_TIME) as pool:
            for upload, found in zip(cleaned["photos"], pool.map(_tried, cleaned["photos"]), strict=True):
                if isinstance(found, PhotoPicture):
                    pictures.append((upload.name or "", found))
                else:
                    unread.append((upload.name or "", " ".join(found.messages)))
        if not pictures:
            for name, why in unread:
                self.add_error("photos", f"{name}: {why}" if len(unread) > 1 else why)
        return cleaned | {"pictures": pictures, "unread": unread}
