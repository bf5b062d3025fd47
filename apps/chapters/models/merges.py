from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.models import AuditBatch, Tracked

from .chapters import Chapter

UNDO_DAYS = 90


class GroupMerge(Tracked):
    """A group became part of another one. Its page leads there; what it was stays on record. For 90 days it can be
    taken back: `batch` holds everything that the merge wrote."""

    gone = models.ForeignKey(Chapter, models.PROTECT, related_name="merges", verbose_name=_("group that went"))
    kept = models.ForeignKey(Chapter, models.PROTECT, related_name="took_in", verbose_name=_("group that stays"))
    merged_on = models.DateField(_("day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("merged by"))
    reason = models.CharField(_("reason"), max_length=300)
    moved = models.JSONField(_("what moved"), default=dict, blank=True)  # how many of each kind
    batch = models.ForeignKey(AuditBatch, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken back by"),
    )
    undone_why = models.CharField(_("why it was taken back"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("merge of two groups")
        verbose_name_plural = _("merges of groups")
        constraints = [
            models.UniqueConstraint("gone", name="group_is_merged_once", condition=Q(undone_at__isnull=True)),
            models.CheckConstraint(
                name="group_is_not_merged_into_itself",
                condition=~Q(gone=F("kept")),
                violation_error_message=_("These are one group already."),
            ),
            models.CheckConstraint(
                name="group_merge_undone_says_by_whom_and_why",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_why="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_why="")),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.gone_id} → #{self.kept_id}"

    @property
    def stands(self) -> bool:
        return self.undone_at is None

    @property
    def ends_on(self) -> date:
        """Until that day it can be taken back."""
        return self.merged_on + timedelta(days=UNDO_DAYS)

    @property
    def can_be_undone(self) -> bool:
        return self.stands and self.batch_id is not None and timezone.localdate() <= self.ends_on
