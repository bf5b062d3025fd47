"""The reference data of the registry on the office's desk: its pages, and its files."""

from . import reference

__all__ = ["reference"]
