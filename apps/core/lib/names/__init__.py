"""Personal names in Thai and Latin letters: titles taken off, parts told apart, written for readers."""

from .display import full_name
from .parts import FullName, split_full_name
from .title import expand_title, split_title, strip_titles

__all__ = ["FullName", "expand_title", "full_name", "split_full_name", "split_title", "strip_titles"]
