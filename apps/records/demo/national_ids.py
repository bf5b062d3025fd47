"""National ids that nobody has: province 00 does not exist, so 10000… is never issued."""

NUMBERS = 100_000  # that many end in a valid check digit
_STRIDE = 61_403  # has no factor in common with NUMBERS, so that each number comes once


def synthetic(place: int) -> str:
    """The number of this place (0 to 99,999): 1000000, five digits that differ, and the check digit."""
    digits = f"1000000{place * _STRIDE % NUMBERS:05}"
    total = sum(int(digit) * (13 - position) for position, digit in enumerate(digits))
    return f"{digits}{(11 - total % 11) % 10}"
