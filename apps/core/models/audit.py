from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AuditBatch(models.Model):
    """One piece of work that wrote many audit rows and may be undone as a whole: an import, a merge, a seeding."""

    action = models.CharField(max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("batch of changes")
        verbose_name_plural = _("batches of changes")

    def __str__(self) -> str:
        return f"{self.action} #{self.pk}"


class AuditSeal(models.Model):
    """A closed bundle of audit rows: the hash of its rows' digests and of the seal before it. The newest hash (the
    head) is also kept outside the database, so that a cut at the end is found too."""

    number = models.PositiveBigIntegerField(unique=True)
    entries = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("audit seal")
        verbose_name_plural = _("audit seals")

    def __str__(self) -> str:
        return f"seal {self.number}"


class AuditEntry(models.Model):
    """One change of one row: what it was, what it became, who did it and why. Append-only (a trigger refuses
    anything but sealing and lawful erasure of the values)."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=80)  # "records.change_contact"
    table = models.CharField(max_length=60)  # "records.contact"
    key = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    subject_id = models.BigIntegerField(null=True)  # the person whom the row is about; core knows no Person
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    batch = models.ForeignKey(AuditBatch, models.PROTECT, null=True, related_name="rows")
    origin = models.CharField(max_length=200, blank=True)  # file and row of an import
    salt = models.CharField(max_length=32)
    values_digest = models.CharField(max_length=64)
    erased_at = models.DateTimeField(null=True)
    seal = models.ForeignKey(AuditSeal, models.PROTECT, null=True, related_name="rows")

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("audit log")
        constraints = [
            models.CheckConstraint(
                name="audit_erased_rows_hold_no_values",
                condition=Q(erased_at__isnull=True) | Q(before__isnull=True, after__isnull=True, salt=""),
            ),
        ]
        indexes = [
            models.Index(fields=["subject_id", "-at"], name="audit_by_subject"),
            models.Index(fields=["table", "key"], name="audit_by_row"),
            models.Index(fields=["-at", "-id"], name="audit_newest_first"),
            models.Index(fields=["id"], name="audit_unsealed", condition=Q(seal__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.table} {self.key} v{self.version}"
