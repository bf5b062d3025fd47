"""What leaders write in the group's name, and what readers say about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Objection, Post
from apps.core.fields import NormalisedCharField


class PostForm(forms.ModelForm[Post]):
    """One screen: title, text, who may read it."""

    title = NormalisedCharField(label=_("headline"), max_length=150)
    text = NormalisedCharField(
        label=_("text"), max_length=6000, multiline=True, widget=forms.Textarea(attrs={"rows": 10})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Post
        fields = ("title", "text", "audience")


class SendForm(forms.Form):
    """The declaration with which a post is sent."""

    is_neutral = forms.BooleanField(
        label=_("This post is politically neutral"),
        help_text=_(
            "It speaks neither for nor against a party, a candidate or a campaign. You declare it in your name."
        ),
        error_messages={"required": _("Declare that the post is politically neutral, or change it first.")},
    )


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
