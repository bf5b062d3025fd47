from .imports import ImportQuerySet, RowQuerySet

__all__ = ["ImportQuerySet", "RowQuerySet"]
