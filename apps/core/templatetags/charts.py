"""Charts drawn by the server: SVG in the colours of the stylesheet, each named for those who cannot see it. The page
that shows one links its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import template

from apps.core.lib import plots

register = template.Library()


@dataclass(frozen=True)
class Place:
    """What a square of the map is called, and where a click on it leads; `said` stands in the place of a number that
    is not told."""

    code: str
    name: str
    short: str
    count: int
    url: str
    said: str = ""


@register.inclusion_tag("core/_stacked_bars.html")
def stacked_bars(bars: Sequence[plots.Bar], label: str) -> dict[str, Any]:
    """`{% stacked_bars bars label %}`: columns of parts, the first part at the bottom; `label` says what they show."""
    return {"plot": plots.stacked_bars(bars), "label": label}


@register.inclusion_tag("core/_line.html")
def trend_line(points: Sequence[tuple[str, int]], label: str) -> dict[str, Any]:
    """`{% trend_line points label %}`: a number through time; `points` are what a point is called and its value."""
    plot = plots.line([value for _name, value in points])
    names = [name for name, _value in points]
    return {"plot": plot, "dots": list(zip(plot.dots, names, strict=True)), "names": names, "label": label}


@register.inclusion_tag("core/_tile_map.html")
def tile_map(places: Mapping[str, Place], label: str, name: str = "map") -> dict[str, Any]:
    """`{% tile_map places label %}`: the provinces as squares, each a link; `name` must be the page's only such id."""
    plot = plots.tile_map({code: place.count for code, place in places.items()})
    tiles = [(tile, places[tile.code]) for tile in plot.tiles if tile.code in places]
    return {"plot": plot, "tiles": tiles, "label": label, "name": name, "middle": plot.size / 2}


@register.inclusion_tag("core/_bar.html")
def share_bar(value: int, total: int, label: str) -> dict[str, Any]:
    """`{% share_bar 30 100 label %}`: how much of a whole, as a bar with a name."""
    return {"value": value, "total": max(total, 1), "label": label}


@register.filter
def plus(number: float, more: float) -> float:
    """`{{ tile.x|plus:17 }}`: a place on the drawing beside another."""
    return number + more
