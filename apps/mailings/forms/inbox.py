from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.mailings.models import InboxItem

ANSWER = "answer"


class AnswerForm(forms.Form):
    """What is written back to somebody who answered a mailing; or only how far their answer is (`deed`)."""

    deed = forms.ChoiceField(
        choices=[(ANSWER, ""), *InboxItem.State.choices], initial=ANSWER, widget=forms.HiddenInput
    )
    text = forms.CharField(label=_("Your answer"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = not self.is_bound or self.data.get("deed") == ANSWER

    @property
    def state(self) -> InboxItem.State | None:
        """What is to be noted; None where something is written back."""
        deed = self.cleaned_data["deed"]
        return None if deed == ANSWER else InboxItem.State(deed)

    @property
    def told(self) -> str:
        """What is said once it is done."""
        return gettext("Your answer is on its way.") if self.state is None else gettext("Noted.")
