"""Counts that are dear to make and seldom change: kept in the cache until any search row changes."""

from uuid import uuid4

from django.core.cache import cache

_GENERATION = "people-counts-generation"
TTL = 600  # seconds


def generation() -> str:
    """Names the state of the search rows for which counts hold; take it before counting."""
    current: str = cache.get_or_set(_GENERATION, lambda: uuid4().hex, None) or uuid4().hex
    return current


def forget() -> None:
    """Lets all kept counts expire: the search rows have changed."""
    cache.set(_GENERATION, uuid4().hex, None)
