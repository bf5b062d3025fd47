from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked
from apps.records.models import Campus, Faculty, Institution, Level


class HeadCount(Tracked):
    """How many graduates of one academic year the registrar counts, as one document says it. A newer count of the
    same year takes its place; it stays as history."""

    class Counts(models.TextChoices):
        """What is counted: the two differ by everybody who has more than one degree."""

        PEOPLE = "people", _("People, each in the year of the first degree")
        DEGREES = "degrees", _("Degrees conferred in the year")

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name=_("institution"))
    graduation_year_be = models.PositiveSmallIntegerField(_("academic year of graduation (B.E.)"))
    counts = models.CharField(_("what is counted"), max_length=8, choices=Counts, default=Counts.PEOPLE)
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    counted_on = models.DateField(_("counted on"))
    document = models.CharField(_("document"), max_length=200)
    by_faculty = models.BooleanField(_("tells faculties apart"), default=False)
    by_campus = models.BooleanField(_("tells campuses apart"), default=False)
    by_level = models.BooleanField(_("tells levels apart"), default=False)
    total = models.PositiveIntegerField(_("total"))
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True)

    class Meta:
        verbose_name = _("head-count")
        verbose_name_plural = _("head-counts")
        constraints = [
            models.UniqueConstraint(
                "institution",
                "graduation_year_be",
                "counts",
                name="head_count_in_force_is_one",
                condition=Q(replaced_at__isnull=True),
                violation_error_message=_("Somebody else has just entered a head-count of this year."),
            ),
            models.UniqueConstraint(
                "institution",
                "graduation_year_be",
                "counts",
                "edition",
                name="head_count_edition_is_one",
                violation_error_message=_("Somebody else has just entered a head-count of this year."),
            ),
            models.CheckConstraint(
                name="head_count_year_is_buddhist_era",
                condition=Q(graduation_year_be__gte=2400, graduation_year_be__lte=2700),
                violation_error_message=_("Give the year in the Buddhist era, such as 2548."),
            ),
            models.CheckConstraint(
                name="head_count_names_its_document",
                condition=~Q(document=""),
                violation_error_message=_("Name the document from which the numbers are."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.graduation_year_be} · {self.get_counts_display()} · {self.edition}"


class HeadCountCell(models.Model):
    """One number of a head-count. What the count does not tell apart is empty."""

    head_count = models.ForeignKey(HeadCount, models.CASCADE, related_name="cells", verbose_name=_("head-count"))
    faculty = models.ForeignKey(
        Faculty, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("faculty")
    )
    campus = models.ForeignKey(
        Campus, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("campus")
    )
    level = models.CharField(_("level"), max_length=16, choices=Level, blank=True)
    number = models.PositiveIntegerField(_("number"))

    class Meta:
        verbose_name = _("number of a head-count")
        verbose_name_plural = _("numbers of a head-count")
        constraints = [
            models.UniqueConstraint(
                "head_count",
                Coalesce("faculty", 0),
                Coalesce("campus", 0),
                "level",
                name="head_count_cell_is_told_once",
                violation_error_message=_("This line is there twice."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.head_count_id}: {self.number}"
