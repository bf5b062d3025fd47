"""What somebody says about the mail that they want."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.fields import ThaiDateField
from apps.core.lib.dates import PartialDate
from apps.mailings.actions.preferences import LONGEST_PAUSE, Choice
from apps.mailings.models import Preference
from apps.mailings.querysets.preferences import Wishes


def _first_day() -> date:
    return timezone.localdate() + timedelta(days=1)


def _last_day() -> date:
    return timezone.localdate() + LONGEST_PAUSE


class PreferenceForm(forms.Form):
    """Everything at once, as it holds from now on. `topics` and `senders`: what is wanted. `before`: what held when
    the page was drawn, so that an old page undoes nothing that was said since."""

    before = forms.CharField(required=False, max_length=2_000, widget=forms.HiddenInput)
    topics = forms.MultipleChoiceField(
        label=_("What you want to read"), required=False, widget=forms.CheckboxSelectMultiple
    )
    senders = forms.MultipleChoiceField(
        label=_("Who may write to you"), required=False, widget=forms.CheckboxSelectMultiple
    )
    frequency = forms.ChoiceField(label=_("How often"), choices=Preference.Frequency.choices, widget=forms.RadioSelect)
    paused_until = ThaiDateField(
        label=_("No mail before"),
        required=False,
        help_text=_("A day, such as 31/3/2570. Empty: no pause."),
        earliest=_first_day,
        latest=_last_day,
        error_messages={"too_early": _("Choose a day from tomorrow on.")},
    )

    def __init__(self, *args: Any, wishes: Wishes, sender: tuple[str, str] | None, **kwargs: Any) -> None:
        """`sender`: key and name of who wrote the mailing by whose link somebody came, if it is a group."""
        self.wishes = wishes
        senders = {each.key: each.name for each in wishes.senders}
        if sender:
            senders.setdefault(*sender)
        self.open_topics = [topic for topic in wishes.topics if topic.refused_at is None]
        super().__init__(*args, **kwargs | {"initial": _said(wishes, senders)})
        self.fields["topics"].choices = [(topic.key, topic.label) for topic in self.open_topics]  # type: ignore[attr-defined]
        self.fields["senders"].choices = list(senders.items())  # type: ignore[attr-defined]
        if not senders:
            del self.fields["senders"]

    def choice(self) -> Choice:
        """What the reader changed on the page that they saw."""
        data, before = self.cleaned_data, set(self.cleaned_data["before"].split())
        wanted = {*data["topics"], *data.get("senders", [])}
        offered = {topic.key for topic in self.open_topics}
        offered |= {key for key, _name in self.fields["senders"].choices} if "senders" in self.fields else set()  # type: ignore[attr-defined]
        frequency, until = data["frequency"], data["paused_until"]
        return Choice(
            stop=offered - wanted - before,
            take_up=wanted & before,
            frequency=None if _frequency(frequency) in before else Preference.Frequency(frequency),
            is_pause_said=_pause(until) not in before,
            paused_until=until,
        )

    def clean_paused_until(self) -> date | None:
        chosen: PartialDate | None = self.cleaned_data["paused_until"]
        return chosen.first_day if chosen else None


def _frequency(frequency: str) -> str:
    return f"frequency={frequency}"


def _pause(until: date | None) -> str:
    return f"pause={until or ''}"


def _said(wishes: Wishes, senders: dict[str, str]) -> dict[str, Any]:
    stopped = {each.key for each in wishes.senders}
    until = wishes.paused_until if wishes.is_paused else None
    before = [*sorted(stopped), *(topic.key for topic in wishes.topics if topic.stopped_at)]
    return {
        "before": " ".join([*before, _frequency(wishes.frequency), _pause(until)]),
        "topics": [topic.key for topic in wishes.topics if topic.is_wanted],
        "senders": [key for key in senders if key not in stopped],
        "frequency": wishes.frequency,
        "paused_until": until,
    }
