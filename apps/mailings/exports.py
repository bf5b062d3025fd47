"""The ledger of a mailing as a file, for programs."""

from collections.abc import Iterator

from apps.core.lib.csv_files import bare_lines
from apps.mailings.models import Mailing, Message
from apps.mailings.reports.letters import message_id

HEADER = ("recipient", "state", "reason", "attempts", "message id", "last attempt", "sent", "error")


def ledger(mailing: Mailing) -> Iterator[str]:
    """Line by line, one for each person of the audience, in the order in which they were written."""
    rows = Message.objects.filter(mailing=mailing).select_related("mailing").order_by("pk")
    return bare_lines(HEADER, map(_cells, rows.iterator(2000)))


def _cells(message: Message) -> tuple[object, ...]:
    """A message that was not tried yet has its id already: it is derived."""
    name = message.message_id or ""
    if not name and message.mailing and message.person_id:
        name = message_id(message.mailing, message.person_id)
    moments = [moment.isoformat() if moment else "" for moment in (message.claimed_at, message.sent_at)]
    return (message.to, message.state, message.reason, message.attempts, name, *moments, message.error)
