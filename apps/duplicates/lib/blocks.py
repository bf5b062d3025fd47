"""Which pairs are worth comparing at all: those that share a key of some family. Each family forgives other mistakes,
so that a pair is missed only where everything is wrong at once; a key that too many share is divided by a second one,
or left alone: work grows with the number of people and not with its square."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from .traits import Traits
from .words import Word

Keys = Iterator[object]
Family = Callable[[Traits], Keys]

MOST = 16  # people in a block of which every pair is compared


def numbers(traits: Traits) -> Keys:
    """National ids, student ids, e-mail addresses and telephones."""
    yield from traits.contacts
    yield from traits.numbers
    if traits.description.national_id_hash:
        yield traits.description.national_id_hash


def birthdays(traits: Traits) -> Keys:
    """Names may be mistyped, swapped and new."""
    if len(traits.description.birth) == 10:
        yield traits.description.birth


def whole_names(traits: Traits) -> Keys:
    """First name and surname in either order: the consonants of the Thai, and the Latin letters."""
    for first, last in traits.names:
        for one, other in ((first.bare, last.bare), (first.latin, last.latin)):
            if one and other:
                yield (one, other) if one < other else (other, one)


def families(traits: Traits) -> Keys:
    """The surname and how the first name begins, which may be mistyped beyond recognition further on."""
    for first, last in traits.names:
        if last.letters and first.bare:
            yield last.letters, first.bare[0]
            yield from crossed(first, last)
        elif last.latin and first.latin:
            yield last.latin, first.latin[0]


def crossed(first: Word, last: Word) -> Keys:
    """Either part whole and how the other begins, whichever of them stands in which column."""
    yield first.letters, last.bare[:3], 3
    yield last.letters, first.bare[:3], 3


def with_one_slip(traits: Traits) -> Keys:
    """The consonants of the whole name with any one left out: one of them may be wrong, missing, doubled or moved."""
    for first, last in traits.names:
        if first.bare and last.bare:
            yield from without_one(first.bare + last.bare)


def spoken(traits: Traits) -> Iterator[str]:
    """The whole name as it is spoken, with any one consonant left out where there are many, for people known in Latin
    letters only."""
    for first, last in traits.names:
        if first and last:
            frame = f"{first.frame} {last.frame}"
            yield from without_one(frame) if len(frame) > 6 else (frame,)


FAMILIES: tuple[Family, ...] = (numbers, birthdays, whole_names, families, with_one_slip)


def starts(traits: Traits) -> Keys:
    """How a name begins, the surname too, which may stand in its place; how it ends, where its beginning is wrong."""
    for first, last in traits.names:
        yield first.bare[:2] or first.latin[:2]
        yield last.bare[:2] or last.latin[:2]
        yield first.bare[-2:] or first.latin[-2:], 0


def years(traits: Traits) -> Keys:
    """When somebody was born and graduated, with how a name begins."""
    known = {study.graduated for study in traits.description.studies} | {traits.description.birth[:7]}
    for first, last in traits.names:
        for year in known:
            if year:
                yield year, first.letters[:2] or first.latin[:2]
                yield year, last.letters[:2] or last.latin[:2]


def namesakes(traits: Traits) -> Keys:
    """The whole name and a year: of the commonest names in the biggest registries."""
    known = {study.graduated for study in traits.description.studies} | {traits.description.birth}
    for first, last in traits.names:
        for year in known:
            if year:
                yield year, first.letters or first.latin, last.letters[:3] or last.latin[:3]


DIVIDERS: tuple[Family, ...] = (starts, years, namesakes)
"""What divides a block that is too big, one after the other."""


@lru_cache(maxsize=2_000)
def shortened(text: str) -> frozenset[str]:
    """The same, remembered: for what comes again and again."""
    return frozenset(without_one(text))


def without_one(text: str) -> list[str]:
    """The text, and what it is with any one letter left out, where it has letters to spare."""
    if len(text) < 4:
        return [text]
    return [text, *(text[:at] + text[at + 1 :] for at in range(len(text)))]
