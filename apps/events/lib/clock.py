"""Times of day as people type them: 18.30, 18:30 น., 1830, 18, 6.30 pm, ๑๘.๓๐, 6 โมงครึ่ง."""

import re
from datetime import time

from apps.core.lib.digits import to_arabic
from apps.core.lib.errors import BadInputError

from .spoken import said

_WRITTEN = re.compile(
    r"(?P<hour>\d{1,2})(?:[.:]?(?P<minute>\d{2}))?(?:[.:]00)?\s*(?P<half>[ap])?\.?(?:m\.?)?\s*(?:น\.?|นาฬิกา)?"
)


class ClockError(BadInputError):
    """A text that is no time of day. Codes: empty, unreadable, no_such_time."""


def parse_clock(text: str) -> time:
    """Raises ClockError."""
    plain = to_arabic(text).strip().lower()
    if not plain:
        raise ClockError("empty", "nothing was typed")
    spoken = said(plain)
    if spoken is not None:
        return spoken
    found = _WRITTEN.fullmatch(plain)
    if found is None:
        raise ClockError("unreadable", f"no time: {text[:20]!r}")
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ClockError("no_such_time", f"no hour {hour} of half a day")
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    if hour > 23 or minute > 59:
        raise ClockError("no_such_time", f"no time {hour}:{minute}")
    return time(hour, minute)
