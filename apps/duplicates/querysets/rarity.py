"""How often names occur here. A scan counts all of them; for a single newcomer its count is kept in the cache."""

from functools import cache

from django.core.cache import cache as shared_cache

from apps.duplicates.lib.words import Rarity, Word
from apps.records.actions import reference

KEY = "duplicates:rarity"
KEPT_FOR = 14 * 24 * 3600  # seconds; a scan comes every night


@cache
def known_first_names() -> frozenset[str]:
    """Common first names, so that even a small registry knows that สมชาย and สมชัย are two names and no slip."""
    names = reference.read("names_th")
    spelled = (pair for gender in ("male", "female") for group in names[gender].values() for pair in group)
    return frozenset(Word(thai, "").letters for thai, _ in spelled)


def keep(rarity: Rarity) -> None:
    shared_cache.set(KEY, rarity.without_rare(), KEPT_FOR)


def kept() -> Rarity:
    """As the last scan counted; where there was none, every name is taken for a rather rare one."""
    return shared_cache.get(KEY) or Rarity(known_first_names())
