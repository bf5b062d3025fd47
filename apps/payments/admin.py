"""Where money goes: the payees and their accounts, kept by administrators."""

from datetime import date
from itertools import combinations
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from apps.core.admin import AuditedForm, AuditedFormSet, OfficeAdmin, OfficeInline
from apps.payments.lib import promptpay
from apps.payments.models import Account, Payee

EDITED = frozenset({"add", "change"})
WORDS = {
    promptpay.Kind.BILLER: _("A biller ID has 15 digits: a tax number, the last digit of which fits, and two more."),
    promptpay.Kind.ID: _("A tax number or national id has 13 digits, the last of which fits the others."),
    promptpay.Kind.PHONE: _("PromptPay knows Thai mobile numbers, such as 081-234-5678."),
    promptpay.Kind.E_WALLET: _("The number of an e-wallet has 15 digits."),
}


class AccountForm(AuditedForm):
    """An account; its number is kept as PromptPay's code wants it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") and cleaned.get("number"):
            kind = promptpay.Kind(cleaned["kind"])
            try:
                cleaned["number"] = promptpay.receiver(kind, cleaned["number"]).number
            except promptpay.PromptPayError:
                self.add_error("number", WORDS[kind])
        return cleaned


class AccountFormSet(AuditedFormSet):
    """The accounts of one payee through time: no two at once."""

    def clean(self) -> None:
        super().clean()
        spans = [(form, *_span(form.cleaned_data)) for form in self.forms if _is_filled(form)]
        for (_one, begins, ends), (other, starts, stops) in combinations(sorted(spans, key=lambda span: span[1]), 2):
            if starts <= ends and begins <= stops:
                other.add_error("valid_from", _("Another account is already in use on that day."))


class AccountInline(OfficeInline):
    """An account and the days between which it is used."""

    model = Account
    form = AccountForm
    formset = AccountFormSet
    may = EDITED
    extra = 0
    fields = (
        ("kind", "number"),
        "holder_th",
        ("bank_name_th", "bank_name_en", "bank_account"),
        ("valid_from", "valid_to"),
    )


@admin.register(Payee)
class PayeeAdmin(OfficeAdmin[Payee]):
    may = EDITED
    list_display = ("name_th", "name_en", "code")
    ordering = ("pk",)
    fields = (("name_th", "name_en"), "code")
    inlines = (AccountInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Payee | None = None) -> tuple[str, ...]:
        """Other parts of the portal know a payee by its code."""
        return ("code",) if obj else ()


def _is_filled(form: Any) -> bool:
    return bool(form.is_valid() and form.cleaned_data.get("number"))


def _span(cleaned: dict[str, Any]) -> tuple[date, date]:
    return cleaned.get("valid_from") or date.min, cleaned.get("valid_to") or date.max
