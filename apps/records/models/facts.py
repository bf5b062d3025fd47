from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.fields import PartialDateField
from apps.core.models import Tracked


class Source(models.TextChoices):
    """Who said so. How much each is believed depends on the kind of fact (apps.records.rules)."""

    REGISTRAR = "registrar", _("Registrar")
    STAFF = "staff", _("Alumni office")
    SELF = "self", _("The person")
    CHAPTER = "chapter", _("Chapter")
    EMPLOYER = "employer", _("Employer")
    FAMILY = "family", _("Family")
    NEWS = "news", _("News or announcement")
    BOUNCE = "bounce", _("Returned mail")


class Audience(models.TextChoices):
    """Who may see a fact."""

    OFFICE = "office", _("Only the person and the office")
    FELLOWS = "fellows", _("Fellows of cohort, faculty or chapter")
    ALUMNI = "alumni", _("Signed-in alumni")
    EVERYONE = "everyone", _("Everyone")


class Fact(Tracked):
    """One dated statement about a person: who said it, when it was last confirmed, who may see it."""

    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.STAFF)
    source_ref = models.CharField(_("file and row, or document"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=10, choices=Source, blank=True)
    audience = models.CharField(_("who may see it"), max_length=8, choices=Audience, default=Audience.OFFICE)
    valid_from = PartialDateField(_("from"), null=True, blank=True)
    valid_to = PartialDateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_confirmed_at_and_by",
                condition=Q(confirmed_at__isnull=True, confirmed_by="")
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by="")),
                violation_error_message=_("Say both when this was confirmed and by whom."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_source_is_known",
                condition=Q(source__in=Source.values),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_audience_is_known",
                condition=Q(audience__in=Audience.values),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                violation_error_message=_("The end comes before the beginning."),
            ),
        ]
