from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked

from .events import Event
from .registrations import Registration


class Question(Tracked):
    """What the organisers ask of whoever registers, who reads the answers, and when these are erased."""

    class Kind(models.TextChoices):
        TEXT = "text", _("A line of text")
        CHOICE = "choice", _("One of several")
        YES_NO = "yes_no", _("Yes or no")
        NUMBER = "number", _("A number")

    class Readers(models.TextChoices):
        ORGANISERS = "organisers", _("The organisers only")
        ATTENDEES = "attendees", _("Whoever is registered")

    event = models.ForeignKey(Event, models.CASCADE, related_name="questions", verbose_name=_("event"))
    label = models.CharField(_("question"), max_length=200)
    kind = models.CharField(_("kind of answer"), max_length=6, choices=Kind, default=Kind.TEXT)
    options = models.JSONField(_("to choose from"), default=list, blank=True)
    required = models.BooleanField(_("must be answered"), default=False)
    readers = models.CharField(_("who reads the answers"), max_length=10, choices=Readers, default=Readers.ORGANISERS)
    keep_days = models.PositiveSmallIntegerField(_("days for which answers are kept after the event"), default=30)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("order", "id")
        constraints = [
            models.CheckConstraint(
                name="question_answers_are_kept_for_a_year_at_most",
                condition=Q(keep_days__lte=365),
                violation_error_message=_("Answers are kept for a year at most."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Answer(Tracked):
    """What somebody answered to one question."""

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="answers", verbose_name=_("registration")
    )
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers", verbose_name=_("question"))
    value = models.CharField(_("answer"), max_length=500)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                "registration",
                "question",
                name="question_is_answered_once",
                violation_error_message=_("This question is answered already."),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.registration_id} #{self.question_id}"
