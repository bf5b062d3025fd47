from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked
from apps.mailings.querysets import MailingQuerySet


class Topic(models.TextChoices):
    """What a mailing is about, as far as its readers can choose. Without a topic it is a service that somebody asked
    for: the seat they took, the gift they made."""

    NEWS = "news", _("News")
    EVENTS = "events", _("Events")
    GIVING = "giving", _("Giving")
    MENTORING = "mentoring", _("Mentoring and careers")
    CHAPTER = "chapter", _("News of my groups")
    SURVEY = "survey", _("Questionnaires")


class Mailing(Tracked):
    """One text to many people. Its ledger is the messages that name it: how many are in which state is always
    counted, never kept."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        WAITING = "waiting", _("Waits for a second person")
        REFUSED = "refused", _("Not approved")
        SCHEDULED = "scheduled", _("Scheduled")
        FREEZING = "freezing", _("The list is being closed")
        SENDING = "sending", _("Is being sent")
        PAUSED = "paused", _("Paused")
        STOPPED = "stopped", _("Stopped")
        DONE = "done", _("Sent")

    class PauseReason(models.TextChoices):
        PERSON = "person", _("Somebody paused it")
        BOUNCES = "bounces", _("Too many mails came back")
        COMPLAINTS = "complaints", _("Too many readers complained")
        REFUSED = "refused", _("The mail server takes nearly nothing")
        BROKEN = "broken", _("Its letters cannot be made: something in it is damaged or lost")

    EDITABLE = (State.DRAFT, State.REFUSED)
    RUNNING = (State.FREEZING, State.SENDING, State.PAUSED)
    FROZEN = (State.SENDING, State.PAUSED, State.STOPPED, State.DONE)

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    sender_key = models.CharField(_("in whose name"), max_length=40, default="office")  # core.registries.mail_senders
    topic = models.CharField(_("topic"), max_length=10, choices=Topic, blank=True)
    title = models.CharField(_("title"), max_length=120)  # what the office calls it; no reader sees it
    subject_th = models.CharField(_("subject in Thai"), max_length=150, blank=True)
    subject_en = models.CharField(_("subject in English"), max_length=150, blank=True)
    text_th = models.TextField(_("text in Thai"), max_length=40_000, blank=True)
    text_en = models.TextField(_("text in English"), max_length=40_000, blank=True)
    audience = models.JSONField(_("to whom"), default=dict, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    is_template = models.BooleanField(_("is a template"), default=False)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("copied from")
    )
    is_public = models.BooleanField(_("can be read in the archive"), default=False)
    declared_neutral_at = models.DateTimeField(_("declared to be neutral"), null=True, blank=True)
    declared_neutral_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by whom")
    )
    held_until = models.DateTimeField(_("held until"), null=True, blank=True)
    asked_at = models.DateTimeField(_("given to a second person"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    approved_at = models.DateTimeField(_("decided"), null=True, blank=True)
    approved_size = models.PositiveIntegerField(_("approved for so many people"), null=True, blank=True)
    remark = models.CharField(_("to the writer"), max_length=500, blank=True)
    scheduled_at = models.DateTimeField(_("to be sent"), null=True, blank=True)
    run_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)  # of the last press of Send
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("sent by")
    )
    frozen_at = models.DateTimeField(_("list closed"), null=True, blank=True)
    frozen_size = models.PositiveIntegerField(_("people on the list"), null=True, blank=True)
    resumed_at = models.DateTimeField(_("last taken up again"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    pause_reason = models.CharField(_("why it is paused"), max_length=10, choices=PauseReason, blank=True)

    objects = MailingQuerySet.as_manager()

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        default_permissions = ()
        permissions = [
            ("write_mailings", _("Can write mailings of the office")),
            ("approve_mailings", _("Can approve mailings of others and those of groups")),
            ("send_mailings", _("Can start, pause and stop mailings and settle what is uncertain")),
        ]
        constraints = [
            models.CheckConstraint(
                name="mailing_out_is_declared_neutral",
                condition=Q(state__in=["draft", "refused"]) | Q(declared_neutral_at__isnull=False),
                violation_error_message=_("Declare that the mailing is politically neutral."),
            ),
            models.CheckConstraint(
                name="mailing_out_has_a_text",
                condition=Q(state__in=["draft", "refused"])
                | (~Q(subject_th="") & ~Q(text_th=""))
                | (~Q(subject_en="") & ~Q(text_en="")),
                violation_error_message=_("Write a subject and a text, in Thai or in English."),
            ),
            models.CheckConstraint(
                name="mailing_scheduled_has_a_time",
                condition=~Q(state="scheduled") | Q(scheduled_at__isnull=False),
                violation_error_message=_("Say when it is to be sent."),
            ),
            models.CheckConstraint(
                name="mailing_run_has_a_key",
                condition=~Q(state__in=["freezing", "sending", "paused", "done"]) | Q(run_key__isnull=False),
            ),
            models.CheckConstraint(
                name="mailing_out_has_a_closed_list",
                condition=~Q(state__in=["sending", "paused", "done"])
                | Q(frozen_at__isnull=False, frozen_size__isnull=False),
            ),
            models.CheckConstraint(
                name="mailing_finished_when_done",
                condition=Q(state__in=["done", "stopped"], finished_at__isnull=False)
                | (~Q(state__in=["done", "stopped"]) & Q(finished_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="mailing_paused_says_why",
                condition=Q(state="paused") & ~Q(pause_reason="") | ~Q(state="paused") & Q(pause_reason=""),
            ),
            models.CheckConstraint(
                name="mailing_is_approved_by_another",
                condition=Q(approved_by__isnull=True) | Q(author__isnull=True) | ~Q(approved_by=F("author")),
                violation_error_message=_("A second person approves a mailing, not the one who wrote it."),
            ),
            models.CheckConstraint(
                name="mailing_template_is_a_draft",
                condition=Q(is_template=False) | Q(state="draft"),
                violation_error_message=_("A template is not sent. Make a copy of it first."),
            ),
        ]
        indexes = [
            models.Index(fields=["sender_key", "-created_at"], name="mailings_newest_first"),
            models.Index(
                fields=["state"],
                name="mailings_at_work",
                condition=Q(state__in=["scheduled", "freezing", "sending", "paused"]),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE

    def text_in(self, language: str) -> tuple[str, str]:
        """Subject and text of the draft; empty where it has none in this language."""
        return (self.subject_en, self.text_en) if language == "en" else (self.subject_th, self.text_th)

    @property
    def objection(self) -> str:
        """Why it did not go out, when it was refused: by a person, or by itself when its time came."""
        return self.remark or gettext(
            "Something is missing by now: those whom it was for cannot be found any more, or a picture is gone. "
            "Choose anew to whom it goes, and look through what is said below."
        )


class MailingText(models.Model):
    """What was really sent in one language: fixed when the list is closed, whatever becomes of the draft."""

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="texts", verbose_name=_("mailing"))
    language = models.CharField(_("language"), max_length=2)
    subject = models.CharField(_("subject"), max_length=150)
    markdown = models.TextField(_("text"))
    frozen_at = models.DateTimeField(_("fixed"))

    class Meta:
        verbose_name = _("text of a mailing")
        verbose_name_plural = _("texts of mailings")
        default_permissions = ()
        constraints = [models.UniqueConstraint("mailing", "language", name="mailing_text_once_a_language")]

    def __str__(self) -> str:
        return self.subject


class MailingFile(models.Model):
    """A picture in a mailing's text, or a document that goes with it; checked and re-encoded when it came."""

    class Kind(models.TextChoices):
        IMAGE = "image", _("Picture")
        ATTACHMENT = "attachment", _("Attachment")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="files", verbose_name=_("mailing"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    content_type = models.CharField(_("type"), max_length=80)
    size = models.PositiveIntegerField(_("size"))  # bytes
    width = models.PositiveSmallIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveSmallIntegerField(_("height"), null=True, blank=True)
    file = models.CharField(max_length=120)  # its path below MEDIA_ROOT
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"))

    class Meta:
        verbose_name = _("file of a mailing")
        verbose_name_plural = _("files of mailings")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="mailing_picture_has_measures",
                condition=Q(kind="attachment") | Q(width__isnull=False, height__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
