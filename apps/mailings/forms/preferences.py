"""What somebody says about the mail that they want."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.fields import ThaiDateField
from apps.core.lib.dates import PartialDate
from apps.mailings.actions.preferences import LONGEST_PAUSE
from apps.mailings.models import Preference
from apps.mailings.querysets.preferences import Wishes


def _first_day() -> date:
    return timezone.localdate() + timedelta(days=1)


def _last_day() -> date:
    return timezone.localdate() + LONGEST_PAUSE


class PreferenceForm(forms.Form):
    """Everything at once, as it holds from now on. `topics` and `senders`: what is wanted."""

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

    def clean_paused_until(self) -> date | None:
        chosen: PartialDate | None = self.cleaned_data["paused_until"]
        return chosen.first_day if chosen else None


def _said(wishes: Wishes, senders: dict[str, str]) -> dict[str, Any]:
    stopped = {each.key for each in wishes.senders}
    return {
        "topics": [topic.key for topic in wishes.topics if topic.is_wanted],
        "senders": [key for key in senders if key not in stopped],
        "frequency": wishes.frequency,
        "paused_until": wishes.paused_until if wishes.is_paused else None,
    }
