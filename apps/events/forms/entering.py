"""What the organisers say of somebody whom they register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.fields import NormalisedCharField
from apps.events.forms.registering import ticket_words
from apps.events.models import Event, TicketType

NAME_LENGTH = 150


class EnterForm(forms.Form):
    """One ticket for them and their guests."""

    ticket = forms.ModelChoiceField(label=_("ticket"), queryset=TicketType.objects.none(), empty_label=None)
    guests = forms.CharField(
        label=_("who comes with them"),
        help_text=_("One name a line."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sure = forms.BooleanField(
        label=_("They have asked for it"),
        help_text=_("They are told by mail that you have registered them, and can cancel."),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._most = event.most_guests
        if event.tickets.exists():
            choice: Any = self.fields["ticket"]
            choice.queryset = event.tickets.all()
            choice.label_from_instance = ticket_words
        else:
            del self.fields["ticket"]
        if not self._most:
            del self.fields["guests"]

    def clean_guests(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["guests"].splitlines() if line.strip()]
        if len(names) > self._most:
            words = ngettext("They may bring %(most)s guest.", "They may bring %(most)s guests.", self._most)
            raise forms.ValidationError(words % {"most": self._most})
        if any(len(name) > NAME_LENGTH for name in names):
            raise forms.ValidationError(_("A name is too long. Write one name a line."))
        return names


class OutsideForm(EnterForm):
    """The same of somebody who is not in the directory."""

    name = NormalisedCharField(
        label=_("name"), max_length=NAME_LENGTH, help_text=_("As it should stand on the ticket and on the list.")
    )
    field_order = ("name", "ticket", "guests", "sure")

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        self.fields["sure"].help_text = _("They get no mail from us: tell them yourself, and give them their code.")
