"""Documents and their files."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from apps.chapters.lib.office_files import MOST_BYTES, Kind, OfficeFileError, recognise
from apps.chapters.models import Document
from apps.core.fields import NormalisedCharField, ThaiDateField

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


class DocumentForm(forms.ModelForm[Document]):
    """What it is, and who may read it."""

    title = NormalisedCharField(label=_("name of the document"), max_length=150)
    dated_on = ThaiDateField(
        label=_("day"), required=False, help_text=_("Of the meeting, or from which it is in force.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Document
        fields = ("kind", "title", "dated_on", "audience")

    def clean_dated_on(self) -> date | None:
        given = self.cleaned_data["dated_on"]
        return given.first_day if given else None


class NewDocumentForm(DocumentForm):
    file = OfficeFileField(
        label=_("file"), help_text=_("A PDF or a file of an office program without macros, of at most 15 MB.")
    )


class VersionForm(forms.Form):
    """A new version of a document."""

    file = OfficeFileField(
        label=_("file"), help_text=_("A PDF or a file of an office program without macros, of at most 15 MB.")
    )
    note = NormalisedCharField(label=_("what is new in it"), max_length=200, required=False)


class TakeDownForm(forms.Form):
    reason = NormalisedCharField(label=_("reason"), max_length=300)
