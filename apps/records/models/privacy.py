from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .people import Person


class Consent(models.Model):
    """What a person said about one purpose at one moment, and which text they read. The newest row of a purpose
    holds; none is ever changed."""

    class Purpose(models.TextChoices):
        NEWS = "news", _("News of the university and its alumni")
        EVENTS = "events", _("Invitations to events")
        GIVING = "giving", _("Requests for donations")
        SURVEYS = "surveys", _("Questionnaires about graduates and their work")
        CHAPTERS = "chapters", _("Sharing my contact with the groups that I belong to")
        PHOTOS = "photos", _("Photographs of me in the university's news")

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents", verbose_name=_("person"))
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose)
    is_given = models.BooleanField(_("given"))
    text_version = models.CharField(_("version of the text"), max_length=20)
    language = models.CharField(_("language of the text"), max_length=2, default="th")
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("noted by")
    )
    how = models.CharField(_("how it was said"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(name="consent_names_its_text", condition=~Q(text_version="")),
        ]
        indexes = [models.Index(fields=["person", "purpose", "-at"], name="consents_newest_first")]

    def __str__(self) -> str:
        return f"{self.purpose} {'+' if self.is_given else '-'} {self.at:%Y-%m-%d}"


class Disclosure(models.Model):
    """Personal data of one person was shown or handed to one account: what lets a person see who opened or exported
    what of them, and the office say what an account has read."""

    class Kind(models.TextChoices):
        RECORD = "record", _("Record opened in the office")
        SENSITIVE = "sensitive", _("Sensitive field opened")
        EXPORT = "export", _("Exported to a file")
        LETTER = "letter", _("Printed on a letter or label")
        PROFILE = "profile", _("Profile opened in the directory")
        VCARD = "vcard", _("Contact card downloaded")

    person = models.ForeignKey(Person, models.CASCADE, related_name="disclosures", verbose_name=_("person"))
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="disclosures", verbose_name=_("to whom")
    )
    kind = models.CharField(_("how"), max_length=9, choices=Kind)
    what = models.CharField(_("what"), max_length=200, blank=True)  # fields, or the number of the job
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")
        indexes = [
            models.Index(fields=["person", "-at"], name="disclosures_of_person"),
            models.Index(fields=["to", "-at"], name="disclosures_to_account"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.person_id} → {self.to_id}"
