"""Whether a name that somebody typed is one that a person has or had."""

from apps.core.lib.names import split_full_name
from apps.core.lib.text import fold

from .search_text import NameParts


def folded_name(full: str) -> str:
    """The name in one word, without titles, tone marks, accents, signs and spaces, the first name first: however it is
    written, it is the same word. Empty where there is no letter in it."""
    parts = split_full_name(full)
    return _glued(parts.first, parts.middle, parts.last)


def spellings(name: NameParts) -> set[str]:
    """The same of a recorded name: in Thai and in Latin letters, with the middle name and without."""
    scripts = (name[:3], name[3:6])
    written = {_glued(*parts) for parts in scripts} | {_glued(first, last) for first, _middle, last in scripts}
    return written - {""}


def _glued(*parts: str) -> str:
    return "".join(fold(" ".join(filter(None, parts))).split())
