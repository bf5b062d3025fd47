"""Amounts, references and banks as one reads them."""

from decimal import Decimal

from django import template
from django.utils.translation import get_language

from apps.core.lib.money import format_baht
from apps.payments.lib import banks, references

register = template.Library()


@register.filter
def satang(amount: int | None) -> str:
    """`{{ request.amount_satang|satang }}` 1,250.25 บาท; nothing for None."""
    return "" if amount is None else format_baht(Decimal(amount) / 100, get_language() or "th")


@register.filter
def in_groups(reference: str) -> str:
    """6912 3456 7890"""
    return references.written(reference)


@register.filter
def bank_name(code: str) -> str:
    return banks.name_of(code)
