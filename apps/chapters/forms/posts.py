"""What leaders write in the group's name, and what readers say about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.chapters.forms.pictures import ACCEPTED, read
from apps.chapters.lib.photo_picture import PhotoPicture
from apps.chapters.models import Objection, Post
from apps.core.fields import NormalisedCharField


class PostForm(forms.ModelForm[Post]):
    """One screen: title, text, who may read it."""

    title = NormalisedCharField(label=_("headline"), max_length=150)
    text = NormalisedCharField(
        label=_("text"), max_length=6000, multiline=True, widget=forms.Textarea(attrs={"rows": 10})
    )
    picture = forms.FileField(
        label=_("photograph"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_("A JPEG, PNG or WebP file of at most 10 MB. We take out where and when it was taken."),
    )
    photo_alt = NormalisedCharField(
        label=_("what the photograph shows"),
        max_length=200,
        required=False,
        help_text=_("For those who do not see it."),
    )
    drops_photo = forms.BooleanField(label=_("Take the photograph out"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Post
        fields = ("title", "text", "audience", "photo_alt")

    field_order = ("title", "text", "audience", "picture", "drops_photo", "photo_alt")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.photo:
            del self.fields["drops_photo"]

    def clean_picture(self) -> PhotoPicture | None:
        upload = self.cleaned_data["picture"]
        return read(upload) if upload else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        keeps = bool(self.instance.photo) and not cleaned.get("drops_photo")
        if (cleaned.get("picture") or keeps) and not cleaned.get("photo_alt"):
            words = _("Say in a few words what the photograph shows: not everybody sees it.")
            self.add_error("photo_alt", words)
        return cleaned


class SendForm(forms.Form):
    """The declaration with which a post is sent, of the very words that were read."""

    is_neutral = forms.BooleanField(
        label=_("This post is politically neutral"),
        help_text=_(
            "It speaks neither for nor against a party, a candidate or a campaign. You declare it in your name."
        ),
        error_messages={"required": _("Declare that the post is politically neutral, or change it first.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AppealForm(forms.Form):
    """Why the office should look again."""

    text = NormalisedCharField(label=_("why the office should look again"), max_length=1000, multiline=True)


class ReportForm(forms.Form):
    """What is wrong with a post."""

    objection = forms.ChoiceField(label=_("what is wrong"), choices=Objection, widget=forms.RadioSelect)
    note = NormalisedCharField(label=_("in your words"), max_length=1000, required=False, multiline=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("objection") == Objection.OTHER and not cleaned.get("note"):
            self.add_error("note", _("Say in your words what is wrong."))
        return cleaned
