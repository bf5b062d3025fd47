"""Dates in the Buddhist era as people write them, with a day, a month or only a year known. Stored and reckoned in
the common era; shown in the Buddhist era to Thai readers."""

from .era import be_from_ce, be_year, ce_from_be
from .errors import AmbiguousDateError, ThaiDateError
from .formats import (
    format_datetime,
    format_formal,
    format_long,
    format_range,
    format_short,
    format_time,
    format_weekday,
    held_together,
)
from .parse import parse_thai_date
from .partial import PartialDate

__all__ = [
    "AmbiguousDateError",
    "PartialDate",
    "ThaiDateError",
    "be_from_ce",
    "be_year",
    "ce_from_be",
    "format_datetime",
    "format_formal",
    "format_long",
    "format_range",
    "format_short",
    "format_time",
    "format_weekday",
    "held_together",
    "parse_thai_date",
]
