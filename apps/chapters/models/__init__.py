from .chapters import Chapter, ChapterName, Liaison
from .members import Due, JoinLink, Membership
from .officers import Nomination, OfficerTerm, Position, Seat
from .posts import Decision, Hold, Objection, Post, PostReport

__all__ = [
    "Chapter",
    "ChapterName",
    "Decision",
    "Due",
    "Hold",
    "JoinLink",
    "Liaison",
    "Membership",
    "Nomination",
    "Objection",
    "OfficerTerm",
    "Position",
    "Post",
    "PostReport",
    "Seat",
]
