from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.fields import EncryptedTextField
from apps.imports.querysets import RowQuerySet
from apps.records.models import Person

from .files import Import


class ImportRow(models.Model):
    """One line of a file and what becomes of it: each line has exactly one outcome.

    `reasons`: [{"field", "code", "value"}], put into words by the reports. `person`: whom the row was found to be
    (updated, unchanged, often held), or the key that is kept for whom it brings in: they are there once it ran, which
    is why the database does not ask for them. `joins`: the line of the same file that brings in the person whose
    further degree this is. `changes`: what it changes or adds, fact by fact: [{"table", "key" (None: added),
    "version", "before", "after"}].
    What the row said is forgotten 30 days after the import ran."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("New person")
        UPDATED = "updated", _("Changed")
        UNCHANGED = "unchanged", _("Nothing new")
        REJECTED = "rejected", _("Rejected")
        HELD = "held", _("Waits for a decision")
        SKIPPED = "skipped", _("Not a person")

    class Decision(models.TextChoices):
        SAME = "same", _("The same person: take everything over")
        REST = "rest", _("The same person: take over what is not in dispute")
        NEW = "new", _("Somebody else: enter a new person")
        DROP = "drop", _("Leave this row out")

    of = models.ForeignKey(  # the beginning of the indexes below
        Import, models.CASCADE, related_name="rows", verbose_name=_("import"), db_index=False
    )
    number = models.PositiveIntegerField(_("row"))
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome)
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="import_rows",
        verbose_name=_("person"),
        db_constraint=False,
    )
    joins = models.PositiveIntegerField(_("belongs to row"), null=True, blank=True)
    student_id = models.CharField(_("student id"), max_length=20, blank=True)
    national_id_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    name_key = models.CharField(max_length=250, blank=True, default="", editable=False)
    values = models.JSONField(_("values as they were read"), default=dict, blank=True)
    cells = EncryptedTextField(_("cells as they stood in the file"), blank=True, default="")
    changes = models.JSONField(_("changes"), default=list, blank=True)
    decision = models.CharField(_("decision"), max_length=4, choices=Decision, blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
        db_index=False,
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        constraints = [
            models.UniqueConstraint("of", "number", name="import_row_has_one_outcome"),
            models.CheckConstraint(
                name="import_row_rejected_and_held_say_why",
                condition=~Q(outcome__in=["rejected", "held"]) | ~Q(reasons=[]),
            ),
            models.CheckConstraint(
                name="import_row_decided_at_and_by",
                condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False, decided_by__isnull=False, outcome="held")),
            ),
        ]
        indexes = [
            models.Index(fields=["of", "outcome", "number"], name="import_rows_by_outcome"),
            # Of few rows: all the others cost nothing by it.
            models.Index(
                fields=["decided_by"], condition=Q(decided_by__isnull=False), name="import_rows_by_who_decided"
            ),
            # Every page of the office counts them.
            models.Index(fields=["of"], condition=Q(outcome="held", decision=""), name="import_rows_that_wait"),
        ]

    def __str__(self) -> str:
        return f"{self.of_id}: {self.number} {self.outcome}"

    @property
    def waits(self) -> bool:
        return self.outcome == self.Outcome.HELD and not self.decision
