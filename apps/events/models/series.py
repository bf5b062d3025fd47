from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Chapter
from apps.core.models import Tracked


class Series(Tracked):
    """A rule by which an event comes again. Each date is an event of its own, which can be changed by itself."""

    class Rule(models.TextChoices):
        WEEKLY = "weekly", _("Every so many weeks")
        MONTHLY = "monthly", _("On the same weekday of each month")
        DATES = "dates", _("On the days of a list")

    chapter = models.ForeignKey(
        Chapter, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("group")
    )
    rule = models.CharField(_("rule"), max_length=7, choices=Rule)
    every = models.PositiveSmallIntegerField(_("every so many weeks"), default=1)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("series of events")
        verbose_name_plural = _("series of events")
        constraints = [
            models.CheckConstraint(
                name="series_comes_again",
                condition=Q(every__gte=1, every__lte=52),
                violation_error_message=_("Between one week and 52."),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.rule}"
