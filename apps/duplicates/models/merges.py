from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.models import AuditBatch
from apps.records.models import Person

UNDO_DAYS = 90


class Merge(models.Model):
    """Two records of one person became one. The record that went is no row any more: what it was stands in `rows`
    for as long as it can be taken back, and its addresses lead to the one that stayed for ever."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    kept = models.ForeignKey(Person, models.CASCADE, related_name="merges", verbose_name=_("record that stayed"))
    kept_key = models.PositiveBigIntegerField()  # the same, whatever later merges did to it
    gone_key = models.PositiveBigIntegerField()
    gone_public_id = models.UUIDField(db_index=True)
    card_code = models.CharField(max_length=24, blank=True, default="")  # of an alumni card that went
    kept_name = models.CharField(_("name of the record that stayed"), max_length=250, blank=True)
    gone_name = models.CharField(_("name of the record that went"), max_length=250, blank=True)
    held = models.JSONField(default=dict)  # table → keys of the rows that both records had: all others came later
    batch = models.ForeignKey(AuditBatch, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("merged by"))
    at = models.DateTimeField(_("merged"), default=timezone.now)
    reason = models.CharField(_("why they are one person"), max_length=300, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("taken back by")
    )
    undone_at = models.DateTimeField(_("taken back"), null=True)
    purged_at = models.DateTimeField(_("values forgotten"), null=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        default_permissions = ()
        permissions = [("merge_people", _("Can merge two records of one person and take that back"))]
        constraints = [
            models.UniqueConstraint("gone_key", name="merge_takes_a_record_once", condition=Q(undone_at__isnull=True)),
            models.CheckConstraint(name="merge_is_of_two_records", condition=~Q(kept_key=F("gone_key"))),
            models.CheckConstraint(
                name="merge_undone_at_and_by",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["-at"], name="merges_newest_first")]

    def __str__(self) -> str:
        return f"#{self.gone_key} → #{self.kept_key}"

    @property
    def ends_at(self) -> datetime:
        """Until then it can be taken back."""
        return self.at + timedelta(days=UNDO_DAYS)

    @property
    def days_left(self) -> int:
        return max(0, (self.ends_at - timezone.now()).days)

    @property
    def can_be_undone(self) -> bool:
        return self.undone_at is None and self.purged_at is None and timezone.now() < self.ends_at


class MergedRow(models.Model):
    """One row that a merge wrote, moved or took away: all its columns before and after, so that it can be exactly
    what it was. `before` is null for a row that was not there, `after` for one that is not there any more."""

    class Side(models.TextChoices):
        KEPT = "kept", _("of the record that stayed")
        GONE = "gone", _("of the record that went")
        OTHER = "other", _("of somebody else")

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="rows")
    table = models.CharField(max_length=60)  # "records.contact"
    key = models.CharField(max_length=40)
    side = models.CharField(max_length=5, choices=Side)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    into = models.CharField(max_length=40, blank=True)  # key of the row that says the same and stayed

    class Meta:
        verbose_name = _("row of a merge")
        verbose_name_plural = _("rows of merges")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("merge", "table", "key", name="merged_row_is_written_once"),
            models.CheckConstraint(
                name="merged_row_says_something", condition=Q(before__isnull=False) | Q(after__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"

    @property
    def is_moved(self) -> bool:
        """Did it belong to the record that went?"""
        return self.side == self.Side.GONE and self.before is not None and self.after is not None

    @property
    def is_folded(self) -> bool:
        return self.after is None and bool(self.into)
