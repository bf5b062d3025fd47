"""How figures of data quality are drawn and written."""

from collections.abc import Sequence

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma

from apps.core.templatetags.thai import be_date
from apps.quality.reports.overview import Point

register = template.Library()


@register.filter
def named(points: Sequence[Point]) -> list[tuple[str, int]]:
    """`{% trend_line points|named name %}`: each point under its day."""
    return [(be_date(point.on, "short"), point.people) for point in points]


@register.filter
def told(number: int | None) -> str:
    """`{{ compared.registrar|told }}`: a number with its commas, a dash where none is known."""
    return "–" if number is None else str(intcomma(number))


@register.filter
def size(number: int) -> int:
    """`{{ difference|size }}`: how much, whichever way."""
    return abs(number)
