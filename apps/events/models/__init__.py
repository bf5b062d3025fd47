from .after import EventReport, Feedback
from .door import CheckIn, DoorKeeper
from .events import Event
from .feeds import CalendarKey
from .hosting import CoHost, Submission
from .invitations import Invitation
from .letters import Announcement, EventLetter
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
    "DoorKeeper",
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
