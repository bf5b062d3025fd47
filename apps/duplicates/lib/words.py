"""One part of a name (a first name or a surname) in the forms in which it is compared."""

from collections.abc import Iterable
from functools import lru_cache
from math import log2

from apps.core.lib.text import fold

from .latin_sounds import latin_sound, skeleton
from .thai_sounds import thai_sound

# Letters that are spoken alike, so that only the eye keeps them apart.
_ALIKE = str.maketrans(dict(zip("ณศษฎฏฐฑฒธญฬภฆฃฅฌใ", "นสสดตถทททยลพคขคชไ", strict=True)) | {"ำ": "ัม"})
_MARKS = str.maketrans("", "", "ะัาำิีึืฺุูเแโใไๅ็่้๊๋์ํ")


class Word:
    """`thai` and `latin` are folded; `letters` is `thai` with one letter for each sound; `bare` are its consonants."""

    __slots__ = ("_frame", "_sound", "_spoken", "_written", "bare", "latin", "letters", "thai")

    def __init__(self, thai: str, latin: str) -> None:
        self._written = thai
        self.thai = "".join(fold(thai).split()) if thai else ""
        self.latin = "".join(fold(latin).split()) if latin else ""
        self.letters = self.thai.translate(_ALIKE).replace("รร", "ั")
        self.bare = self.letters.translate(_MARKS)
        self._sound: str | None = None
        self._spoken: str | None = None
        self._frame: str | None = None

    def __bool__(self) -> bool:
        return bool(self.thai or self.latin)

    @property
    def sound(self) -> str:
        """The key of how its Latin letters are spoken."""
        if self._sound is None:
            self._sound = latin_sound(self.latin) if self.latin else ""
        return self._sound

    @property
    def spoken(self) -> str:
        """The key of how it is spoken, from the Latin letters where there are some."""
        if self._spoken is None:
            self._spoken = self.sound or self.read
        return self._spoken

    @property
    def read(self) -> str:
        """The key of how its Thai letters are read."""
        return thai_sound(self._written) if self._written else ""

    @property
    def frame(self) -> str:
        if self._frame is None:
            self._frame = skeleton(self.spoken)
        return self._frame


@lru_cache(maxsize=50_000)
def word(thai: str, latin: str) -> Word:
    """Names come again and again; two calls with the same letters give the same object."""
    return Word(thai, latin)


class Rarity:
    """How much it says that two people bear the same name: in bits, from how many of the registry bear it. สมชาย says
    little, a surname that one family has says much. `known` are first names (their `letters`) that are in use, so
    that a difference of one letter between two of them is no slip."""

    FIRST, LAST = (1.0, 600, 11.0), (1.0, 30_000, 15.0)  # people imagined for each name and in all; most bits

    def __init__(self, known: frozenset[str] = frozenset()) -> None:
        self._known = known
        self._firsts: dict[str, int] = {}
        self._lasts: dict[str, int] = {}
        self.people = 0

    def count(self, names: Iterable[tuple[Word, Word]]) -> None:
        """One more person, with all their names."""
        self.people += 1
        for counts, words in zip((self._firsts, self._lasts), map(set, zip(*names, strict=True)), strict=False):
            for each in words:
                for key in (each.letters, each.latin):
                    if key:
                        counts[key] = counts.get(key, 0) + 1

    def without_rare(self) -> "Rarity":
        """The same without the names that hardly anybody bears: small enough to be kept."""
        copy = Rarity(self._known)
        copy.people = self.people
        copy._firsts = {name: count for name, count in self._firsts.items() if count > 2}
        copy._lasts = {name: count for name, count in self._lasts.items() if count > 2}
        return copy

    def first(self, key: str) -> float:
        return self._bits(self._firsts.get(key, 0), self.FIRST)

    def last(self, key: str) -> float:
        return self._bits(self._lasts.get(key, 0), self.LAST)

    def is_known_first(self, letters: str) -> bool:
        return letters in self._known or self._firsts.get(letters, 0) > 2

    def is_known_last(self, letters: str) -> bool:
        return self._lasts.get(letters, 0) > 4

    def _bits(self, count: int, prior: tuple[float, int, float]) -> float:
        bearers, people, most = prior
        return min(most, log2((self.people + people) / (count + bearers)))
