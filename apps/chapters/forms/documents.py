"""Documents and their files."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Document
from apps.core.fields import NormalisedCharField, OfficeFileField, ThaiDateField


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
