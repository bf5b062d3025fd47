"""How alike two parts of names are, and how many bits that says for or against one person."""

from enum import IntEnum

from rapidfuzz.distance import OSA, Levenshtein

from .keyboard import NEAR
from .latin_sounds import skeleton
from .words import Rarity, Word


class Level(IntEnum):
    """From nothing in common to the same letters. NEIGHBOUR: one letter apart, but both are names in use."""

    DIFFERENT = 0
    NEIGHBOUR = 1
    ABSENT = 2
    SPOKEN = 3
    SLIP = 4
    ALIKE = 5
    SAME = 6


Likeness = tuple[float, Level]
NOTHING: Likeness = (0.0, Level.ABSENT)
# bits taken from those of an equal name
_ALIKE, _NEAR_KEY, _SLIP, _TWO_SLIPS, _LATIN_SLIP = 0.5, 1.5, 2.5, 6.5, 2.5
_ABOVE_OR_BELOW = frozenset("ัิีึืุู")
_SHORTEST = {1: 3, 2: 7}  # letters of a name in which so many slips are believed
_REMEMBERED = 100_000  # pairs of first names


class Kind:
    """First names and surnames are weighed alike, but against other counts."""

    def __init__(self, rarity: Rarity, *, is_first: bool) -> None:
        self.bits = rarity.first if is_first else rarity.last
        self.is_known = rarity.is_known_first if is_first else rarity.is_known_last
        self.different: Likeness = (-9.0 if is_first else -4.0, Level.DIFFERENT)
        self.neighbour: Likeness = (-3.0, Level.NEIGHBOUR)
        self._remembered: dict[tuple[Word, Word], Likeness] | None = {} if is_first else None

    def compare(self, one: Word, other: Word) -> Likeness:
        """First names come again and again, and so do pairs of them."""
        remembered = self._remembered
        if remembered is None:
            return self.weigh(one, other)
        found = remembered.get((one, other))
        if found is None:
            found = self.weigh(one, other)
            if len(remembered) < _REMEMBERED:
                remembered[one, other] = found
        return found

    def weigh(self, one: Word, other: Word) -> Likeness:
        if one.letters and other.letters:
            in_thai = self._thai(one, other)
            return self._mended(one, other) if in_thai[1] == Level.DIFFERENT and one.latin and other.latin else in_thai
        if not one or not other:
            return NOTHING
        if not one.latin or not other.latin:
            return self._spoken(one, other, one.spoken, other.spoken)
        written = self._latin(one, other)
        if written[1] >= Level.SLIP or not (one.letters or other.letters):
            return written
        return max(written, self._spoken(one, other, one.read or one.sound, other.read or other.sound))

    def _mended(self, one: Word, other: Word) -> Likeness:
        """The Thai letters differ, but the Latin ones are as good as the same."""
        if len(one.latin) < 6 or OSA.distance(one.latin, other.latin, score_cutoff=1) > 1:
            return self.different
        both = self.is_known(one.letters) and self.is_known(other.letters)
        return self.different if both else (min(self.bits(one.latin), self.bits(other.latin)) - 4, Level.SLIP)

    def _thai(self, one: Word, other: Word) -> Likeness:
        mine, its = one.letters, other.letters
        if mine == its:
            level, less = (Level.SAME, 0.0) if one.thai == other.thai else (Level.ALIKE, _ALIKE)
            return self.bits(mine) - less, level
        distance = OSA.distance(mine, its, score_cutoff=2)
        if distance > 1:  # a slip may make one letter of two: พรรณ
            distance = min(distance, OSA.distance(one.thai, other.thai, score_cutoff=2))
        if distance == 2 and _has_lost_one(one.thai, other.thai):
            distance = 1
        if distance > 2 or min(len(mine), len(its)) < _SHORTEST[distance]:
            return self.different
        if self.is_known(mine) and self.is_known(its):
            return self.neighbour
        bits = min(self.bits(mine), self.bits(its))
        if distance == 2:
            return bits - _TWO_SLIPS, Level.SLIP
        return bits - (_NEAR_KEY if _is_near(mine, its) else _SLIP), Level.SLIP

    def _latin(self, one: Word, other: Word) -> Likeness:
        bits = min(self.bits(one.latin), self.bits(other.latin))
        if one.latin == other.latin:
            return bits, Level.SAME
        mine, its = one.sound, other.sound
        if mine == its:
            return bits - _ALIKE, Level.ALIKE
        if min(len(mine), len(its)) >= 4 and OSA.distance(mine, its, score_cutoff=1) == 1:
            return bits - _LATIN_SLIP, Level.SLIP
        if one.frame == other.frame and one.frame:
            similar = Levenshtein.normalized_similarity(mine, its)
            if similar >= 0.65:
                return min(bits - 1, _heard(one.frame, similar)), Level.SPOKEN
        if min(len(one.latin), len(other.latin)) >= 5 and OSA.distance(one.latin, other.latin, score_cutoff=1) == 1:
            return bits - _LATIN_SLIP - 1, Level.SLIP
        return self.different

    def _spoken(self, one: Word, other: Word, mine: str, its: str) -> Likeness:
        """One is known in Thai letters only, the other in Latin ones. Many names share the consonants of a short one,
        so that they say no more than their number and the vowels do."""
        frame, its_frame = skeleton(mine), skeleton(its)
        fewest = min(len(frame), len(its_frame))
        is_same = frame == its_frame
        if fewest and (is_same or (fewest >= 4 and OSA.distance(frame, its_frame, score_cutoff=1) <= 1)):
            similar = Levenshtein.normalized_similarity(mine, its)
            bits = min(self.bits(one.letters or one.latin), self.bits(other.letters or other.latin)) - 1
            if is_same:
                return min(bits, _heard(frame, similar)), Level.SPOKEN
            if similar >= 0.6:
                return min(bits, fewest + 8 * (similar - 0.7)), Level.SPOKEN
        return self.different[0] / 1.5, Level.DIFFERENT


def _heard(frame: str, similar: float) -> float:
    """What one frame of two names says, in bits, as counted on names of the South in both scripts."""
    return 6 + 0.8 * len(frame) + 12 * (similar - 0.7)


def may_agree(one: Word, other: Word) -> bool:
    """Asked of most pairs before anything is weighed: False where `Kind.compare` finds them different for certain."""
    if not (one.letters and other.letters):
        return True
    if OSA.distance(one.letters, other.letters, score_cutoff=2) <= 2:
        return True
    if "รร" in one.thai + other.thai and OSA.distance(one.thai, other.thai, score_cutoff=2) <= 2:
        return True
    latin = one.latin
    return len(latin) > 5 and bool(other.latin) and OSA.distance(latin, other.latin, score_cutoff=1) <= 1


def _has_lost_one(one: str, other: str) -> bool:
    """Has one of them a consonant less, whose vowel went with it as it had nothing to stand on?"""
    if len(one) < len(other):
        one, other = other, one
    if len(one) != len(other) + 2:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other))
    return one[at + 2 :] == other[at:] and one[at + 1] in _ABOVE_OR_BELOW


def _is_near(one: str, other: str) -> bool:
    """Is the one letter that differs beside the other on the keyboard?"""
    if len(one) != len(other):
        return False
    return any(a != b and (a, b) in NEAR for a, b in zip(one, other, strict=True))
