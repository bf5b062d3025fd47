from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .facts import Audience, Fact
from .people import Person
from .reference import Campus, Cohort, DegreeTitle, Faculty, Institution, Level, Programme


class Degree(Fact):
    """One course of study of one person at this university: what, where, when, and whether the degree was conferred.
    The person's first degree decides the cohort in which the person is counted."""

    class Status(models.TextChoices):
        STUDYING = "studying", _("Studying")
        CONFERRED = "conferred", _("Conferred")
        LEFT = "left", _("Left without a degree")

    class Honours(models.TextChoices):
        NONE = "", _("None")
        FIRST = "first", _("First-class honours")
        SECOND = "second", _("Second-class honours")
        GOLD = "gold", _("First-class honours, gold medal")

    # Each of the four is the beginning of an index below or of migration 0002.
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="degrees", verbose_name=_("person"), db_index=False
    )
    audience = models.CharField(_("who may see it"), max_length=8, choices=Audience, default=Audience.ALUMNI)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name=_("institution"))
    student_id = models.CharField(_("student id"), max_length=20, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.CONFERRED)
    level = models.CharField(_("level"), max_length=16, choices=Level)
    title = models.ForeignKey(
        DegreeTitle, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("degree title")
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("programme")
    )
    faculty = models.ForeignKey(
        Faculty,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="degrees",
        verbose_name=_("faculty"),
        db_index=False,
    )
    campus = models.ForeignKey(
        Campus, models.PROTECT, null=True, blank=True, related_name="degrees", verbose_name=_("campus"), db_index=False
    )
    entry_year_be = models.PositiveSmallIntegerField(_("year of entry (B.E.)"), null=True, blank=True)
    entry_cohort = models.PositiveSmallIntegerField(_("entry cohort of the faculty"), null=True, blank=True)
    graduation_year_be = models.PositiveSmallIntegerField(
        _("academic year of graduation (B.E.)"), null=True, blank=True
    )
    conferred_on = models.DateField(_("conferred on"), null=True, blank=True)
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, null=True, blank=True, related_name="degrees", verbose_name=_("cohort"), db_index=False
    )
    is_first = models.BooleanField(_("first degree here"), default=False)
    honours = models.CharField(_("honours"), max_length=6, choices=Honours, blank=True, default=Honours.NONE)
    gpa = models.DecimalField(_("grade point average"), max_digits=3, decimal_places=2, null=True, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("degree")
        verbose_name_plural = _("degrees")
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                "institution",
                "student_id",
                name="degree_student_id_is_unique",
                condition=~Q(student_id=""),
                violation_error_message=_("Another record has this student id."),
            ),
            models.UniqueConstraint("person", name="person_has_one_first_degree", condition=Q(is_first=True)),
            models.CheckConstraint(
                name="degree_conferred_has_year_and_cohort",
                condition=~Q(status="conferred")
                | Q(level="honorary")
                | Q(graduation_year_be__isnull=False, cohort__isnull=False),
                violation_error_message=_("A conferred degree needs its year of graduation."),
            ),
            models.CheckConstraint(
                name="degree_first_is_conferred_by_study",
                condition=Q(is_first=False) | (Q(status="conferred") & ~Q(level="honorary")),
                violation_error_message=_("A first degree is one that was conferred by study."),
            ),
            models.CheckConstraint(
                name="degree_entry_comes_before_graduation",
                condition=Q(entry_year_be__isnull=True)
                | Q(graduation_year_be__isnull=True)
                | Q(entry_year_be__lte=F("graduation_year_be")),
                violation_error_message=_("The year of entry is after the year of graduation."),
            ),
            models.CheckConstraint(
                name="degree_years_are_buddhist_era",
                condition=(Q(entry_year_be__isnull=True) | Q(entry_year_be__gte=2400, entry_year_be__lte=2700))
                & (Q(graduation_year_be__isnull=True) | Q(graduation_year_be__gte=2400, graduation_year_be__lte=2700)),
                violation_error_message=_("Give the year in the Buddhist era, such as 2548."),
            ),
            models.CheckConstraint(
                name="degree_gpa_is_between_0_and_4",
                condition=Q(gpa__isnull=True) | Q(gpa__gte=0, gpa__lte=4),
                violation_error_message=_("A grade point average lies between 0.00 and 4.00."),
            ),
        ]
        indexes = [
            models.Index(fields=["faculty", "person"], name="degree_by_faculty"),
            models.Index(fields=["campus", "person"], name="degree_by_campus"),
            models.Index(fields=["cohort", "person"], name="degree_by_cohort"),
        ]

    def __str__(self) -> str:
        return f"{self.student_id or '–'} {self.get_level_display()} {self.graduation_year_be or ''}".strip()
