"""What fellow alumni tell the office in confidence about somebody else."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.fields import EncryptedTextField, PartialDateField
from apps.records.models import Person, Source

from .cases import Case


class LostSuggestion(Case):
    """A classmate knows how to reach somebody. The office passes an invitation on; whether the person is on record,
    or lost, the classmate never learns. The contact is forgotten when the office has decided, or after 90 days."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Telephone")
        LINE = "line", _("LINE")
        OTHER = "other", _("Something else")

    class Outcome(models.TextChoices):
        INVITED = "invited", _("Invitation sent")
        RANG = "rang", _("Spoke with them")
        UNFIT = "unfit", _("Put aside")
        EXPIRED = "expired", _("Too old")

    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("suggested by"))
    name = models.CharField(_("their name"), max_length=250)
    year_be = models.PositiveSmallIntegerField(_("year of graduation (B.E.)"), null=True, blank=True)
    faculty_text = models.CharField(_("faculty"), max_length=200, blank=True)
    channel = models.CharField(_("how they can be reached"), max_length=5, choices=Channel)
    contact = EncryptedTextField(_("address or number"), blank=True, default="")
    note = models.CharField(_("how you know them"), max_length=300, blank=True)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("record")
    )

    class Meta(Case.Meta):
        verbose_name = _("suggestion about somebody lost")
        verbose_name_plural = _("suggestions about lost alumni")
        permissions = [("pass_on_suggestions", _("Can act on what alumni tell about others"))]
        constraints = [
            *Case.Meta.constraints,
            models.CheckConstraint(
                name="suggestion_decided_forgets_the_contact", condition=Q(outcome="") | Q(contact="")
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="suggestions_open", condition=Q(outcome="")),
            models.Index(fields=["by", "created_at"], name="suggestions_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year_be or ''}".strip()


class DeathReport(Case):
    """A fellow alumnus says that somebody has died. It is word for the office alone, which takes it as one of the two
    sources that a death needs, or does not."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("Taken as a source")
        UNFIT = "unfit", _("Put aside")

    SOURCES = (Source.FAMILY, Source.CHAPTER, Source.NEWS)

    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("reported by"))
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("record")
    )
    name = models.CharField(_("their name"), max_length=250)
    year_be = models.PositiveSmallIntegerField(_("year of graduation (B.E.)"), null=True, blank=True)
    source = models.CharField(_("who said so"), max_length=10, choices=Source)
    evidence = models.CharField(_("how it is known"), max_length=300)
    died_on = PartialDateField(_("date of death"), null=True, blank=True)

    class Meta(Case.Meta):
        verbose_name = _("word of a death")
        verbose_name_plural = _("words of deaths")
        indexes = [
            models.Index(fields=["created_at"], name="death_reports_open", condition=Q(outcome="")),
            models.Index(fields=["by", "created_at"], name="death_reports_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year_be or ''}".strip()
