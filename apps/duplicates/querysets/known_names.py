from functools import cache

from apps.duplicates.lib.words import Word
from apps.records.actions import reference


@cache
def known_first_names() -> frozenset[str]:
    """Common first names, so that even a small registry knows that สมชาย and สมชัย are two names and no slip."""
    names = reference.read("names_th")
    spelled = (pair for gender in ("male", "female") for group in names[gender].values() for pair in group)
    return frozenset(Word(thai, "").letters for thai, _ in spelled)
