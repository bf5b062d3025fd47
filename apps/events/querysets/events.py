"""Events, as those may see them who look."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from apps.events.models import Event  # noqa: F401 - a name for the type checker


class EventQuerySet(models.QuerySet["Event"]):
    """Events of groups and of the office."""

    def public(self) -> Self:
        """Those of which everybody may know: published ones, and cancelled ones that had been."""
        return self.filter(state__in=["published", "cancelled"])

    def upcoming(self, now: datetime) -> Self:
        """Those that are not over, the next one first."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def with_hosts(self) -> Self:
        return self.select_related("chapter", "province", "cohort", "faculty", "payee")
