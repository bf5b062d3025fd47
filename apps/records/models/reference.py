from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked
from apps.records.querysets import InstitutionQuerySet

from .places import Bilingual, Province


class Level(models.TextChoices):
    """The level of a degree; the codes of the ministry's graduate survey stand beside it in `MHESI_CODES`."""

    ASSOCIATE = "associate", _("Associate degree")
    BACHELOR = "bachelor", _("Bachelor's")
    GRADUATE_DIPLOMA = "graduate_diploma", _("Graduate diploma")
    MASTER = "master", _("Master's")
    HIGHER_DIPLOMA = "higher_diploma", _("Higher graduate diploma")
    DOCTORAL = "doctoral", _("Doctorate")
    HONORARY = "honorary", _("Honorary")
    SPECIAL = "special", _("Special programme")


class Institution(Bilingual, Tracked):
    """The university (one schema, many instances): its names, marks and the rules that differ between universities."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    abbr_th = models.CharField(_("abbreviation in Thai"), max_length=30)
    abbr_en = models.CharField(_("abbreviation in English"), max_length=30)
    former_names = models.JSONField(_("former names"), default=list, blank=True)
    founded_be = models.PositiveSmallIntegerField(_("founded (B.E.)"))
    cohort_base_be = models.PositiveSmallIntegerField(
        _("cohort base (B.E.)"), help_text=_("Cohort number = academic year of graduation − this year.")
    )
    academic_year_starts = models.PositiveSmallIntegerField(_("academic year begins in month"), default=8)
    student_id_patterns = models.JSONField(_("student id patterns"), default=list)
    colour_primary = models.CharField(_("main colour"), max_length=7, default="#003C71")
    colour_accent = models.CharField(_("second colour"), max_length=7, default="#009CDE")
    motto_th = models.CharField(_("motto"), max_length=300, blank=True)
    website = models.URLField(_("website"), blank=True)
    office_name_th = models.CharField(_("office's name in Thai"), max_length=200)
    office_name_en = models.CharField(_("office's name in English"), max_length=200)
    office_address_th = models.CharField(_("office's address"), max_length=300, blank=True)
    office_phone = models.CharField(_("office's telephone"), max_length=60, blank=True)
    office_email = models.EmailField(_("office's e-mail"), blank=True)
    letter_prefix = models.CharField(_("prefix of letter numbers"), max_length=40, blank=True)
    signatory_name_th = models.CharField(_("signs letters"), max_length=150, blank=True)
    signatory_position_th = models.CharField(_("signatory's position"), max_length=200, blank=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        constraints = [
            models.CheckConstraint(
                name="institution_cohort_base_is_a_be_year",
                condition=Q(cohort_base_be__gte=2400, cohort_base_be__lte=2700),
            ),
            models.CheckConstraint(
                name="institution_academic_year_starts_in_a_month",
                condition=Q(academic_year_starts__gte=1, academic_year_starts__lte=12),
            ),
        ]


class Campus(Bilingual, Tracked):
    """A place where the university teaches, under today's name; `names` tells what it was called and was before."""

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="campuses", verbose_name=_("institution")
    )
    code = models.CharField(_("code"), max_length=12)
    student_id_digit = models.CharField(_("digit in student ids"), max_length=2, blank=True)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    opened_be = models.PositiveSmallIntegerField(_("opened (B.E.)"), null=True, blank=True)
    address_th = models.CharField(_("address"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("campus")
        verbose_name_plural = _("campuses")
        constraints = [
            models.UniqueConstraint(
                "institution",
                "code",
                name="campus_code_is_unique_in_institution",
                violation_error_message=_("Another campus has this code."),
            ),
        ]


class DatedName(Bilingual, Tracked):
    """What something was called from one day to another; an open end means until now (`actions.reference` keeps the
    thing's own name equal to its newest one)."""

    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                violation_error_message=_("The end comes before the beginning."),
            ),
        ]


