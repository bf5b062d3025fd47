from .mailings import Mailing, MailingFile, MailingText, Topic
from .messages import LeftOut, Message
from .preferences import AddressState, Preference, TopicStop, Via
from .rates import Allowance, Mark, Rate
from .reminders import Reminder
from .returns import InboxItem, Return

__all__ = [
    "AddressState",
    "Allowance",
    "InboxItem",
    "LeftOut",
    "Mailing",
    "MailingFile",
    "MailingText",
    "Mark",
    "Message",
    "Preference",
    "Rate",
    "Reminder",
    "Return",
    "Topic",
    "TopicStop",
    "Via",
]
