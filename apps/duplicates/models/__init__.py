from .merges import UNDO_DAYS, Merge, MergedRow
from .pairs import Pair

__all__ = ["UNDO_DAYS", "Merge", "MergedRow", "Pair"]
