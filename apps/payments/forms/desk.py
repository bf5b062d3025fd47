"""What the office fills in about payments."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.admin.forms import ThaiDayField
from apps.core.fields import NormalisedCharField
from apps.payments.forms.fields import BahtField
from apps.payments.models import Payee, Payment

CONFIRM, REFUSE = "confirm", "refuse"
LATER = _("This day is still to come.")


class BankReferenceField(NormalisedCharField):
    """The number by which the bank knows a transfer, without the spaces in which it may be printed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=50, **kwargs)

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return text.replace(" ", "") if text else text


def _day(**more: Any) -> ThaiDayField:
    return ThaiDayField(latest=timezone.localdate, error_messages={"too_late": LATER}, **more)


class SlipDecisionForm(forms.Form):
    """What becomes of a slip: the money is there, or the payer reads why not."""

    amount = BahtField(label=_("amount that arrived (baht)"))
    arrived_on = _day(label=_("day on which it arrived"))
    bank_reference = BankReferenceField(
        label=_("bank's reference"),
        help_text=_("As it stands on the slip or the statement. No reference pays twice."),
    )
    reason = NormalisedCharField(
        label=_("why the slip is refused"),
        max_length=500,
        required=False,
        multiline=True,
        help_text=_("Only for a refusal; the payer reads it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    decision = forms.ChoiceField(choices=[(CONFIRM, CONFIRM), (REFUSE, REFUSE)], widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") == REFUSE:
            for name in ("amount", "arrived_on", "bank_reference"):  # nothing arrived
                self.errors.pop(name, None)
            if not cleaned.get("reason"):
                self.add_error("reason", _("Write why; the payer reads it."))
        return cleaned


class ReceiveForm(forms.Form):
    """Money that came without a slip."""

    amount = BahtField(label=_("amount that arrived (baht)"))
    way = forms.ChoiceField(label=_("way"), choices=Payment.Way)
    arrived_on = _day(label=_("day on which it arrived"))
    bank_reference = BankReferenceField(
        label=_("bank's reference"), required=False, help_text=_("For a transfer. No reference pays twice.")
    )
    note = NormalisedCharField(label=_("note"), max_length=300, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)  # of the request as it was seen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("way") == Payment.Way.TRANSFER and not cleaned.get("bank_reference"):
            self.add_error("bank_reference", _("A transfer needs the bank's reference."))
        return cleaned


class ReasonForm(forms.Form):
    """Why something is cancelled, withdrawn or dropped."""

    reason = NormalisedCharField(
        label=_("reason"), max_length=300, error_messages={"required": _("Write the reason.")}
    )


class RefundForm(ReasonForm):
    """How much goes back, and why."""

    amount = BahtField(label=_("amount to refund (baht)"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("amount", "reason")


class PayOutForm(forms.Form):
    """A refund was sent."""

    bank_reference = BankReferenceField(
        label=_("bank's reference of the refund"),
        error_messages={"required": _("Write by what the transfer is found on the statement.")},
    )


class AskForm(forms.Form):
    """The office asks somebody for an amount."""

    payee = forms.ModelChoiceField(label=_("who gets the money"), queryset=Payee.objects.order_by("pk"))
    name = NormalisedCharField(label=_("payer"), max_length=200)
    email = forms.EmailField(
        label=_("payer's e-mail address"),
        max_length=254,
        help_text=_("The link to the payment goes there. Whoever signs in with it finds the payment there too."),
    )
    language = forms.ChoiceField(label=_("language"), choices=[("th", _("Thai")), ("en", _("English"))])
    title_th = NormalisedCharField(label=_("what for, in Thai"), max_length=200)
    title_en = NormalisedCharField(label=_("what for, in English"), max_length=200, required=False)
    amount = BahtField(label=_("amount (baht)"))
    due_on = ThaiDayField(label=_("to be paid by"), required=False)
    key = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)  # the form sent twice asks once


class TakeForm(forms.Form):
    """Which refunds are taken away as a file, and why."""

    DUE, PAID = "due", "paid"

    which = forms.ChoiceField(
        label=_("which refunds"),
        choices=[(DUE, _("Those still to be paid out")), (PAID, _("Those that were paid out"))],
        widget=forms.RadioSelect,
    )
    text = NormalisedCharField(
        label=_("only those with"),
        max_length=200,
        required=False,
        help_text=_("A word of what was paid for, a payer or a reference. Empty: all of them."),
    )
    reason = NormalisedCharField(
        label=_("what you need the file for"),
        max_length=300,
        min_length=5,
        help_text=_("It is kept, and everybody in the file can read it."),
    )
