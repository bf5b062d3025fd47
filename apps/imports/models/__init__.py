from .files import Import, SavedMapping
from .rows import ImportRow

__all__ = ["Import", "ImportRow", "SavedMapping"]
