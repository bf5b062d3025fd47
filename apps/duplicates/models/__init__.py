from .merges import UNDO_DAYS, Merge, MergedRow

__all__ = ["UNDO_DAYS", "Merge", "MergedRow"]
