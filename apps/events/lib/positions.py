"""Where a place is, as people copy it from a map: two numbers, or the link of a map that holds them."""

import re
from urllib.parse import unquote

from apps.core.lib.digits import to_arabic
from apps.core.lib.errors import BadInputError

_NUMBER = r"(-?\d{1,3}(?:\.\d+)?)"
_PAIR = re.compile(rf"{_NUMBER}\s*,\s*{_NUMBER}")
# What maps write into their links, the exact place before the middle of the picture.
_IN_LINKS = (
    re.compile(rf"!3d{_NUMBER}!4d{_NUMBER}"),
    re.compile(rf"[?&](?:q|query|ll|destination|center|mlat)=(?:loc:)?{_NUMBER}(?:,|&mlon=){_NUMBER}"),
    re.compile(rf"geo:{_NUMBER},{_NUMBER}"),
    re.compile(rf"@{_NUMBER},{_NUMBER}"),
    re.compile(rf"#map=[\d.]+/{_NUMBER}/{_NUMBER}"),
)


class PositionError(BadInputError):
    """A text that names no place on earth. Codes: unreadable, short_link, off_the_earth."""


def parse_position(text: str) -> tuple[float, float]:
    """Latitude and longitude, to a metre. Raises PositionError."""
    plain = unquote(to_arabic(text)).strip()
    pair = _PAIR.fullmatch(plain)
    found = pair or next((match for pattern in _IN_LINKS if (match := pattern.search(plain))), None)
    if found is None:
        is_link = plain.lower().startswith(("http", "goo.gl", "maps.app"))
        raise PositionError("short_link" if is_link else "unreadable", f"no position: {text[:40]!r}")
    latitude, longitude = float(found[1]), float(found[2])
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise PositionError("off_the_earth", f"{latitude}, {longitude}")
    return round(latitude, 5), round(longitude, 5)


def written(latitude: float, longitude: float) -> str:
    return f"{latitude:.5f}, {longitude:.5f}"


def map_url(latitude: float, longitude: float) -> str:
    """Opens the place in whatever map the reader uses; on telephones in its own program."""
    return f"https://www.google.com/maps/search/?api=1&query={latitude:.5f}%2C{longitude:.5f}"
