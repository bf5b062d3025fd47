from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.records.models import Person

from .mailings import Mailing
from .messages import Message


class Return(models.Model):
    """A mail that came back about one that we sent, or a provider's word of it. The same one twice counts once."""

    class Kind(models.TextChoices):
        HARD = "hard", _("Came back for good")
        SOFT = "soft", _("Came back for now")
        AUTO_REPLY = "auto_reply", _("Answered by a machine")
        COMPLAINT = "complaint", _("Reported as spam")
        REPLY = "reply", _("Answered by a person")
        OTHER = "not_a_bounce", _("Something else")

    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, related_name="returns", verbose_name=_("message")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    recipient = models.CharField(_("recipient"), max_length=254, blank=True)
    code = models.CharField(_("code"), max_length=12, blank=True)  # "5.1.1"
    reason = models.CharField(_("what was said"), max_length=300, blank=True)
    at = models.DateTimeField(_("came"))
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("returned mail")
        verbose_name_plural = _("returned mails")
        default_permissions = ()
        constraints = [models.UniqueConstraint("digest", name="return_counts_once")]
        indexes = [models.Index(fields=["recipient", "-at"], name="returns_of_address")]

    def __str__(self) -> str:
        return f"{self.kind} {self.recipient}"


class InboxItem(models.Model):
    """A reply to a mailing, which came to its relay address: for whoever reads the sender's inbox."""

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("reply", "New")
        READ = "read", _("Read")
        ANSWERED = "answered", _("Answered")

    sender_key = models.CharField(_("to"), max_length=40)  # whose inbox; core.registries.mail_senders
    mailing = models.ForeignKey(
        Mailing, models.SET_NULL, null=True, blank=True, related_name="replies", verbose_name=_("mailing")
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    from_name = models.CharField(_("name of the writer"), max_length=200, blank=True)
    from_address = models.CharField(_("address of the writer"), max_length=254)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.NEW)
    at = models.DateTimeField(_("came"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    digest = models.CharField(max_length=64)
    message_id = models.CharField(max_length=200, null=True)  # of the reply, to which an answer refers

    class Meta:
        verbose_name = _("reply to a mailing")
        verbose_name_plural = _("replies to mailings")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("digest", name="reply_comes_once"),
            models.CheckConstraint(
                name="reply_answered_has_a_moment",
                condition=Q(state="answered", answered_at__isnull=False)
                | (~Q(state="answered") & Q(answered_at__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["sender_key", "-at"], name="replies_newest_first")]

    def __str__(self) -> str:
        return self.subject or self.from_address
