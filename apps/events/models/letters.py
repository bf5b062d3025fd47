from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Objection
from apps.core.models import Tracked

from .events import Event
from .registrations import Registration


class EventLetter(models.Model):
    """A mail about a registration that is due or was written: one of a kind for each state of the matter, so that
    nobody gets it twice. It is noted in the transaction that it is about and written right afterwards."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmation")
        ASKED = "asked", _("Waits for the organisers")
        WAITING = "waiting", _("Place in the queue")
        OFFER = "offer", _("Offer of a seat")
        PAY = "pay", _("To be paid")
        LAPSED = "lapsed", _("Lapsed")
        REFUSED = "refused", _("Not accepted")
        CHANGED = "changed", _("Change of the registration")
        CANCELLED = "cancelled", _("Cancellation")
        PASSED_ON = "passed_on", _("Passed on to somebody")
        MOVED = "moved", _("Change of the event")
        CALLED_OFF = "called_off", _("Cancellation of the event")
        REMINDER_WEEK = "reminder_week", _("Reminder a week before")
        REMINDER_DAY = "reminder_day", _("Reminder a day before")
        FEEDBACK = "feedback", _("How was it?")

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="letters", verbose_name=_("registration")
    )
    kind = models.CharField(_("kind"), max_length=13, choices=Kind)
    sequence = models.PositiveIntegerField(_("sequence"), default=0)  # the registration's version, or the event's
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)
    written_at = models.DateTimeField(_("written"), null=True, blank=True)
    failed_at = models.DateTimeField(_("could not be written"), null=True, blank=True)

    class Meta:
        verbose_name = _("mail about a registration")
        verbose_name_plural = _("mails about registrations")
        constraints = [
            models.UniqueConstraint("registration", "kind", "sequence", name="event_letter_is_written_once"),
        ]
        indexes = [
            models.Index(fields=["noted_at", "id"], name="event_letters_due", condition=Q(written_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.registration_id}"


class Announcement(Tracked):
    """What the organisers wrote to those who come, wait or came. Whoever writes declares it neutral; as with events,
    the office looks first where it does not know the writer, or holds everything."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for the office")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("Not sent")

    class Audience(models.TextChoices):
        ALL = "all", _("Everybody who is registered or waits")
        CONFIRMED = "confirmed", _("Whoever is registered")
        WAITING = "waiting", _("Whoever is in the queue")
        CAME = "came", _("Whoever came")

    event = models.ForeignKey(Event, models.CASCADE, related_name="announcements", verbose_name=_("event"))
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("text"), max_length=5000)
    audience = models.CharField(_("to whom"), max_length=9, choices=Audience, default=Audience.CONFIRMED)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )
    declared_at = models.DateTimeField(_("declared to be neutral"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.SENT)
    objection = models.CharField(_("what speaks against it"), max_length=8, choices=Objection, blank=True)
    remark = models.CharField(_("to the organisers"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    recipients = models.PositiveIntegerField(_("recipients"), default=0)

    class Meta:
        verbose_name = _("message of the organisers")
        verbose_name_plural = _("messages of the organisers")
        constraints = [
            models.CheckConstraint(
                name="announcement_refused_says_why",
                condition=~Q(state="refused") | (~Q(objection="") & ~Q(remark="")),
                violation_error_message=_("Say what speaks against the message, and a word to the organisers."),
            ),
        ]
        indexes = [
            models.Index(fields=["event", "-created_at"], name="announcements_newest_first"),
            models.Index(fields=["declared_at"], name="announcements_waiting", condition=Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return self.subject
