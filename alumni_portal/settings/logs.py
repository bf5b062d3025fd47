"""What goes to the log, in which form."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied


def said_plainly(record: logging.LogRecord) -> bool:
    """That somebody was refused a page is one line of the log: nothing broke, so there is nothing to trace."""
    if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
        record.exc_info = record.exc_text = None
    return True


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"plainly": {"()": "django.utils.log.CallbackFilter", "callback": said_plainly}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["plainly"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
