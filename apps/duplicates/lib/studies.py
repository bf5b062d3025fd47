"""What two people's courses of study say. Several degrees are several ids of one person; two ids in one class are two
people."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from .descriptions import Studied

Verdict = tuple[float, str]
NOTHING: Verdict = (0.0, "")
SAME_ID: Verdict = (22.0, "student_id_same")
SLIP = "student_id_slip"
NEIGHBOURS = "student_id_neighbours"  # as like as by a slip, but as near in the register as two of like names
BACKWARDS: Verdict = (-4.0, "study_different")
_NEAR = 20  # numbers
_RANKS = {"bachelor": 1, "master": 2, "doctor": 3}
_YEARS = 4
TWO_IDS: Verdict = (-14.0, "student_id_different")


def compare(ones: tuple[Studied, ...], others: tuple[Studied, ...]) -> Verdict:
    """The best that any two courses say, unless two of them are of one class and have two ids."""
    verdicts = [_compare(one, other) for one in ones for other in others]
    if not verdicts:
        return NOTHING
    best = max(verdicts)
    worst = min(verdicts)
    return worst if worst[0] <= TWO_IDS[0] and best != SAME_ID else best


@lru_cache(maxsize=300_000)
def _compare(one: Studied, other: Studied) -> Verdict:
    if one.student_id and one.student_id == other.student_id:
        return SAME_ID
    if one.level and other.level and one.level != other.level:
        return _two_levels(one, other)
    bits, code = _class(one, other)
    if one.student_id and other.student_id:
        if _is_slip(one.student_id, other.student_id):
            slip = NEIGHBOURS if _are_neighbours(one.student_id, other.student_id) else SLIP
            return bits + 2, slip if bits > 0 else code
        if bits > 0:
            return TWO_IDS
        return min(bits, 0.0) - 4, "student_id_different"
    return bits, code


def _two_levels(one: Studied, other: Studied) -> Verdict:
    """Several degrees of one person, unless the lower one came years after the higher one."""
    ranks = _RANKS.get(one.level, 0), _RANKS.get(other.level, 0)
    if all(ranks) and one.graduated is not None and other.graduated is not None:
        years = one.graduated - other.graduated if ranks[0] < ranks[1] else other.graduated - one.graduated
        if years > _YEARS:
            return BACKWARDS
    return (1.0, "") if one.faculty is not None and one.faculty == other.faculty else NOTHING


def _class(one: Studied, other: Studied) -> Verdict:
    """The same faculty and year, as far as both are known."""
    apart = _years_apart(one, other)
    if one.faculty is None or other.faculty is None:
        return (0.0, "") if apart is None else (3.0, "year_same") if apart == 0 else (-1.0 if apart == 1 else -3.0, "")
    if one.faculty != other.faculty:
        return (-1.0, "") if apart in {0, None} else (-4.0, "study_different")
    if apart is None:
        return 3.0, "faculty_same"
    if apart > 1:
        return -2.0, "study_different"
    return (7.0, "class_same") if apart == 0 else (5.0, "class_near")


def _years_apart(one: Studied, other: Studied) -> int | None:
    pairs = ((one.graduated, other.graduated), (one.entry, other.entry))
    known = [abs(a - b) for a, b in pairs if a is not None and b is not None]
    return min(known) if known else None


def _is_slip(one: str, other: str) -> bool:
    return len(one) > 4 and abs(len(one) - len(other)) <= 1 and OSA.distance(one, other, score_cutoff=1) <= 1


def _are_neighbours(one: str, other: str) -> bool:
    if len(one) != len(other) or not (one.isdecimal() and other.isdecimal()):
        return False
    return abs(int(one) - int(other)) < _NEAR
