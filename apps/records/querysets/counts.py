"""Counts that are dear to make and seldom change: kept in the cache until any search row changes."""

from uuid import uuid4

from django.core.cache import cache

from apps.records.querysets.facets import Facets

_GENERATION = "people-counts-generation"
TTL = 600  # seconds


def generation() -> str:
    """Names the state of the search rows for which counts hold; take it before counting."""
    current: str = cache.get_or_set(_GENERATION, lambda: uuid4().hex, None) or uuid4().hex
    return current


def kept(key: str) -> tuple[str, Facets | None]:
    """The generation of today, and the counts under this key if they are of it; both in one question to the cache."""
    found = cache.get_many([_GENERATION, key])
    facets: Facets | None = found.get(key)
    current: str = found.get(_GENERATION) or generation()
    return current, facets if facets is not None and facets.generation == current else None


def keep(key: str, facets: Facets) -> None:
    """Keeps counts that name the generation of before they were made."""
    cache.set(key, facets, TTL)


def forget() -> None:
    """Lets all kept counts expire: the search rows have changed."""
    cache.set(_GENERATION, uuid4().hex, None)
