"""Counts that are dear to make and seldom change: kept in the cache until any search row changes, and with them where
the people of the first page stand. What is shown of these is read anew every time."""

from dataclasses import dataclass
from functools import cached_property
from uuid import uuid4

from django.core.cache import cache

from apps.records.querysets.facets import Facets
from apps.records.querysets.statement import Place

_GENERATION = "people-counts-generation"
TTL = 600  # seconds


@dataclass(frozen=True)
class Counts:
    """How many people a list has, and how they spread over its filters, which is unpacked when somebody asks.
    `generation` names the state of the search rows of which they are, where they are kept. `first` are the places of
    the first page and one more, as far as they are known."""

    total: int
    packed: str
    generation: str = ""
    first: tuple[Place, ...] = ()

    @cached_property
    def facets(self) -> Facets:
        return Facets.unpack(self.packed)

    def first_page(self, size: int) -> list[Place] | None:
        """The first so many and one more; None where fewer are known."""
        wanted = min(size + 1, self.total)
        return list(self.first[:wanted]) if len(self.first) >= wanted else None


def generation() -> str:
    """Names the state of the search rows for which counts hold; take it before counting."""
    current: str = cache.get_or_set(_GENERATION, lambda: uuid4().hex, None) or uuid4().hex
    return current


def kept(key: str) -> tuple[str, Counts | None]:
    """The generation of now, and the counts under this key if they are of it; both in one question to the cache."""
    found = cache.get_many([_GENERATION, key])
    current: str = found.get(_GENERATION) or generation()
    counts = Counts(*found[key]) if key in found else None
    return current, counts if counts is not None and counts.generation == current else None


def keep(key: str, counts: Counts) -> None:
    cache.set(key, (counts.total, counts.packed, counts.generation, counts.first), TTL)


def forget() -> None:
    """Lets all kept counts expire: the search rows have changed."""
    cache.set(_GENERATION, uuid4().hex, None)
