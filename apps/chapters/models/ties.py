"""What links a group to the university: who spoke with whom, and what either asks of the other."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked

from .chapters import Chapter


class Talk(Tracked):
    """Somebody of the office was really in touch with a group: they met, rang, or wrote and got an answer."""

    class Channel(models.TextChoices):
        MEETING = "meeting", _("Meeting")
        VISIT = "visit", _("At their event")
        PHONE = "phone", _("Telephone")
        LINE = "line", _("LINE")
        EMAIL = "email", _("E-mail")
        LETTER = "letter", _("Letter")

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="talks", verbose_name=_("group"))
    held_on = models.DateField(_("day"))
    channel = models.CharField(_("how"), max_length=7, choices=Channel)
    summary = models.CharField(_("what was said"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("noted by"))

    class Meta:
        verbose_name = _("contact with a group")
        verbose_name_plural = _("contacts with groups")
        indexes = [models.Index(fields=["chapter", "-held_on"], name="talks_newest_first")]

    def __str__(self) -> str:
        return f"#{self.chapter_id} {self.held_on}"


class Matter(Tracked):
    """Something that a group asks of the university, or the university of a group. It has an owner until it is
    answered: a member of the office, or whoever leads the group."""

    class Direction(models.TextChoices):
        TO_OFFICE = "to_office", _("The group asks the office")
        TO_GROUP = "to_group", _("The office asks the group")

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="matters", verbose_name=_("group"))
    direction = models.CharField(_("who asks"), max_length=9, choices=Direction)
    subject = models.CharField(_("what about"), max_length=150)
    text = models.TextField(_("what is asked"), max_length=3000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who sees to it"),
    )
    answer = models.TextField(_("answer"), max_length=3000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("request between a group and the office")
        verbose_name_plural = _("requests between groups and the office")
        constraints = [
            models.CheckConstraint(
                name="matter_answered_has_words_and_a_moment",
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["chapter", "-asked_at"], name="matters_of_chapter"),
            models.Index(fields=["asked_at"], name="matters_open", condition=Q(answered_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

    @property
    def days_open(self) -> int:
        """How long it waits, or waited, for its answer."""
        until = self.answered_at or timezone.now()
        return (timezone.localtime(until).date() - timezone.localtime(self.asked_at).date()).days
