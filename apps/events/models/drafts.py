from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Chapter
from apps.core.models import Tracked


class Draft(Tracked):
    """What an organiser has typed into the form so far, as it was typed, right or wrong: an event that is not yet
    one. Only whoever types it sees it."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("account"))
    chapter = models.ForeignKey(
        Chapter, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("group")
    )
    title = models.CharField(_("title"), max_length=150, blank=True)
    typed = models.JSONField(_("what was typed"), default=dict)

    class Meta:
        verbose_name = _("draft of an event")
        verbose_name_plural = _("drafts of events")
        indexes = [models.Index(fields=["account", "-updated_at"], name="event_drafts_newest_first")]

    def __str__(self) -> str:
        return self.title or f"#{self.pk}"
