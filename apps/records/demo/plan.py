"""How many graduates each class has when the university is made larger or smaller than it is."""

from collections.abc import Sequence


def scaled(counts: Sequence[int], total: int) -> list[int]:
    """The counts in the same proportions with the sum `total`: whole numbers by largest remainder, the earlier class
    first where two remainders are equal. The counts themselves for their own sum."""
    whole = sum(counts)
    shares = [count * total // whole for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda place: (-(counts[place] * total % whole), place))
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares


def ramp(value: float, *, start: tuple[float, float], end: tuple[float, float]) -> float:
    """On the straight line from one point to another; level before the first and after the second."""
    (x0, y0), (x1, y1) = start, end
    if value <= x0 or x0 == x1:
        return y0
    return y1 if value >= x1 else y0 + (y1 - y0) * (value - x0) / (x1 - x0)
