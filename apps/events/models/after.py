from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked

from .events import Event
from .registrations import Registration


class Feedback(Tracked):
    """What somebody who came thought of it."""

    registration = models.OneToOneField(
        Registration, models.CASCADE, related_name="feedback", verbose_name=_("registration")
    )
    stars = models.PositiveSmallIntegerField(_("stars"))
    liked = models.TextField(_("what was good"), max_length=1000, blank=True)
    better = models.TextField(_("what could be better"), max_length=1000, blank=True)
    may_quote = models.BooleanField(_("may be quoted without a name"), default=False)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        constraints = [
            models.CheckConstraint(
                name="feedback_has_one_to_five_stars",
                condition=Q(stars__gte=1, stars__lte=5),
                violation_error_message=_("One star to five."),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.registration_id} {self.stars}"


class EventReport(Tracked):
    """What the organisers report to the office. The figures are those of the day on which it is sent."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="report", verbose_name=_("event"))
    numbers = models.JSONField(_("figures"), default=dict, blank=True)
    text = models.TextField(_("report"), max_length=5000, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("sent by")
    )
    read_at = models.DateTimeField(_("read by the office"), null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("read by")
    )

    class Meta:
        verbose_name = _("report of an event")
        verbose_name_plural = _("reports of events")
        constraints = [
            models.CheckConstraint(
                name="event_report_is_read_once_sent",
                condition=Q(read_at__isnull=True) | Q(sent_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["sent_at"],
                name="event_reports_unread",
                condition=Q(sent_at__isnull=False, read_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.event_id}"
