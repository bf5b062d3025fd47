from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .facts import Fact
from .people import Person
from .places import Country, Province


class Employment(Fact):
    """A post that a person holds or held."""

    class Sector(models.TextChoices):
        """Occupation types of the ministry's graduate survey (QN_OCCUP_TYPE)."""

        GOVERNMENT = "01", _("Government")
        STATE_ENTERPRISE = "02", _("State enterprise")
        PRIVATE = "03", _("Private company")
        OWN_BUSINESS = "04", _("Own business or freelance")
        INTERNATIONAL = "05", _("International organisation")
        OTHER = "00", _("Other")

    person = models.ForeignKey(Person, models.CASCADE, related_name="employments", verbose_name=_("person"))
    employer = models.CharField(_("employer"), max_length=200, blank=True)
    position = models.CharField(_("position"), max_length=150, blank=True)
    sector = models.CharField(_("sector"), max_length=2, choices=Sector, blank=True)
    field = models.CharField(_("field of work"), max_length=100, blank=True)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    country = models.ForeignKey(Country, models.PROTECT, default="TH", related_name="+", verbose_name=_("country"))
    is_current = models.BooleanField(_("works there now"), default=True)

    class Meta(Fact.Meta):
        verbose_name = _("employment")
        verbose_name_plural = _("employments")
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="employment_names_employer_or_position",
                condition=~Q(employer="") | ~Q(position=""),
                violation_error_message=_("Give the employer or the position."),
            ),
            models.CheckConstraint(
                name="employment_current_has_not_ended",
                condition=Q(is_current=False) | Q(valid_to__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.employer}".strip()
