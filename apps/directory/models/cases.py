from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked


class Case(Tracked):
    """Something that waits for the office's decision; a subclass says what it is and which outcomes there are. What a
    task decides by itself has nobody who decided."""

    Outcome: ClassVar[type[models.TextChoices]]

    outcome = models.CharField(_("decision"), max_length=10, blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    remark = models.CharField(_("the office's remark"), max_length=500, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_outcome_has_a_moment",
                condition=Q(outcome="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
            ),
        ]

    def get_outcome_display(self) -> str:
        """In words; each subclass has its own outcomes, which the shared column does not know."""
        return str(self.Outcome(self.outcome).label) if self.outcome else ""

    @property
    def is_open(self) -> bool:
        return self.decided_at is None
