from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Chapter
from apps.core.models import Tracked

from .events import Event


class Submission(Tracked):
    """A leader sends an event to be published and declares it neutral; the office answers where it must look first."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Waits for the office")
        BY_ITSELF = "by_itself", _("Published by itself")
        APPROVED = "approved", _("Published")
        REFUSED = "refused", _("Not published")
        WITHDRAWN = "withdrawn", _("Taken back")

    event = models.ForeignKey(Event, models.CASCADE, related_name="submissions", verbose_name=_("event"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("declared neutral by")
    )
    declared_at = models.DateTimeField(_("declared to be neutral"), default=timezone.now)
    outcome = models.CharField(_("decision"), max_length=9, choices=Outcome, default=Outcome.WAITING)
    remark = models.CharField(_("to the organisers"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("event sent for publication")
        verbose_name_plural = _("events sent for publication")
        constraints = [
            models.UniqueConstraint(
                "event",
                name="submission_waits_once",
                condition=Q(outcome="waiting"),
                violation_error_message=_("This event waits for the office already."),
            ),
            models.CheckConstraint(
                name="submission_refused_says_why",
                condition=~Q(outcome="refused") | ~Q(remark=""),
                violation_error_message=_("Write to the organisers why it is not published."),
            ),
        ]
        indexes = [
            models.Index(fields=["declared_at"], name="submissions_waiting", condition=Q(outcome="waiting")),
            models.Index(fields=["by", "outcome"], name="submissions_of_leader"),
        ]

    def __str__(self) -> str:
        return f"#{self.event_id} {self.outcome}"


class CoHost(Tracked):
    """Another group that holds the event too, once its leaders have agreed."""

    class State(models.TextChoices):
        ASKED = "asked", _("Is asked")
        ACCEPTED = "accepted", _("Holds it too")
        DECLINED = "declined", _("Did not want to")

    event = models.ForeignKey(Event, models.CASCADE, related_name="co_hosts", verbose_name=_("event"))
    chapter = models.ForeignKey(Chapter, models.PROTECT, related_name="co_hosted", verbose_name=_("group"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ASKED)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("co-host")
        verbose_name_plural = _("co-hosts")
        constraints = [
            models.UniqueConstraint(
                "event",
                "chapter",
                name="co_host_once",
                violation_error_message=_("This group is asked already."),
            ),
        ]
        indexes = [models.Index(fields=["chapter", "state"], name="co_hosts_of_chapter")]

    def __str__(self) -> str:
        return f"#{self.chapter_id} @ #{self.event_id} {self.state}"
