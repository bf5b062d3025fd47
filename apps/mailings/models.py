from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.mailings.querysets import MessageQuerySet


class Message(models.Model):
    """One e-mail to one address, from the moment it is decided until what became of it is known. The row is written
    in the transaction that decides on the message; a worker claims it, sends it and closes it. All its waits run on
    the database's clock."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent")
        UNCONFIRMED = "unconfirmed", _("Perhaps sent")  # nobody saw the mail server's answer

    class Priority(models.IntegerChoices):
        URGENT = 1, _("Urgent")  # a code that somebody waits for
        NORMAL = 5, _("Normal")

    class Purpose(models.TextChoices):
        SECURITY = "security", _("Sign-in and security")  # its text opens a door: staff never read it
        NOTICE = "notice", _("Notice")

    to = models.EmailField(_("to"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose, default=Purpose.SECURITY)
    subject = models.CharField(_("subject"), max_length=300)
    body_text = models.TextField(_("text"), blank=True)
    body_html = models.TextField(_("HTML"), blank=True)
    body_erased_at = models.DateTimeField(null=True)
    from_email = models.CharField(pgettext_lazy("mail", "from"), max_length=320)
    headers = models.JSONField(default=dict)
    message_id = models.CharField(_("message id"), max_length=200, unique=True)  # "<...@host>", as mail logs show it
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.URGENT)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)  # also the number of the newest claim
    not_before = models.DateTimeField(_("not before"), db_default=Now())
    created_at = models.DateTimeField(_("written"), db_default=Now())
    claimed_at = models.DateTimeField(_("last attempt"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    error = models.CharField(_("error"), max_length=500, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                name="message_sent_at_goes_with_state",
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="message_claimed_while_sending",
                condition=~Q(state="sending") | Q(claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="message_erased_ones_have_no_body",
                condition=Q(body_erased_at__isnull=True) | Q(body_text="", body_html=""),
            ),
        ]
        indexes = [
            models.Index(fields=["priority", "not_before", "id"], name="message_queue", condition=Q(state="queued")),
            models.Index(fields=["claimed_at"], name="message_in_sending", condition=Q(state="sending")),
            models.Index(
                fields=["created_at"],
                name="message_with_secret",
                condition=Q(purpose="security", body_erased_at__isnull=True),
            ),
            models.Index(
                fields=["state"], name="message_in_trouble", condition=Q(state__in=["failed", "unconfirmed"])
            ),
            models.Index(fields=["to"], name="message_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
