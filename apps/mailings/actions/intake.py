"""Fetches the mails that wait in the mailbox for returns."""

import logging

from django.conf import settings

from apps.mailings.actions import returns
from apps.mailings.lib import mailbox

logger = logging.getLogger(__name__)


def fetch() -> int:
    """How many were dealt with. A mailbox that cannot be opened is told in the log: the next turn tries again."""
    if not settings.MAIL_RETURN_SOURCE:
        return 0
    try:
        return mailbox.collect(settings.MAIL_RETURN_SOURCE, _take)
    except mailbox.NoMailbox as error:
        logger.error("returned mail was not fetched: %s", error)
        return 0


def _take(raw: bytes) -> None:
    returns.take_in(raw)
