"""Geometry of the portal's charts: numbers in, positions on a drawing out. Colours are the stylesheet's business."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, floor, log10

from apps.core.lib import thailand

# Shares of the squares that stay below each of the five thresholds of a map.
_QUANTILES = (0.3, 0.55, 0.75, 0.9, 0.97)


@dataclass(frozen=True)
class Bar:
    """One column of a chart: its parts from the bottom up, and what it says when one points at it."""

    label: str
    values: tuple[int, ...]
    title: str = ""


@dataclass(frozen=True)
class Block:
    """A part of a column; `series` counts the parts from the bottom."""

    series: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Column:
    """A bar on the drawing; only some show their label, so that labels do not run into each other."""

    bar: Bar
    blocks: tuple[Block, ...]
    middle: float
    shows_label: bool


@dataclass(frozen=True)
class Tick:
    """A line across the chart and the number that it stands for."""

    value: int
    y: float


@dataclass(frozen=True)
class Scale:
    """Where zero lies on the drawing, and how high one is."""

    baseline: int
    unit: float


@dataclass(frozen=True)
class StackedBars:
    """A whole chart of columns, in the units of its view box."""

    width: int
    height: int
    left: int
    baseline: int
    ticks: tuple[Tick, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Dot:
    """A point of a line, and its value."""

    x: float
    y: float
    value: int


@dataclass(frozen=True)
class LinePlot:
    """A number through time, in the units of its view box."""

    width: int
    height: int
    left: int
    baseline: int
    ticks: tuple[Tick, ...]
    dots: tuple[Dot, ...]

    @property
    def path(self) -> str:
        """The line's points as SVG writes them."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


@dataclass(frozen=True)
class Tile:
    """A province on the map; `step` 0 (fewest) to 5 (most)."""

    code: str
    count: int
    step: int
    x: int
    y: int


@dataclass(frozen=True)
class Step:
    """A shade of the map: from `low` to `high` people, both included; the last one is open."""

    number: int
    low: int
    high: int | None


@dataclass(frozen=True)
class TileMap:
    """The map of Thailand in squares, in the units of its view box."""

    width: int
    height: int
    size: int
    tiles: tuple[Tile, ...]
    steps: tuple[Step, ...]


def stacked_bars(bars: Sequence[Bar], *, width: int = 440, height: int = 220, labels: int = 9) -> StackedBars:
    """Columns side by side on one scale that begins at zero."""
    left, baseline, top = 46, height - 26, 12
    ticks = _ticks(max((sum(bar.values) for bar in bars), default=0))
    scale = Scale(baseline, (baseline - top) / ticks[-1])
    step = (width - left) / max(len(bars), 1)
    every = ceil(len(bars) / labels) or 1
    columns = (_column(bar, left + n * step, step, scale, shows_label=n % every == 0) for n, bar in enumerate(bars))
    marks = (Tick(value, round(baseline - value * scale.unit, 1)) for value in ticks)
    return StackedBars(width, height, left, baseline, tuple(marks), tuple(columns))


def line(values: Sequence[int], *, width: int = 440, height: int = 160) -> LinePlot:
    """Points joined by a line. The scale need not begin at zero: what matters is how the number moves."""
    left, baseline, top = 56, height - 24, 12
    low, high = min(values, default=0), max(values, default=0)
    margin = max((high - low) // 4, 1)
    step = _step(max(high - low + 2 * margin, 4))
    floor_at = max((low - margin) // step * step, 0)
    ticks = range(floor_at, ceil((high + margin) / step) * step + 1, step)
    unit = (baseline - top) / max(ticks[-1] - floor_at, 1)
    pitch = (width - left - 12) / max(len(values) - 1, 1)
    dots = tuple(
        Dot(round(left + number * pitch, 1), round(baseline - (value - floor_at) * unit, 1), value)
        for number, value in enumerate(values)
    )
    marks = tuple(Tick(value, round(baseline - (value - floor_at) * unit, 1)) for value in ticks)
    return LinePlot(width, height, left, baseline, marks, dots)


def tile_map(counts: Mapping[str, int], *, size: int = 34, gap: int = 3) -> TileMap:
    """Every province as a square, shaded by how many people `counts` gives its code."""
    pitch = size + gap
    bounds = _bounds([counts.get(code, 0) for code in thailand.SQUARES])
    tiles = tuple(
        Tile(code, count := counts.get(code, 0), bisect_right(bounds, count), column * pitch, row * pitch)
        for code, (column, row) in thailand.SQUARES.items()
    )
    return TileMap(thailand.COLUMNS * pitch, thailand.ROWS * pitch, size, tiles, _steps(bounds))


def _column(bar: Bar, x: float, step: float, scale: Scale, *, shows_label: bool) -> Column:
    gap = min(step * 0.18, 6)
    heights = [value * scale.unit for value in bar.values]
    left, width = round(x + gap / 2, 1), round(step - gap, 1)
    blocks = tuple(
        Block(series, left, round(scale.baseline - top, 1), width, round(height, 1))
        for series, (top, height) in enumerate(zip(accumulate(heights), heights, strict=True))
    )
    return Column(bar, blocks, round(x + step / 2, 1), shows_label)


def _ticks(highest: int) -> tuple[int, ...]:
    """Three to five round numbers from zero to at least `highest`."""
    step = _step(max(highest, 4))
    return tuple(range(0, (ceil(highest / step) or 1) * step + 1, step))


def _step(span: int) -> int:
    """A round number of which about four make the span."""
    rough = span / 4
    magnitude = 10 ** floor(log10(rough))
    return max(1, int(next(n for n in (1, 2, 2.5, 5, 10) if n * magnitude >= rough) * magnitude))


def _bounds(values: Sequence[int]) -> list[int]:
    """The lowest count of each shade after the first, rounded to two digits; fewer where the values are alike."""
    known = sorted(value for value in values if value)
    if not known:
        return []
    cuts = [known[min(int(len(known) * share), len(known) - 1)] for share in _QUANTILES]
    if len(known) < len(values):
        cuts[0] = known[0]  # what has few looks other than what has none
    return sorted({_round(cut) for cut in cuts})


def _round(number: int) -> int:
    unit: int = 10 ** max(len(str(number)) - 2, 0)
    return max(number // unit * unit, 1)


def _steps(bounds: Sequence[int]) -> tuple[Step, ...]:
    lows = [0, *bounds]
    highs = [*(bound - 1 for bound in bounds), None]
    return tuple(Step(number, low, high) for number, (low, high) in enumerate(zip(lows, highs, strict=True)))
