from django.db import models
from django.utils import timezone


class Tracked(models.Model):
    """A row whose every change is written to the audit trail; `version` counts them, so that a stale form or an
    undo can see that somebody else came first."""

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
