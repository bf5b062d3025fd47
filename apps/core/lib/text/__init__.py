"""Thai text as people type, paste and export it, brought to one spelling (`normalise`) and to one search form
(`fold`). NFKC is never used: it would take ำ apart."""

from .fold import fold
from .lists import normalise_with_lists
from .normalise import is_thai, normalise, normalise_lines

__all__ = ["fold", "is_thai", "normalise", "normalise_lines", "normalise_with_lists"]
