"""Claims that wait, and how many came from where."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from apps.records.models import Claim  # noqa: F401 - names for the type checker


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims of records."""

    def waiting(self) -> Self:
        """Those that the office has to decide on, the oldest first; appeals come in their turn."""
        return self.filter(state="open").order_by("updated_at", "pk")

    def since(self, moment: datetime) -> Self:
        return self.filter(created_at__gt=moment)
