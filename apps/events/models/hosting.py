from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Chapter
from apps.core.models import Tracked

from .events import Event


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
            models.CheckConstraint(
                name="co_host_answered_has_a_moment",
                condition=Q(state="asked", answered_at__isnull=True)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["chapter", "state"], name="co_hosts_of_chapter")]

    def __str__(self) -> str:
        return f"#{self.chapter_id} @ #{self.event_id} {self.state}"
