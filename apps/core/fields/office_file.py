from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from apps.core.lib.office_files import MOST_BYTES, Kind, OfficeFileError, recognise

ACCEPTED = ",".join(["application/pdf", *(f".{kind}" for kind in Kind)])
WORDS = {
    "too_large": _("This file is larger than 15 MB. Make it smaller, or cut it in two."),
    "kind": _("This is neither a PDF nor a file of an office program (docx, xlsx, pptx, odt, ods, odp)."),
    "old": _(
        "This is a file of an old office program, or one with a password. Save it as a PDF or in the new form (docx, "
        "xlsx, pptx), without a password."
    ),
    "macros": _("This file holds macros, which can do harm to whoever opens it. Save it as a PDF instead."),
    "broken": _("This file is damaged or not all of it arrived. Try again, or save it anew."),
}


class OfficeFileField(forms.FileField):
    """A document; cleans to its content and its kind."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})
    default_error_messages = {"required": _("Choose the file first."), "empty": WORDS["broken"]}

    def clean(self, data: "UploadedFile[bytes] | None", initial: object = None) -> tuple[bytes, Kind]:
        upload: UploadedFile[bytes] = super().clean(data, initial)
        try:
            if (upload.size or 0) > MOST_BYTES:
                raise OfficeFileError("too_large", "the file is larger than 15 MB")
            content = upload.read()
            return content, recognise(content)
        except OfficeFileError as error:
            raise ValidationError(WORDS[error.code], code=error.code) from error
