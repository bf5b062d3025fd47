"""Words that are nearly the ones in somebody's row: what was typed with one letter wrong, missing, too many, or two
neighbours swapped. The words of `search_text`, so tone marks and the like are out of both already."""

from collections.abc import Iterable

from apps.records.lib.search_text import GAP, WORK, Query, Term

SHORTEST = 4  # letters; of three, any two people's names are one mistake apart


def may_be_mistyped(query: Query) -> bool:
    """Is there a word that can be taken for another one?"""
    return any(_is_long(term) for term in query.terms)


def anchors(term: Term) -> list[Term]:
    """Parts of which a row must hold one to be looked at: a mistake in one half leaves the other half as it is, and
    where two letters are swapped across the middle there is but one way to swap them back. Each is long enough for a
    trigram index."""
    word = term.text
    if not _is_long(term):
        return [term]
    half = min(len(word) // 2, len(word) - 3)
    swapped = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]
    return [Term(GAP + word[:half]), Term(word[half:]), Term(GAP + swapped)]


def fits(text: str, terms: Iterable[Term]) -> bool:
    """Does a row's text hold every term, or a name that begins nearly like it?"""
    names = text.partition(WORK)[0].split(GAP)
    return all(
        term.part in text or (_is_long(term) and any(begins_nearly(name, term.text) for name in names))
        for term in terms
    )


def begins_nearly(name: str, typed: str) -> bool:
    """Does the name begin with what was typed, but for one mistake? Where the first letters differ it must be made
    good: so one look at each kind of mistake is enough."""
    at = next((i for i, (a, b) in enumerate(zip(name, typed, strict=False)) if a != b), min(len(name), len(typed)))
    rest = typed[at + 1 :]
    return (
        name.startswith(rest, at + 1)  # one letter is wrong
        or name.startswith(rest, at)  # there is one too many
        or name.startswith(typed[at:], at + 1)  # one is missing
        or (bool(rest) and name.startswith(rest[0] + typed[at] + rest[1:], at))  # two are swapped
    )


def _is_long(term: Term) -> bool:
    return len(term.text) >= SHORTEST and not term.text.isdecimal()
