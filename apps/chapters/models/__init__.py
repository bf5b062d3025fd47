from .chapters import Chapter, ChapterName, Liaison
from .members import Due, JoinLink, Membership
from .officers import Nomination, OfficerTerm, Position, Seat
from .posts import Decision, Hold, Objection, Post, PostReport
from .ties import Matter, Talk

__all__ = [
    "Chapter",
    "ChapterName",
    "Decision",
    "Due",
    "Hold",
    "JoinLink",
    "Liaison",
    "Matter",
    "Membership",
    "Nomination",
    "Objection",
    "OfficerTerm",
    "Position",
    "Post",
    "PostReport",
    "Seat",
    "Talk",
]
