"""Albums, and what somebody has against a photograph or document."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Album, Complaint
from apps.core.fields import NormalisedCharField, ThaiDateField


class AlbumForm(forms.ModelForm[Album]):
    """One screen: title, day, who may see it."""

    title = NormalisedCharField(label=_("name of the album"), max_length=120)
    taken_on = ThaiDateField(label=_("taken on"), required=False, latest=timezone.localdate)
    about = NormalisedCharField(label=_("about the album"), max_length=500, required=False, multiline=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Album
        fields = ("title", "taken_on", "audience", "about")

    def clean_taken_on(self) -> date | None:
        given = self.cleaned_data["taken_on"]
        return given.first_day if given else None


class CaptionForm(forms.Form):
    caption = NormalisedCharField(
        label=_("caption"),
        max_length=300,
        required=False,
        help_text=_("What is to be seen: it is read to those who do not see the photograph."),
    )
    is_cover = forms.BooleanField(label=_("Show it on the cover of the album"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ComplaintForm(forms.Form):
    """What is wrong with a photograph, a document or a page."""

    why = forms.ChoiceField(label=_("what is wrong"), choices=Complaint.Why, widget=forms.RadioSelect)
    note = NormalisedCharField(label=_("in your words"), max_length=1000, required=False, multiline=True)

    def __init__(self, *args: Any, of_photo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not of_photo:
            reasons = [(value, label) for value, label in Complaint.Why.choices if value != Complaint.Why.SHOWN]
            self.fields["why"].choices = reasons  # type: ignore[attr-defined] # a field of choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("why") == Complaint.Why.OTHER and not cleaned.get("note"):
            self.add_error("note", _("Say in your words what is wrong."))
        return cleaned


class AskDownForm(forms.Form):
    """Somebody without a record asks to take a photograph down."""

    note = NormalisedCharField(
        label=_("in your words"),
        max_length=1000,
        required=False,
        multiline=True,
        help_text=_("For example: whom one sees, and where in the picture. The group's leaders read it."),
    )
    email = forms.EmailField(
        label=_("your e-mail address"),
        max_length=254,
        required=False,
        help_text=_("If you want an answer. We use it for nothing else."),
    )


class ComplaintAnswerForm(forms.Form):
    """Takes it down, or says why it stays."""

    outcome = forms.ChoiceField(
        label=_("your answer"),
        choices=[("removed", _("Take it down for good")), ("kept", _("Let it stay"))],
        widget=forms.RadioSelect,
    )
    remark = NormalisedCharField(label=_("a word to whoever asked"), max_length=300, required=False, multiline=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == "kept" and not cleaned.get("remark"):
            self.add_error("remark", _("Say why it stays, so that they understand it."))
        return cleaned
