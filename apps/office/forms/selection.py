"""What is done with people chosen on a list: a file, letters, labels, a saved list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField, ThaiDateField
from apps.office.forms.facts import DAY
from apps.records.actions.exports import FORMATS, LABELS_ON_A_SHEET
from apps.records.models import SavedList


class ExportForm(forms.Form):
    """A file of people leaves the system: in which form, and why."""

    file_format = forms.ChoiceField(
        label=_("file"), choices=list(FORMATS.items()), widget=forms.RadioSelect, initial="xlsx"
    )
    reason = NormalisedCharField(
        label=_("what it is needed for"),
        max_length=300,
        help_text=_("The reason, your name and who was exported are kept in the audit log."),
    )


class LetterForm(forms.Form):
    """A letter in the form of a Thai official letter."""

    number = NormalisedCharField(label=_("letter number"), max_length=40, required=False)
    dated = ThaiDateField(label=_("date"), help_text=DAY)
    subject = NormalisedCharField(label=_("subject"), max_length=200)
    body = NormalisedCharField(
        label=_("text"),
        max_length=8000,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Each line becomes a paragraph. The salutation and the closing come by themselves."),
    )
    reason = NormalisedCharField(label=_("what it is needed for"), max_length=300)


class LabelsForm(forms.Form):
    """Labels, beginning on a sheet of which some are used already."""

    skip = forms.IntegerField(
        label=_("labels already used on the first sheet"), min_value=0, max_value=LABELS_ON_A_SHEET - 1, initial=0
    )
    reason = NormalisedCharField(label=_("what it is needed for"), max_length=300)


class EnvelopesForm(forms.Form):
    """Envelopes need only a reason."""

    reason = NormalisedCharField(label=_("what it is needed for"), max_length=300)


class KeepForm(forms.Form):
    """Puts the chosen people on a list, or keeps the search itself."""

    saved_list = forms.ModelChoiceField(
        label=_("put them on this list"),
        queryset=SavedList.objects.none(),
        required=False,
        empty_label=_("a new list"),
    )
    name = NormalisedCharField(label=_("name of the new list"), max_length=120, required=False)
    keep_search = forms.BooleanField(
        label=_("keep the search, so that the list changes with the registry"), required=False
    )

    def __init__(self, *args: Any, owner: Any, may_keep_search: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = SavedList.objects.filter(owner=owner, query="").order_by("name")
        self.fields["saved_list"].queryset = mine  # type: ignore[attr-defined]
        if not may_keep_search:
            del self.fields["keep_search"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("saved_list") and not cleaned.get("name"):
            self.add_error("name", _("Give the new list a name, or choose one of yours."))
        return cleaned
