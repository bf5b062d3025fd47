"""What a mail server answered, as somebody else tells it: a provider's event, a line of a log."""

from . import causes
from .report import Group
from .verdict import Verdict


def of_answer(words: str, *, for_good: bool, recipient: str = "") -> Verdict:
    """What the words say of the address. Where they say nothing, whether it was for good decides."""
    action = "failed" if for_good else "delayed"
    group = Group({"final-recipient": recipient, "action": action, "diagnostic-code": words})
    found = causes.of_group(group, "", "")
    return Verdict(found.kind, found.reason, found.recipient, found.code, found.diagnostic, (found,))
