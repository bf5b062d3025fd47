"""What organisers send to be published, what the office decides about it, and what readers say."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Objection
from apps.core.models import Tracked
from apps.directory.models.cases import Case
from apps.events.querysets.submissions import SubmissionQuerySet
from apps.records.models import Person

from .events import Event


class Submission(Tracked):
    """A leader sends an event to be published and declares it neutral, and the office answers where it must look
    first. What it takes off the pages later is a row of its own, for the same declaration; of either it is asked once
    to look again. All of them are the log of decisions."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Waits for the office")
        BY_ITSELF = "by_itself", _("Published by itself")
        APPROVED = "approved", _("Published")
        REFUSED = "refused", _("Not published")
        REMOVED = "removed", _("Taken off the pages")
        WITHDRAWN = "withdrawn", _("Taken back")

    class Answer(models.TextChoices):
        NONE = "", _("No answer yet")
        RESTORED = "restored", _("Published again after an appeal")
        KEPT = "kept", _("Stays as it was decided after an appeal")

    AGAINST = (Outcome.REFUSED, Outcome.REMOVED)

    event = models.ForeignKey(Event, models.PROTECT, related_name="submissions", verbose_name=_("event"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("declared neutral by")
    )
    declared_at = models.DateTimeField(_("declared to be neutral"), default=timezone.now)
    outcome = models.CharField(_("decision"), max_length=9, choices=Outcome, default=Outcome.WAITING)
    is_held = models.BooleanField(_("goes out when the hold is over"), default=False)
    objection = models.CharField(_("what speaks against it"), max_length=8, choices=Objection, blank=True)
    remark = models.CharField(_("to the organisers"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    appeal = models.TextField(_("the organisers' appeal"), max_length=1000, blank=True)
    appealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("appealed by"),
    )
    appealed_at = models.DateTimeField(_("appealed"), null=True, blank=True)
    answer = models.CharField(_("answer to the appeal"), max_length=8, choices=Answer, blank=True, default=Answer.NONE)
    answer_remark = models.CharField(_("answer in words"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

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
                name="submission_against_says_what_speaks_against",
                condition=~Q(outcome__in=["refused", "removed"]) | (~Q(objection="") & ~Q(remark="")),
                violation_error_message=_("Say what speaks against the event, and a word to the organisers."),
            ),
            models.CheckConstraint(name="submission_held_waits", condition=Q(is_held=False) | Q(outcome="waiting")),
            models.CheckConstraint(
                name="submission_appealed_has_words_and_a_moment",
                condition=Q(appeal="", appealed_at__isnull=True) | (~Q(appeal="") & Q(appealed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="submission_answered_after_an_appeal",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(appealed_at__isnull=False, answered_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["declared_at"], name="submissions_waiting", condition=Q(outcome="waiting")),
            models.Index(fields=["by", "outcome"], name="submissions_of_leader"),
            models.Index(fields=["-decided_at"], name="submissions_decided"),
            models.Index(
                fields=["appealed_at"],
                name="submissions_appealed",
                condition=Q(appealed_at__isnull=False, answered_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.event_id} {self.outcome}"

    @property
    def may_be_appealed(self) -> bool:
        return self.outcome in self.AGAINST and self.appealed_at is None

    @property
    def is_against(self) -> bool:
        """And stays so, whatever the organisers said."""
        return self.outcome in self.AGAINST and self.answer != self.Answer.RESTORED


class Complaint(Case):
    """Somebody asks the office to look at an event; a guest too, whom nobody knows."""

    class Outcome(models.TextChoices):
        NOTHING = "nothing", _("Nothing to do")
        REMOVED = "removed", _("Event taken off the pages")

    by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("reported by")
    )
    event = models.ForeignKey(Event, models.CASCADE, related_name="complaints", verbose_name=_("event"))
    objection = models.CharField(_("what is wrong"), max_length=8, choices=Objection)
    note = models.TextField(_("in your words"), max_length=1000, blank=True)

    class Meta(Case.Meta):
        verbose_name = _("report about an event")
        verbose_name_plural = _("reports about events")
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                "by",
                "event",
                name="event_is_reported_once",
                violation_error_message=_("You have reported this event already."),
            ),
        ]
        indexes = [models.Index(fields=["created_at"], name="event_complaints_open", condition=Q(outcome=""))]

    def __str__(self) -> str:
        return f"{self.objection} #{self.event_id}"
