from .after import EventReport, Feedback
from .door import CheckIn, DoorKeeper
from .drafts import Draft
from .events import Event
from .feeds import CalendarKey
from .hosting import CoHost
from .invitations import Invitation
from .letters import Announcement, EventLetter
from .moderation import Complaint, Submission
from .questions import Answer, Question
from .registrations import Attendee, Registration
from .series import Series
from .tickets import TicketType

__all__ = [
    "Announcement",
    "Answer",
    "Attendee",
    "CalendarKey",
    "CheckIn",
    "CoHost",
    "Complaint",
    "DoorKeeper",
    "Draft",
    "Event",
    "EventLetter",
    "EventReport",
    "Feedback",
    "Invitation",
    "Question",
    "Registration",
    "Series",
    "Submission",
    "TicketType",
]
