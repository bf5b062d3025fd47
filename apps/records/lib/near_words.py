"""Words that are nearly the ones in somebody's row: what was typed with one letter wrong, missing, too many, or two
neighbours swapped. The words of `search_text`, so tone marks and the like are out of both already."""

from collections.abc import Iterable, Iterator

from apps.records.lib.search_text import GAP, WORK, Query, Term

SHORTEST = 4  # letters; of three, any two people's names are one mistake apart
TELLING = 4  # letters with which few enough names begin
TAIL = 3  # letters that a trigram index can look up wherever they stand
THAI = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮฤะาำัิีึืุูเแโใไ"
LATIN = "abcdefghijklmnopqrstuvwxyz"

Anchor = tuple[Term, ...]  # parts of which a row holds every one


def may_be_mistyped(query: Query) -> bool:
    """Is there a word that can be taken for another one?"""
    return any(_is_long(term) for term in query.terms)


def is_too_short(query: Query) -> bool:
    """Is there a word at which nobody guesses because it has too few letters?"""
    return any(not _is_long(term) and not term.text.isdecimal() for term in query.terms)


def anchors(term: Term) -> list[Anchor]:
    """What a row must hold one of to be looked at. A mistake in one part of a word leaves the parts before and behind
    it as they are; where one of these is too short to be looked up, each letter that may have been meant is tried.
    So few rows have one that is no name looked for, and each part is long enough for a trigram index."""
    word = term.text
    if not _is_long(term):
        return [(term,)]
    tail = len(word) - TAIL
    head = (tail + 1) // 2
    found = [(Term(word[head:]),), (Term(GAP + word[:head]), Term(word[tail:]))]
    ends = [_swapped(word, head - 1), _swapped(word, tail - 1), *_ends(word, tail)]
    return list(dict.fromkeys([*found, *((Term(GAP + meant),) for meant in ends)]))


def _ends(word: str, tail: int) -> Iterator[str]:
    """What a name begins with where the mistake is among the last letters of `word`, from `tail` on."""
    for at in range(tail, len(word)):
        before, rest = word[:at], word[at + 1 :]
        if at >= TELLING or not rest:
            yield before
            return
        yield before + rest
        yield _swapped(word, at)
        for letter in LATIN if word.isascii() else THAI:
            yield before + letter + rest
            yield before + letter + word[at:]


def _swapped(word: str, at: int) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


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
