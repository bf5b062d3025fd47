"""What readers say about an event, what the office decides, and what the organisers answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Objection
from apps.core.fields import NormalisedCharField
from apps.events.models import Submission

Outcome = Submission.Outcome


class SendForm(forms.Form):
    """The declaration with which an event is sent."""

    is_neutral = forms.BooleanField(
        label=_("This event is politically neutral"),
        help_text=_(
            "It speaks neither for nor against a party, a candidate or a campaign. You declare it in your name."
        ),
        error_messages={"required": _("Declare that the event is politically neutral, or change it first.")},
    )


class AppealForm(forms.Form):
    """Why the office should look again."""

    text = NormalisedCharField(label=_("why the office should look again"), max_length=1000, multiline=True)


class ComplaintForm(forms.Form):
    """What is wrong with an event."""

    objection = forms.ChoiceField(label=_("what is wrong"), choices=Objection, widget=forms.RadioSelect)
    note = NormalisedCharField(label=_("in your words"), max_length=1000, required=False, multiline=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("objection") == Objection.OTHER and not cleaned.get("note"):
            self.add_error("note", _("Say in your words what is wrong."))
        return cleaned


class _Judged(forms.Form):
    """A decision against an event says what speaks against it, and why."""

    against: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("outcome") in self.against:
            for name, words in (
                ("objection", _("Choose what speaks against it.")),
                ("remark", _("Write why; the organisers read it word for word.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned


class DecisionForm(_Judged):
    """Publishes what was sent, or says why not."""

    against = (Outcome.REFUSED,)
    outcome = forms.ChoiceField(
        label=_("your decision"),
        choices=[(Outcome.APPROVED, _("Publish the event")), (Outcome.REFUSED, _("Do not publish the event"))],
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)  # of the event as it was read
    objection = forms.ChoiceField(
        label=_("what speaks against it"), choices=[("", "–"), *Objection.choices], required=False
    )
    remark = NormalisedCharField(
        label=_("to the organisers"),
        max_length=500,
        required=False,
        multiline=True,
        help_text=_("They read this word for word."),
    )


class MessageDecisionForm(DecisionForm):
    """Lets a message of the organisers go, or says why not."""

    field_order = ("outcome", "objection", "remark")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(Outcome.APPROVED, _("Send the message")), (Outcome.REFUSED, _("Do not send the message"))]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]
        del self.fields["version"]


class RemovalForm(_Judged):
    """Takes a published event off the pages."""

    against = (Outcome.REMOVED,)
    outcome = forms.CharField(initial=Outcome.REMOVED, widget=forms.HiddenInput)
    objection = forms.ChoiceField(
        label=_("what speaks against it"), choices=[("", "–"), *Objection.choices], required=False
    )
    remark = NormalisedCharField(
        label=_("to the organisers"),
        max_length=500,
        required=False,
        multiline=True,
        help_text=_("They read this word for word."),
    )

    def clean_outcome(self) -> str:
        return Outcome.REMOVED


class AnswerForm(forms.Form):
    """What becomes of an appeal."""

    answer = forms.ChoiceField(
        label=_("your answer"),
        choices=[("restore", _("Publish the event after all")), ("keep", _("The decision stays as it is"))],
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    remark = NormalisedCharField(
        label=_("to the organisers"), max_length=500, multiline=True, help_text=_("They read this word for word.")
    )


class ComplaintDecisionForm(forms.Form):
    """What becomes of a reader's report."""

    outcome = forms.ChoiceField(
        label=_("your decision"),
        choices=[("nothing", _("Nothing to do")), ("removed", _("Take the event off the pages"))],
        widget=forms.RadioSelect,
    )
    remark = NormalisedCharField(
        label=_("to the organisers"), max_length=500, multiline=True, help_text=_("They read this word for word.")
    )


class CancelForm(forms.Form):
    """Why an event is cancelled."""

    reason = NormalisedCharField(
        label=_("why it is cancelled"),
        max_length=300,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who is registered reads this word for word."),
        error_messages={"required": _("Say why it is cancelled.")},
    )
    scope = forms.ChoiceField(
        label=_("what is cancelled"),
        choices=[("this", _("This day alone")), ("following", _("This day and all later ones of the series"))],
        widget=forms.RadioSelect,
        initial="this",
        required=False,
    )

    def __init__(self, *args: Any, is_series: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_series:
            del self.fields["scope"]


class HostForm(forms.Form):
    """Which group is asked to hold the event too."""

    name = NormalisedCharField(
        label=_("name of the group"), max_length=100, help_text=_("A part of its name is enough.")
    )
