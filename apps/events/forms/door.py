"""What is typed at the door and about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField
from apps.events.fields import PriceField
from apps.events.forms.registering import ticket_words
from apps.events.models import Event, TicketType


class WalkInForm(forms.Form):
    """Somebody who comes without having registered."""

    name = NormalisedCharField(label=_("name of whoever comes"), max_length=150)
    ticket = forms.ModelChoiceField(label=_("ticket"), queryset=TicketType.objects.none(), empty_label=None)
    paid = PriceField(
        label=_("paid at the door (baht)"),
        required=False,
        help_text=_("What you took in. It is noted with your name; the office does not count it."),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = event.tickets.all()
        if not kinds:
            del self.fields["ticket"]
        else:
            choice: Any = self.fields["ticket"]
            choice.queryset = kinds
            choice.label_from_instance = ticket_words
        if not any(kind.price_satang for kind in kinds):
            del self.fields["paid"]
