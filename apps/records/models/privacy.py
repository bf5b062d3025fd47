from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked

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
        ALBUMS = "albums", _("Photographs of me in the albums of my groups")

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


class Restriction(Tracked):
    """A person asked us to keep their data and do nothing else with it (PDPA s. 34): no page, no list, no mail, no
    file. It ends when they say so."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="restrictions", verbose_name=_("person"))
    begun_at = models.DateTimeField(_("since"), default=timezone.now)
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("restriction")
        verbose_name_plural = _("restrictions")
        constraints = [
            models.UniqueConstraint(
                "person",
                name="restriction_one_at_a_time",
                condition=Q(ended_at__isnull=True),
                violation_error_message=_("This is already restricted."),
            ),
            models.CheckConstraint(
                name="restriction_ends_after_it_begins",
                condition=Q(ended_at__isnull=True) | Q(begun_at__lte=F("ended_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.person_id} {self.begun_at:%Y-%m-%d}"


class ErasureRequest(Tracked):
    """Somebody asked us to erase what we keep about them. It is done when its day comes, unless they take it back or
    the office holds it for a claim of law."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for its day")
        HELD = "held", _("Held by the office")
        CANCELLED = "cancelled", _("Taken back")
        DONE = "done", _("Erased")

    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="erasure_requests", verbose_name=_("person")
    )  # null: an account without a record
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="erasure_requests",
        verbose_name=_("account"),
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    due_at = models.DateTimeField(_("to be erased"))
    language = models.CharField(_("language"), max_length=2, default="th")
    hold_reason = models.CharField(_("why it is held"), max_length=300, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("held by")
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    outcome = models.JSONField(_("what became of it"), default=dict, blank=True)  # key of a part → rows erased

    class Meta:
        verbose_name = _("request to erase")
        verbose_name_plural = _("requests to erase")
        constraints = [
            models.UniqueConstraint(
                "person", name="erasure_one_open_per_person", condition=Q(state__in=["asked", "held"])
            ),
            models.UniqueConstraint(
                "account", name="erasure_one_open_per_account", condition=Q(state__in=["asked", "held"])
            ),
            models.CheckConstraint(
                name="erasure_held_ones_say_why",
                condition=~Q(state="held") | (~Q(hold_reason="") & Q(held_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="erasure_ended_ones_have_an_end",
                condition=Q(state__in=["asked", "held"], ended_at__isnull=True)
                | Q(state__in=["cancelled", "done"], ended_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="erasures_due", condition=Q(state="asked"))]

    def __str__(self) -> str:
        return f"#{self.person_id or '–'} {self.get_state_display()}"
