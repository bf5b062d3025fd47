"""Who holds which post when."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from apps.chapters.models import Chapter, OfficerTerm  # noqa: F401 - names for the type checker


class TermQuerySet(models.QuerySet["OfficerTerm"]):
    """Terms of office."""

    def of(self, chapter: "Chapter") -> Self:
        return self.filter(seat__position__chapter=chapter)

    def running(self, day: date) -> Self:
        return self.filter(since__lte=day, until__gte=day)

    def not_over(self, day: date) -> Self:
        """Those that run on that day or begin after it."""
        return self.filter(until__gte=day)

    def in_order(self) -> Self:
        """As a committee is listed."""
        return self.select_related("seat__position__chapter", "person").order_by(
            "seat__position__order", "seat__position_id", "seat__number", "since"
        )
