from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.models import AuditBatch, Job, Tracked
from apps.imports.querysets import ImportQuerySet
from apps.records.models import Source


class Import(models.Model):
    """A file of the registrar or of a chapter on its way into the registry: what it is, how its columns are read,
    what the check said about each row, and what has been done since. Only `actions.files` and the runners change it.

    `mapping` is what `lib.mapping.Mapping` writes; `seen` what the check compared with (the run stops where that has
    changed); `counts` the rows by outcome and by kind of change; `report` what a run or an undo has to tell."""

    class Kind(models.TextChoices):
        REGISTRAR = "registrar", _("Registrar's file")
        CHAPTER = "chapter", _("Chapter's contact list")

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded")
        MAPPED = "mapped", _("Columns matched")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked")
        RUNNING = "running", _("Being imported")
        DONE = "done", _("Imported")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.REGISTRAR)
    file = models.FileField(_("file"), upload_to="imports/%Y/%m/", blank=True)  # empty once it is forgotten
    name = models.CharField(_("file name"), max_length=150)
    size = models.PositiveBigIntegerField(_("bytes"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    mapping = models.JSONField(_("columns"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UPLOADED)
    seen = models.JSONField(default=dict, blank=True, editable=False)
    counts = models.JSONField(_("rows by outcome"), default=dict, blank=True)
    report = models.JSONField(_("result"), default=dict, blank=True)
    message = models.CharField(_("why it stopped"), max_length=500, blank=True)
    job = models.ForeignKey(
        Job, models.SET_NULL, null=True, blank=True, related_name="imports", verbose_name=_("newest job")
    )
    batch = models.ForeignKey(
        AuditBatch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("batch of changes")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    created_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    ran_at = models.DateTimeField(_("imported"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("file and rows forgotten"), null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        permissions = [("run_import", _("Can import files of the registrar and of chapters"))]
        constraints = [
            models.CheckConstraint(
                name="import_that_ran_has_a_batch_and_a_moment",
                condition=~Q(state__in=["done", "undoing", "undone"]) | Q(batch__isnull=False, ran_at__isnull=False),
            ),
            models.CheckConstraint(
                name="import_undone_at_goes_with_its_state",
                condition=Q(undone_at__isnull=True) | Q(state="undone"),
            ),
            models.CheckConstraint(
                name="import_that_was_checked_has_a_moment",
                condition=~Q(state__in=["checked", "running", "done"]) | Q(checked_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["-created_at"], name="imports_newest_first")]

    def __str__(self) -> str:
        return self.name

    @property
    def source(self) -> Source:
        return Source.REGISTRAR if self.kind == self.Kind.REGISTRAR else Source.CHAPTER

    @property
    def is_at_work(self) -> bool:
        return self.state in {self.State.CHECKING, self.State.RUNNING, self.State.UNDOING}

    def origin(self, number: int) -> str:
        """Where a value came from, as facts and the audit trail remember it (200 characters at most)."""
        return f"{self.name}, row {number}"


class SavedMapping(Tracked):
    """How the columns of files with these headers are read, kept under a name for the next file of that kind."""

    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Import.Kind, default=Import.Kind.REGISTRAR)
    headers = models.CharField(_("fingerprint of the headers"), max_length=64, blank=True)
    mapping = models.JSONField(_("columns"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("saved mapping of columns")
        verbose_name_plural = _("saved mappings of columns")
        constraints = [
            models.UniqueConstraint(
                "name",
                name="saved_mapping_name_is_unique",
                violation_error_message=_("There is already a mapping of this name."),
            ),
        ]
        indexes = [models.Index(fields=["headers"], name="saved_mapping_by_headers")]

    def __str__(self) -> str:
        return self.name
