"""What was sent to be published, and decided."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from apps.events.models import Event, Submission


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Events that were sent to be published."""

    def last_of(self, event: "Event") -> "Submission | None":
        """What stands about an event: the newest that its organisers did not take back."""
        return self.filter(event=event).exclude(outcome="withdrawn").order_by("-declared_at", "-pk").first()

    def held(self) -> Self:
        """Those that wait for the end of a hold alone."""
        return self.filter(outcome="waiting", is_held=True).select_related("event__chapter", "by").order_by("pk")
