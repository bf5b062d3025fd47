"""On which day, or days, an event is, in words: by the clock of the place where it is, whoever asks."""

from typing import Literal

from django.utils.translation import get_language

from apps.core.lib import dates
from apps.events.models import Event

Style = Literal["weekday", "long", "short"]


def in_words(event: Event, style: Style = "weekday", language: str | None = None) -> str:
    """วันเสาร์ที่ 12 กันยายน 2569; of several days 12–14 กันยายน 2569; "long" without the weekday; "short" 12 ก.ย. 2569."""
    (first, last), language = event.days, language or get_language() or "th"
    if first != last:
        return dates.format_range(first, last, language, short=style == "short")
    if style == "short":
        return dates.format_short(first, language, full_year=True)
    return dates.format_long(first, language) if style == "long" else dates.format_weekday(first, language)
