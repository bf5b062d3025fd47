"""What becomes known of unconfirmed messages without a person who looks for each."""

from collections.abc import Iterable

from apps.mailings.actions import ledger
from apps.mailings.lib import mail_log
from apps.mailings.models import Message


def from_log(lines: Iterable[str], *, dry_run: bool = False) -> tuple[int, int]:
    """By the log of the mail server: how many it took, and of how many nobody knows yet."""
    unknown = {each.message_id: each for each in Message.objects.filter(state=Message.State.UNCONFIRMED)}
    number = len(unknown)
    for name in mail_log.taken(lines):
        message = unknown.pop(name, None)
        if message is not None and not dry_run:
            ledger.proved(message, "the log of the mail server says that it was taken")
    return number - len(unknown), len(unknown)
