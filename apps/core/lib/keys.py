"""Keys of rows as somebody typed or sent them."""

from collections.abc import Iterable


def key_of(text: str) -> int | None:
    """A number that can be a key; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def keys_of(texts: Iterable[str]) -> list[int]:
    return [key for key in map(key_of, texts) if key is not None]
