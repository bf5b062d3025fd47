"""Many rows, each in a transaction of its own: what one of them refuses is written down and holds up no other."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db.models import Model

logger = logging.getLogger(__name__)
Row = TypeVar("Row", bound=Model)


def each(rows: Iterable[Row], deed: Callable[[Row], bool]) -> int:
    """Of how many the deed says that it is done."""
    return sum(_try(row, deed) for row in rows)


def _try(row: Row, deed: Callable[[Row], bool]) -> bool:
    try:
        return deed(row)
    except Exception:
        logger.exception("%s could not be done with %s %s", deed.__name__, row._meta.label, row.pk)
        return False
