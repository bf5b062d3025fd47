"""A mailing's texts, its way out, and what a second person says to it."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField, ThaiDateField
from apps.mailings import rules
from apps.mailings.models import Mailing, Topic
from apps.mailings.reports.desk import wished
from apps.mailings.reports.ready import refused_words

# What the office can write about: services are not written by hand, and the groups' topic is theirs.
TOPICS = [(topic.value, topic.label) for topic in Topic if topic != Topic.CHAPTER]
HOURS = [(f"{hour:02}:{minute:02}", f"{hour}.{minute:02}") for hour in range(6, 22) for minute in (0, 30)]
MOST_TEXT = 20_000
WRITTEN = ("subject_th", "text_th", "subject_en", "text_en")


class TextField(NormalisedCharField):
    """The text of a letter, in Markdown."""

    def __init__(self, **kwargs: Any) -> None:
        usual = {"max_length": MOST_TEXT, "required": False, "widget": forms.Textarea(attrs={"rows": 12})}
        super().__init__(multiline=True, lists=True, **usual | kwargs)


class LetterForm(forms.ModelForm[Mailing]):
    """Subject and text in Thai and English; either will do. What stands in braces must stand for something."""

    subject_th = NormalisedCharField(label=_("subject in Thai"), max_length=150, required=False)
    text_th = TextField(label=_("text in Thai"))
    subject_en = NormalisedCharField(label=_("subject in English"), max_length=150, required=False)
    text_en = TextField(label=_("text in English"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)  # sent twice it is one draft

    class Meta:
        model = Mailing
        fields: tuple[str, ...] = ("subject_th", "text_th", "subject_en", "text_en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("subject_th", "text_th"):  # one language will do
            self.fields[name].required = not self.data.get("text_en")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, words in refused_words({name: cleaned.get(name, "") for name in WRITTEN}).items():
            if name not in self.errors:
                self.add_error(name, words)
        return cleaned

    def values(self) -> dict[str, Any]:
        """What was typed, for an action."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class OfficeLetterForm(LetterForm):
    """A mailing of the office."""

    title = NormalisedCharField(
        label=_("name of the mailing"), max_length=120, help_text=_("For the office. No reader sees it.")
    )
    topic = forms.ChoiceField(
        label=_("topic"),
        choices=TOPICS,
        help_text=_("Readers can stop one topic and go on reading the others."),
    )

    class Meta(LetterForm.Meta):
        fields = ("title", "topic", "subject_th", "text_th", "subject_en", "text_en", "is_public")
        labels = {"is_public": _("Everybody can read it on the web, without anything personal")}


class WhenForm(forms.Form):
    """When a mailing goes out."""

    scheduled_on = ThaiDateField(
        label=_("day on which it goes out"),
        required=False,
        help_text=_("Such as 31/3/2570. Empty: at once."),
        earliest=timezone.localdate,
        latest=rules.last_day,
        error_messages={"too_early": _("This day has passed. Choose today or a later one.")},
    )
    scheduled_at = forms.ChoiceField(label=_("at"), choices=HOURS, initial="09:00", required=False)

    def moment(self) -> datetime | None:
        """When it is to go out; None: at once."""
        day = self.cleaned_data.get("scheduled_on")
        if day is None:
            return None
        clock = time.fromisoformat(self.cleaned_data.get("scheduled_at") or "09:00")
        return timezone.make_aware(datetime.combine(day.first_day, clock))


class SendForm(WhenForm):
    """The declaration with which a mailing is sent, and when."""

    is_neutral = forms.BooleanField(
        label=_("This mailing is politically neutral"),
        help_text=_(
            "It speaks neither for nor against a party, a candidate or a campaign. You declare it in your name."
        ),
        error_messages={"required": _("Declare that the mailing is politically neutral, or change it first.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)  # what is sent is what was seen
    field_order = ("is_neutral",)

    def __init__(self, data: Any, *, mailing: Mailing, typed: Mapping[str, Any]) -> None:
        super().__init__(data, initial={"version": mailing.version, **wished(mailing), **typed})


class DecideForm(forms.Form):
    """A second person lets a mailing go out, or says what speaks against it."""

    decision = forms.ChoiceField(
        label=_("decision"),
        choices=[("approve", _("It may go out")), ("refuse", _("It does not go out like this"))],
        widget=forms.RadioSelect,
    )
    remark = NormalisedCharField(
        label=_("to the writer"),
        max_length=500,
        multiline=True,
        required=False,
        help_text=_("Needed where it does not go out: what is to be changed."),
    )

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") == "refuse" and not cleaned.get("remark"):
            self.add_error("remark", _("Say what speaks against it."))
        return cleaned
