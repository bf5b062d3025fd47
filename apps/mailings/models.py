from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """One e-mail to one address, from the moment it is decided until what became of it is known. The row is written
    in the transaction that decides on the message; the worker claims it, sends it and closes it."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent")
        UNCONFIRMED = (
            "unconfirmed",
            _("Perhaps sent"),
        )  # a worker died after it may have handed the message over

    class Priority(models.IntegerChoices):
        URGENT = 1, _("Urgent")  # a code that somebody waits for
        NORMAL = 5, _("Normal")

    to = models.EmailField(_("to"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    subject = models.CharField(_("subject"), max_length=998)
    body_text = models.TextField(_("text"))
    body_html = models.TextField(_("HTML"), blank=True)
    from_email = models.CharField(max_length=320)
    headers = models.JSONField(default=dict)
    message_id = models.CharField(max_length=200, unique=True)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.NORMAL)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    error = models.CharField(_("error"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.CheckConstraint(
                name="message_sent_at_goes_with_state",
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="message_claimed_while_sending",
                condition=~Q(state="sending") | Q(claimed_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["priority", "not_before", "id"], name="message_queue", condition=Q(state="queued")),
            models.Index(fields=["-created_at"], name="message_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
