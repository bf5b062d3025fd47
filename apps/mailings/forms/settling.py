from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.mailings.models import Message


class SettleForm(forms.Form):
    """What a person found out about a message of which nobody knows whether it left."""

    outcome = forms.ChoiceField(
        label=_("What the mail server's log says"),
        choices=[
            (Message.State.SENT, _("It was delivered")),
            (Message.State.FAILED, _("It was refused")),
            (Message.State.QUEUED, _("It never came there: send it again")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("How you know"), max_length=300, help_text=_("The line of the log, or who told you.")
    )

    def __init__(self, *args: Any, message: Message, **kwargs: Any) -> None:
        """One that was refused certainly did not leave, and can only be sent again."""
        super().__init__(*args, **kwargs)
        if message.state == Message.State.FAILED:
            self.fields["outcome"].choices = [(Message.State.QUEUED, _("The cause is gone: send it again"))]  # type: ignore[attr-defined]


class ConfirmForm(forms.Form):
    """Whether what waits after a backup was restored may go."""

    what = forms.ChoiceField(
        label=_("The mails that wait"),
        choices=[
            ("drop", _("Throw them away: they were sent before the backup was restored")),
            ("send", _("Send them: nothing was sent since the backup was made")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("How you know"), max_length=300)
