from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from apps.records.models import Campus


class Snapshot(models.Model):
    """How good the records were on one day. Taken every night, and anew when somebody asks: one a day."""

    taken_on = models.DateField(_("day"), unique=True)
    taken_at = models.DateTimeField(_("taken"))

    class Meta:
        verbose_name = _("snapshot of data quality")
        verbose_name_plural = _("snapshots of data quality")

    def __str__(self) -> str:
        return f"{self.taken_on:%Y-%m-%d}"


class Figure(models.Model):
    """How many people a snapshot found: of everybody, or of those who studied at one campus."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="figures", verbose_name=_("snapshot"))
    key = models.CharField(_("what was counted"), max_length=40)  # of reports.snapshots.BASE or registries.findings
    campus = models.ForeignKey(
        Campus, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("campus")
    )
    people = models.PositiveIntegerField(_("people"))

    class Meta:
        verbose_name = _("figure of data quality")
        verbose_name_plural = _("figures of data quality")
        constraints = [
            models.UniqueConstraint(
                "snapshot", "key", Coalesce("campus", 0), name="figure_is_counted_once_in_a_snapshot"
            ),
        ]
        indexes = [models.Index(fields=["key", "campus"], name="figure_by_key")]

    def __str__(self) -> str:
        return f"{self.key}: {self.people}"
