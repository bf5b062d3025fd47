from .albums import Album, Photo
from .chapters import Chapter, ChapterName, GroupMerge, Liaison, ServedProvince
from .complaints import Complaint
from .documents import Document, DocumentVersion
from .letters import GroupLetter, LetterRecipient, LetterStop
from .members import Due, JoinLink, Membership
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
    "JoinLink",
    "LetterRecipient",
    "LetterStop",
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
