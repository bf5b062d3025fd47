"""What keeps the directory from being misused."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked
from apps.records.models import Person

from .cases import Case
from .conversations import Letter


class AbuseReport(Case):
    """Somebody asks the office to look at a letter that they got, or at a person's page."""

    class Reason(models.TextChoices):
        HARASSMENT = "harassment", _("Harassment or threats")
        SELLING = "selling", _("Selling, loans or fraud")
        POLITICS = "politics", _("Politics")
        IMPOSTOR = "impostor", _("Not who they say they are")
        OTHER = "other", _("Something else")

    class Outcome(models.TextChoices):
        NOTHING = "nothing", _("Nothing to do")
        WARNED = "warned", _("Warned")
        SUSPENDED = "suspended", _("May not write for a while")

    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("reported by"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("about whom"))
    letter = models.ForeignKey(
        Letter, models.CASCADE, null=True, blank=True, related_name="reports", verbose_name=_("letter")
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    note = models.TextField(_("what happened"), max_length=1000, blank=True)

    class Meta(Case.Meta):
        verbose_name = _("report of abuse")
        verbose_name_plural = _("reports of abuse")
        permissions = [("decide_abuse", _("Can decide on reports of abuse and read the letters concerned"))]
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                "by",
                "letter",
                name="letter_is_reported_once",
                condition=Q(letter__isnull=False),
                violation_error_message=_("You have reported this letter already."),
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="abuse_reports_open", condition=Q(outcome="")),
            models.Index(fields=["by", "created_at"], name="abuse_reports_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} #{self.person_id}"


class Suspension(Tracked):
    """For a while somebody may not write to others, or not look into the directory at all."""

    class What(models.TextChoices):
        LETTERS = "letters", _("writing to others")
        DIRECTORY = "directory", _("the directory")

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("person"))
    what = models.CharField(_("what is closed"), max_length=9, choices=What)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason, as the person reads it"), max_length=500)

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        constraints = [
            models.CheckConstraint(
                name="suspension_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(since__lte=F("until")),
                violation_error_message=_("The end comes before the beginning."),
            ),
        ]
        indexes = [models.Index(fields=["person", "what"], name="suspensions_of_person")]

    def __str__(self) -> str:
        return f"#{self.person_id} {self.what}"


class UnusualReading(Case):
    """An account opened so many pages of the directory in a day that it met a limit: the office should know."""

    class Kind(models.TextChoices):
        PROFILES = "profiles", _("people's pages")
        PAGES = "pages", _("pages of lists")

    class Outcome(models.TextChoices):
        NOTED = "noted", _("Looked at")
        SUSPENDED = "suspended", _("Directory closed for a while")

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("account"))
    kind = models.CharField(_("what was read"), max_length=8, choices=Kind)
    read_on = models.DateField(_("day"))
    seen = models.PositiveIntegerField(_("how many"))

    class Meta(Case.Meta):
        verbose_name = _("unusual reading")
        verbose_name_plural = _("unusual reading")
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint("account", "kind", "read_on", name="unusual_reading_once_a_day"),
        ]
        indexes = [models.Index(fields=["created_at"], name="unusual_reading_open", condition=Q(outcome=""))]

    def __str__(self) -> str:
        return f"#{self.account_id} {self.kind} {self.read_on}"
