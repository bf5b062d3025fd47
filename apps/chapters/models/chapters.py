from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.chapters.lib import line_links
from apps.chapters.querysets.chapters import ChapterQuerySet
from apps.core.models import Tracked
from apps.records.models import Campus, Cohort, Country, Faculty, Institution, Province
from apps.records.models.places import Bilingual
from apps.records.models.reference import DatedName

GROUNDS = ("faculty", "campus", "province", "country", "cohort")  # what a chapter's members have in common


def _rests_on(kind: str, ground: str = "") -> Q:
    """A chapter of this kind has this ground and no other."""
    return Q(kind=kind, **{f"{name}__isnull": name != ground for name in GROUNDS})


class Chapter(Bilingual, Tracked):
    """A group of alumni that the university knows: its association, and the groups of provinces, faculties, campuses,
    classes and countries, each below another one. What its members have in common (its ground) tells who is asked
    to join. It has its newest name; `names` tells what it was called and was before."""

    class Kind(models.TextChoices):
        ASSOCIATION = "association", _("University association")
        PROVINCE = "province", _("Provincial group")
        FACULTY = "faculty", _("Faculty group")
        CAMPUS = "campus", _("Campus or education-area group")
        ABROAD = "abroad", _("Group abroad")
        COHORT = "cohort", _("Class group")

    class Status(models.TextChoices):
        CANDIDATE = "candidate", _("Asks to be recognised")
        RECOGNISED = "recognised", _("Recognised by the university")
        SUSPENDED = "suspended", _("Suspended for now")
        CLOSED = "closed", _("Closed")

    class Joining(models.TextChoices):
        OPEN = "open", _("At once, for those whose studies fit; the others wait for the leaders")
        APPROVAL = "approval", _("When the leaders have agreed")
        INVITED = "invited", _("By invitation only")

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name=_("institution"))
    slug = models.SlugField(_("web address"), max_length=60, unique=True)  # never changes: it is printed on paper
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    faculty = models.ForeignKey(
        Faculty, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("faculty")
    )
    campus = models.ForeignKey(
        Campus, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("campus")
    )
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cohort")
    )
    status = models.CharField(_("standing"), max_length=10, choices=Status, default=Status.CANDIDATE)
    recognised_on = models.DateField(_("recognised on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    registration_no = models.CharField(_("registration number"), max_length=40, blank=True)  # of a registered body
    joining = models.CharField(_("how one joins"), max_length=8, choices=Joining, default=Joining.APPROVAL)
    yearly_dues = models.DecimalField(_("dues of a year"), max_digits=9, decimal_places=2, null=True, blank=True)
    life_dues = models.DecimalField(_("dues for life"), max_digits=9, decimal_places=2, null=True, blank=True)
    head_sends_events = models.BooleanField(_("only the head sends events out"), default=False)
    about_th = models.TextField(_("about the group, in Thai"), max_length=2000, blank=True)
    about_en = models.TextField(_("about the group, in English"), max_length=2000, blank=True)
    line_url = models.URLField(_("LINE group, for members"), max_length=200, blank=True)

    objects = ChapterQuerySet.as_manager()

    class Meta:
        verbose_name = _("alumni group")
        verbose_name_plural = _("alumni groups")
        constraints = [
            models.CheckConstraint(
                name="chapter_rests_on_what_its_kind_says",
                condition=_rests_on("association")
                | _rests_on("province", "province")
                | _rests_on("faculty", "faculty")
                | _rests_on("campus", "campus")
                | _rests_on("abroad", "country")
                | _rests_on("cohort", "cohort"),
                violation_error_message=_("Say of which faculty, campus, province, country or class this group is."),
            ),
            models.CheckConstraint(
                name="chapter_association_stands_at_the_top",
                condition=~Q(kind="association") | Q(parent__isnull=True),
                violation_error_message=_("An association belongs to no other group."),
            ),
            models.CheckConstraint(
                name="chapter_does_not_belong_to_itself",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message=_("A group cannot belong to itself."),
            ),
            models.CheckConstraint(
                name="chapter_closed_since_a_day",
                condition=Q(status="closed", closed_on__isnull=False) | (~Q(status="closed") & Q(closed_on=None)),
                violation_error_message=_("A closed group has the day on which it closed, no other group has."),
            ),
            models.CheckConstraint(
                name="chapter_dues_are_not_negative",
                condition=(Q(yearly_dues__isnull=True) | Q(yearly_dues__gte=0))
                & (Q(life_dues__isnull=True) | Q(life_dues__gte=0)),
                violation_error_message=_("Dues are not less than nothing."),
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "status"], name="chapters_by_kind"),
            models.Index(fields=["parent"], name="chapters_by_parent"),
        ]

    def clean(self) -> None:
        """The link that members are shown leads to LINE and nowhere else."""
        super().clean()
        if not self.line_url:
            return
        try:
            line_links.read(self.line_url)
        except line_links.LineLinkError as error:
            message = _("Give the link to the group in LINE: https://line.me/…")
            raise ValidationError({"line_url": ValidationError(message, code=error.code)}) from error

    @property
    def ground(self) -> object:
        """The faculty, campus, province, country or class that its members have in common; None for an association."""
        return next((found for name in GROUNDS if (found := getattr(self, name)) is not None), None)

    @property
    def is_known(self) -> bool:
        """Has it a page that everybody may open?"""
        return self.status in {self.Status.RECOGNISED, self.Status.SUSPENDED}

    @property
    def is_open(self) -> bool:
        """Does it take members and post news?"""
        return self.status == self.Status.RECOGNISED


class ChapterName(DatedName):
    """A group's name in a span of time (spans of one group do not overlap)."""

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="names", verbose_name=_("group"))

    class Meta(DatedName.Meta):
        verbose_name = _("name of a group")
        verbose_name_plural = _("names of groups")


class Liaison(Tracked):
    """The member of staff whom a group turns to, from one day to another; an open end means until now."""

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="liaisons", verbose_name=_("group"))
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("liaison officer")
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("liaison officer")
        verbose_name_plural = _("liaison officers")
        constraints = [
            models.CheckConstraint(
                name="liaison_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(since__lte=F("until")),
                violation_error_message=_("The end comes before the beginning."),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.chapter_id} {self.since}"


class ServedProvince(Tracked):
    """A further province for which a provincial group is there, beside that of its name."""

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="served_provinces", verbose_name=_("group"))
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))

    class Meta:
        verbose_name = _("further province of a group")
        verbose_name_plural = _("further provinces of groups")
        constraints = [models.UniqueConstraint("chapter", "province", name="province_is_served_once")]

    def __str__(self) -> str:
        return f"#{self.chapter_id} {self.province_id}"
