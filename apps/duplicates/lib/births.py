"""What two dates of birth say, in bits and in a word."""

from functools import lru_cache

Verdict = tuple[float, str]  # the code of the reason, "" for none
SAME, SWAPPED, ERA, DIGIT, YEAR, DIFFERENT = (
    *((11.5, "birth_same"), (7.0, "birth_swapped"), (9.0, "birth_era")),
    *((3.0, "birth_digit"), (3.5, "birth_year"), (-9.0, "birth_different")),
)
OTHER_YEAR: Verdict = (-6.0, "birth_different")
GENERATION: Verdict = (-14.0, "birth_different")
NOTHING: Verdict = (0.0, "")
BE = 543
_GENERATION = 14  # years


@lru_cache(maxsize=200_000)
def compare(one: str, other: str) -> Verdict:
    """Two dates of birth as PartialDate writes them."""
    if not one or not other:
        return NOTHING
    years = int(one[:4]), int(other[:4])
    if len(one) < 10 or len(other) < 10:
        return _partial(one, other, *years)
    return SAME if one == other else _mistaken(one, other, *years)


def _mistaken(one: str, other: str, year: int, other_year: int) -> Verdict:
    if one[4:] == other[4:] and abs(year - other_year) in {BE, 2 * BE}:
        return ERA
    if year == other_year and (one[5:7], one[8:]) == (other[8:], other[5:7]):
        return SWAPPED
    if sum(a != b for a, b in zip(one, other, strict=True)) == 1:
        return DIGIT
    return GENERATION if abs(year - other_year) > _GENERATION else DIFFERENT


def _partial(one: str, other: str, year: int, other_year: int) -> Verdict:
    if year != other_year:
        if abs(year - other_year) in {BE, 2 * BE}:
            return NOTHING
        return GENERATION if abs(year - other_year) > _GENERATION else OTHER_YEAR
    length = min(len(one), len(other))
    if one[:length] != other[:length]:
        return OTHER_YEAR
    return (6.0, "birth_month") if length == 7 else YEAR
