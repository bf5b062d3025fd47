"""What lists show of each person."""

from .directory import DirectoryLine, OfferLine, PostLine, directory_lines_of
from .office import PersonLine, StudyLine, lines_of
from .parts import DegreeLine, NameLine

__all__ = [
    "DegreeLine",
    "DirectoryLine",
    "NameLine",
    "OfferLine",
    "PersonLine",
    "PostLine",
    "StudyLine",
    "directory_lines_of",
    "lines_of",
]
