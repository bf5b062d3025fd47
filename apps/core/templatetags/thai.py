"""Dates, numbers and amounts as readers of each language expect them: the Buddhist era in Thai, else the common."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language

from apps.core.lib import dates, digits, money, phones
from apps.core.lib.dates import PartialDate

register = template.Library()

_STYLES = {
    "long": dates.format_long,
    "short": lambda value, language: dates.format_short(value, language, full_year=True),
    "shortest": dates.format_short,
    "weekday": dates.format_weekday,
    "formal": dates.format_formal,
}


@register.filter(needs_autoescape=True)
def be_date(value: Any, style: str = "long", autoescape: bool = False) -> str:
    """`{{ day|be_date }}` 29 กุมภาพันธ์ 2567; "short" 29 ก.พ. 2567; "shortest" 29 ก.พ. 67; "weekday"; "formal". Of a
    moment, the day in local time; nothing for None. On pages a date stays in one line; in plain text, which escapes
    nothing, and for Python its spaces are plain."""
    day = _day(value)
    return "" if day is None else shown(_STYLES[style](day, _language()), autoescape=autoescape)


def shown(written: str, *, autoescape: bool) -> str:
    """A date for a page, or for plain text."""
    return dates.held_together(written) if autoescape else written


@register.filter(needs_autoescape=True)
def be_datetime(value: Any, style: str = "short", autoescape: bool = False) -> str:
    """`{{ moment|be_datetime }}` 29 ก.พ. 2567 14.00 น., in local time; "long" 29 กุมภาพันธ์ 2567 เวลา 14.00 น."""
    if not isinstance(value, datetime):
        return be_date(value, style, autoescape)
    written = dates.format_datetime(_local(value), _language(), short=style == "short")
    return shown(written, autoescape=autoescape)


@register.filter
def be_time_tag(value: Any, style: str = "long") -> str:
    """`{{ day|be_time_tag:"short" }}`: as `be_date`, of a moment as `be_datetime`, inside a <time> element."""
    if isinstance(value, datetime):
        moment = _local(value)
        written = be_datetime(moment, style, autoescape=True)
        return format_html('<time datetime="{}">{}</time>', moment.isoformat(timespec="minutes"), written)
    day = _day(value)
    return (
        ""
        if day is None
        else format_html('<time datetime="{}">{}</time>', str(day), be_date(day, style, autoescape=True))
    )


@register.filter
def be_year(value: Any) -> str:
    """The year of a date, or a Buddhist-era year number, in the reader's era: 2567; 2024 in English."""
    if isinstance(value, int):
        return str(value if _language() == "th" else value - 543)
    day = _day(value)
    return "" if day is None else str(dates.be_year(day) if _language() == "th" else day.year)


@register.filter
def baht(value: Any) -> str:
    """`{{ amount|baht }}` 1,250.25 บาท; nothing for None."""
    try:
        return "" if value in (None, "") else money.format_baht(Decimal(str(value)), _language())
    except (InvalidOperation, money.MoneyError):
        return str(value)


@register.filter
def phone(value: Any) -> str:
    """A stored number as one dials it: 081-234-5678; what is no number stays as it is."""
    number = phones.stored_phone(str(value or ""))
    return number.display(_language()) if number else str(value or "")


@register.filter
def thai_number(value: Any) -> str:
    """`{{ count|thai_number }}` ๑๒๓, for formal letters and certificates."""
    return "" if value is None else digits.to_thai(str(value))


def _language() -> str:
    return "th" if (get_language() or "th").startswith("th") else "en"


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


def _day(value: Any) -> date | PartialDate | None:
    if isinstance(value, datetime):
        return _local(value).date()
    return value if isinstance(value, date | PartialDate) else None