class CampusName(DatedName):
    """A campus's name and kind in a span of time (spans of one campus do not overlap)."""

    class Kind(models.TextChoices):
        CAMPUS = "campus", _("Campus")
        EDUCATION_AREA = "education_area", _("Education area")

    campus = models.ForeignKey(Campus, models.CASCADE, related_name="names", verbose_name=_("campus"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.CAMPUS)

    class Meta(DatedName.Meta):
        verbose_name = _("campus name")
        verbose_name_plural = _("campus names")


class Faculty(Bilingual, Tracked):
    """A faculty or college under today's (or its last) name; merged ones point at their successor."""

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="faculties", verbose_name=_("institution")
    )
    campus = models.ForeignKey(Campus, models.PROTECT, related_name="faculties", verbose_name=_("campus"))
    code = models.CharField(_("code"), max_length=12)
    mhesi_code = models.CharField(_("ministry's code"), max_length=10, blank=True)
    student_id_digits = models.CharField(_("digits in student ids"), max_length=4, blank=True)
    founded_be = models.PositiveSmallIntegerField(_("founded (B.E.)"), null=True, blank=True)
    closed_be = models.PositiveSmallIntegerField(_("closed (B.E.)"), null=True, blank=True)
    first_intake_be = models.PositiveSmallIntegerField(_("first intake (B.E.)"), null=True, blank=True)
    first_graduates_be = models.PositiveSmallIntegerField(_("first graduates (B.E.)"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("successor")
    )

    class Meta:
        verbose_name = _("faculty")
        verbose_name_plural = _("faculties")
        constraints = [
            models.UniqueConstraint(
                "institution",
                "code",
                name="faculty_code_is_unique_in_institution",
                violation_error_message=_("Another faculty has this code."),
            ),
            models.CheckConstraint(
                name="faculty_does_not_succeed_itself",
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                violation_error_message=_("A faculty cannot be its own successor."),
            ),
            models.CheckConstraint(
                name="faculty_closes_after_it_is_founded",
                condition=Q(founded_be__isnull=True) | Q(closed_be__isnull=True) | Q(founded_be__lte=F("closed_be")),
                violation_error_message=_("The end comes before the beginning."),
            ),
        ]


class FacultyName(DatedName):
    """A faculty's name in a span of time (spans of one faculty do not overlap)."""

    faculty = models.ForeignKey(Faculty, models.CASCADE, related_name="names", verbose_name=_("faculty"))
    abbr_th = models.CharField(_("abbreviation in Thai"), max_length=30, blank=True)

    class Meta(DatedName.Meta):
        verbose_name = _("faculty name")
        verbose_name_plural = _("faculty names")


class DegreeTitle(Bilingual, Tracked):
    """A degree and its abbreviation, such as วท.บ. (B.Sc.)."""

    abbr_th = models.CharField(_("abbreviation in Thai"), max_length=30, unique=True)
    abbr_en = models.CharField(_("abbreviation in English"), max_length=40, blank=True)
    level = models.CharField(_("level"), max_length=16, choices=Level)

    class Meta:
        verbose_name = _("degree title")
        verbose_name_plural = _("degree titles")

    def __str__(self) -> str:
        return self.abbr_th


class Programme(Bilingual, Tracked):
    """A field of study in which a faculty gives a degree: วท.บ. (วิทยาการคอมพิวเตอร์)."""

    faculty = models.ForeignKey(Faculty, models.PROTECT, related_name="programmes", verbose_name=_("faculty"))
    title = models.ForeignKey(DegreeTitle, models.PROTECT, related_name="programmes", verbose_name=_("degree title"))
    code = models.CharField(_("code"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.UniqueConstraint(
                "faculty",
                "title",
                "name_th",
                name="programme_is_entered_once",
                violation_error_message=_("This programme is already there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.name})"


class Cohort(Tracked):
    """A graduating class (รุ่น): everybody whose first degree is of one academic year."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="cohorts", verbose_name=_("institution"))
    number = models.PositiveSmallIntegerField(_("number"))
    graduation_year_be = models.PositiveSmallIntegerField(_("academic year of graduation (B.E.)"))
    ceremony_no = models.PositiveSmallIntegerField(_("ceremony number"), null=True, blank=True)

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        constraints = [
            models.UniqueConstraint(
                "institution",
                "number",
                name="cohort_number_is_unique_in_institution",
                violation_error_message=_("Another cohort has this number."),
            ),
            models.UniqueConstraint(
                "institution",
                "graduation_year_be",
                name="cohort_year_is_unique_in_institution",
                violation_error_message=_("There is already a cohort of this year."),
            ),
            models.CheckConstraint(name="cohort_numbers_begin_at_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return _("Cohort %(number)s · %(year)s") % {"number": self.number, "year": self.graduation_year_be}
