"""What the office decides about what organisers publish, as it does about posts of groups."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Objection
from apps.core.models import Tracked
from apps.directory.models.cases import Case
from apps.records.models import Person

from .events import Event


class EventDecision(Tracked):
    """What the office has decided about an event, with its reason: the log that the organisers read too. An appeal
    asks for another decision, which answers it."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Published")
        REJECTED = "rejected", _("Not published")
        REMOVED = "removed", _("Taken off the pages")
        RESTORED = "restored", _("Published again after an appeal")
        KEPT = "kept", _("Stays as it was decided after an appeal")

    AGAINST = (Outcome.REJECTED, Outcome.REMOVED)

    event = models.ForeignKey(Event, models.CASCADE, related_name="decisions", verbose_name=_("event"))
    outcome = models.CharField(_("decision"), max_length=8, choices=Outcome)
    objection = models.CharField(_("what speaks against it"), max_length=8, choices=Objection, blank=True)
    remark = models.CharField(_("to the organisers"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by"))
    at = models.DateTimeField(_("decided"), default=timezone.now)
    appeal = models.TextField(_("the organisers' appeal"), max_length=1000, blank=True)
    appealed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("appealed by")
    )
    appealed_at = models.DateTimeField(_("appealed"), null=True, blank=True)
    answers = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="answer", verbose_name=_("answers the appeal")
    )

    class Meta:
        verbose_name = _("decision on an event")
        verbose_name_plural = _("decisions on events")
        constraints = [
            models.CheckConstraint(
                name="event_decision_against_says_what_speaks_against",
                condition=~Q(outcome__in=["rejected", "removed"]) | (~Q(objection="") & ~Q(remark="")),
                violation_error_message=_("Say what speaks against the event, and a word to the organisers."),
            ),
            models.CheckConstraint(
                name="event_decision_appealed_has_words_and_a_moment",
                condition=Q(appeal="", appealed_at__isnull=True) | (~Q(appeal="") & Q(appealed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="event_decision_after_an_appeal_answers_it",
                condition=Q(outcome__in=["restored", "kept"], answers__isnull=False)
                | (~Q(outcome__in=["restored", "kept"]) & Q(answers__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["-at"], name="event_decisions_newest_first")]

    def __str__(self) -> str:
        return f"{self.outcome} #{self.event_id}"


class EventComplaint(Case):
    """Somebody asks the office to look at an event."""

    class Outcome(models.TextChoices):
        NOTHING = "nothing", _("Nothing to do")
        REMOVED = "removed", _("Event taken off the pages")

    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("reported by"))
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
