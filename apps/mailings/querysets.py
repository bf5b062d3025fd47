from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Now

if TYPE_CHECKING:
    from apps.mailings.models import Message  # noqa: F401 - a name for the type checker


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self) -> "MessageQuerySet":
        """Waiting and allowed to go now, in the order in which they go."""
        return self.filter(state="queued", not_before__lte=Now()).order_by("priority", "not_before", "id")

    def abandoned(self, *, after: timedelta) -> "MessageQuerySet":
        """Claimed so long ago that the worker must have died."""
        return self.filter(state="sending", claimed_at__lt=Now() - after)

    def spent_secrets(self, *, after: timedelta) -> "MessageQuerySet":
        """Settled messages whose codes and links nobody can need any more, with their text still there."""
        return self.filter(
            purpose="security", body_erased_at__isnull=True, state__in=["sent", "failed"], created_at__lt=Now() - after
        )

    def newest(self, *, before: int | None = None) -> "MessageQuerySet":
        """Newest first, from the row after `before` (the last id of the page before)."""
        rows = self if before is None else self.filter(pk__lt=before)
        return rows.order_by("-pk")
