from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked
from apps.directory.querysets.conversations import ConversationQuerySet
from apps.records.models import Person


class Conversation(models.Model):
    """Letters between two people of the registry, carried by the portal: neither learns the other's address. There is
    one for each two people, whoever wrote first."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    starter = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("who wrote first"))
    recipient = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("to whom"))
    started_at = models.DateTimeField(_("begun"), default=timezone.now)
    latest_at = models.DateTimeField(_("newest letter"), default=timezone.now)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        constraints = [
            models.UniqueConstraint(
                Least("starter", "recipient"), Greatest("starter", "recipient"), name="conversation_once_per_pair"
            ),
            models.CheckConstraint(name="conversation_has_two_sides", condition=~Q(starter=F("recipient"))),
        ]
        indexes = [
            models.Index(fields=["starter", "-latest_at"], name="conversations_of_starter"),
            models.Index(fields=["recipient", "-latest_at"], name="conversations_of_recipient"),
            models.Index(fields=["starter", "started_at"], name="conversations_begun_by"),
        ]

    def __str__(self) -> str:
        return f"#{self.starter_id} – #{self.recipient_id}"


class Letter(models.Model):
    """One letter of a conversation. It never changes, and the audit trail, which others read, does not repeat it."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="letters")
    writer = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("written by"))
    text = models.TextField(_("text"), max_length=4000)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    mailed_at = models.DateTimeField(_("told by e-mail"), null=True)
    read_at = models.DateTimeField(_("read"), null=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [models.CheckConstraint(name="letter_says_something", condition=~Q(text=""))]
        indexes = [
            models.Index(fields=["writer", "sent_at"], name="letters_of_writer"),
            models.Index(fields=["conversation", "writer"], name="letters_unread", condition=Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.sent_at:%Y-%m-%d %H:%M} #{self.writer_id}"


class Block(Tracked):
    """Somebody who can neither open a person's page nor write to them; nobody tells them."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("who blocks"))
    blocked = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("who is blocked"))

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        constraints = [
            models.UniqueConstraint(
                "person", "blocked", name="block_once", violation_error_message=_("You have blocked them already.")
            ),
            models.CheckConstraint(name="block_is_of_somebody_else", condition=~Q(person=F("blocked"))),
        ]

    def __str__(self) -> str:
        return f"#{self.person_id} × #{self.blocked_id}"
