"""Everything that happens to a claim, from the first word to the record that is handed over or kept."""

from .cases import NotNow, answer, appeal, ask_office, object_to, open_case, opened_objection, withdraw
from .codes import is_of_letter, matches, of_letter
from .deciding import Deceased, NoAddress, approve, ask_back, hand_over, refuse
from .joining import Disputed, LinkOver, NoLetter, TooEarly, join, opened_link, print_letter, waits_until
from .limits import Claimant, TooMany
from .linking import HasOtherRecord, NotLinked, Taken, unlink
from .proving import CodeSpent, NeedsAccount, begin, redeem

__all__ = [
    "Claimant",
    "CodeSpent",
    "Deceased",
    "Disputed",
    "HasOtherRecord",
    "LinkOver",
    "NeedsAccount",
    "NoAddress",
    "NoLetter",
    "NotLinked",
    "NotNow",
    "Taken",
    "TooEarly",
    "TooMany",
    "answer",
    "appeal",
    "approve",
    "ask_back",
    "ask_office",
    "begin",
    "hand_over",
    "is_of_letter",
    "join",
    "matches",
    "object_to",
    "of_letter",
    "open_case",
    "opened_link",
    "opened_objection",
    "print_letter",
    "redeem",
    "refuse",
    "unlink",
    "waits_until",
    "withdraw",
]
