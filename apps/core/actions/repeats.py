"""A form that was sent twice: the button was pressed again, or the answer did not come and the page was sent anew."""

from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from apps.core.actions import turns
from apps.core.models import Tracked

Row = TypeVar("Row", bound=Tracked)

TWICE = timedelta(minutes=10)  # so long the same form is taken for one that was sent twice


def sent_before(found: "QuerySet[Row]", turn: str, **said: Any) -> Row | None:
    """The row that was made a moment ago and says the same to the letter. Of two at once, the second waits for the
    first (`turn`), until the transaction ends."""
    turns.take(turn)
    return found.filter(created_at__gt=timezone.now() - TWICE, **said).order_by("pk").first()
