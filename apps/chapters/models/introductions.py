"""What a group would say of itself, before it says so to everybody."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.directory.models.cases import Case
from apps.records.models import Person

from .chapters import Chapter
from .posts import Objection


class Introduction(Case):
    """Words about a group that its leaders have sent and the office has not seen yet, or that wait for the end of a
    hold. The group's page says what it said until they are let through. Whoever sends others takes these back."""

    class Outcome(models.TextChoices):
        PUBLISHED = "published", _("Published")
        REJECTED = "rejected", _("Not published")
        WITHDRAWN = "withdrawn", _("Taken back by the group")

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="introductions", verbose_name=_("group"))
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by"))
    about_th = models.TextField(_("about the group, in Thai"), max_length=2000, blank=True)
    about_en = models.TextField(_("about the group, in English"), max_length=2000, blank=True)
    declared_at = models.DateTimeField(_("declared to be neutral"))
    is_held = models.BooleanField(_("goes out when the hold is over"), default=False)
    objection = models.CharField(_("what speaks against it"), max_length=8, choices=Objection, blank=True)

    class Meta(Case.Meta):
        verbose_name = _("introduction of a group")
        verbose_name_plural = _("introductions of groups")
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                "chapter",
                name="introduction_waits_alone",
                condition=Q(outcome=""),
                violation_error_message=_("Other words of the group wait already. Look at them first."),
            ),
            models.CheckConstraint(
                name="introduction_rejected_says_why",
                condition=~Q(outcome="rejected") | (~Q(objection="") & ~Q(remark="")),
                violation_error_message=_("Say what speaks against the text, and a word to the group."),
            ),
        ]
        indexes = [models.Index(fields=["created_at"], name="introductions_waiting", condition=Q(outcome=""))]

    def __str__(self) -> str:
        return f"#{self.chapter_id} {self.declared_at:%Y-%m-%d}"
