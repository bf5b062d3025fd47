from .chapters import Chapter, ChapterName, Liaison
from .members import Due, JoinLink, Membership
from .officers import Nomination, OfficerTerm, Position, Seat

__all__ = [
    "Chapter",
    "ChapterName",
    "Due",
    "JoinLink",
    "Liaison",
    "Membership",
    "Nomination",
    "OfficerTerm",
    "Position",
    "Seat",
]
