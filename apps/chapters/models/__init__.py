from .albums import Album, Photo
from .chapters import Chapter, ChapterName, Liaison, ServedProvince
from .complaints import Complaint
from .documents import Document, DocumentVersion
from .introductions import Introduction
from .letters import GroupLetter, LetterRecipient
from .members import Due, JoinLink, Membership
from .merges import GroupMerge
from .officers import Nomination, OfficerTerm, Position, Seat, TermNotice
from .posts import Decision, Hold, Objection, Post, PostReport
from .reports import YearlyReport
from .ties import Matter, Talk

__all__ = [
    "Album",
    "Chapter",
    "ChapterName",
    "Complaint",
    "Decision",
    "Document",
    "DocumentVersion",
    "Due",
    "GroupLetter",
    "GroupMerge",
    "Hold",
    "Introduction",
    "JoinLink",
    "LetterRecipient",
    "Liaison",
    "Matter",
    "Membership",
    "Nomination",
    "Objection",
    "OfficerTerm",
    "Photo",
    "Position",
    "Post",
    "PostReport",
    "Seat",
    "ServedProvince",
    "Talk",
    "TermNotice",
    "YearlyReport",
]
