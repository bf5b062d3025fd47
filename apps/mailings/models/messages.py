from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.mailings.querysets import MessageQuerySet
from apps.records.models import Person

from .mailings import Mailing


class LeftOut(models.TextChoices):
    """Why somebody of a mailing's audience did not get it."""

    NO_ADDRESS = "no_address", _("No address that works")
    OPTED_OUT = "opted_out", _("Wants none of these mailings")
    NO_CONSENT = "no_consent", _("Does not agree to mail for this purpose")
    DO_NOT_CONTACT = "do_not_contact", _("Wants no e-mail at all")
    PREFERS_LATER = "prefers_later", _("Wants no mail for some time")
    BOUNCED = "bounced", _("Mail to the address comes back")
    COMPLAINED = "complained", _("Reported our mail as spam")
    DECEASED = "deceased", _("Has died")
    UNDER_REVIEW = "under_review", _("The record is being looked into")
    HIDDEN = "hidden", _("Asked us to leave their data alone")
    MERGED = "merged", _("Another record of the same person has it")
    ERASED = "erased", _("Was erased")
    SAME_ADDRESS = "same_address", _("Somebody else at this address gets it")
    TOO_OFTEN = "too_often", _("Has had enough mailings lately")
    STOPPED = "stopped", _("The mailing was stopped before")


class Message(models.Model):
    """One e-mail to one address, from the moment it is decided until what became of it is known. The row is written
    in the transaction that decides on the message; a worker claims it, sends it and closes it. All its waits run on
    the database's clock.

    A mailing's messages carry no text: it is the mailing's, filled in when they are sent. Whoever of its audience gets
    none has a row too, which says why."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent")
        UNCONFIRMED = "unconfirmed", _("Perhaps sent")  # nobody saw the mail server's answer
        LEFT_OUT = "left_out", _("Left out")

    class Priority(models.IntegerChoices):
        URGENT = 1, _("Urgent")  # a code that somebody waits for
        NORMAL = 5, _("Normal")
        BULK = 9, _("Mailing")  # goes when nothing else waits

    class Purpose(models.TextChoices):
        SECURITY = "security", _("Sign-in and security")  # its text opens a door: staff never read it
        NOTICE = "notice", _("Notice")

    class Channel(models.TextChoices):
        MAIL = "mail", _("E-mail")
        LINE = "line", _("LINE")

    mailing = models.ForeignKey(
        Mailing,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name=_("mailing"),
        db_index=False,
    )  # the beginning of message_once_per_mailing
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="messages", verbose_name=_("person")
    )
    occasion = models.CharField(
        _("occasion"), max_length=60, null=True, blank=True
    )  # of a mail to one of many at once
    to = models.EmailField(_("to"), blank=True)
    domain = models.CharField(max_length=253, blank=True)  # of the address, in lower case; for rates
    channel = models.CharField(_("channel"), max_length=4, choices=Channel, default=Channel.MAIL)
    language = models.CharField(_("language"), max_length=2, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("account"),
        db_index=False,
    )
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose, default=Purpose.SECURITY)
    subject = models.CharField(_("subject"), max_length=300)
    body_text = models.TextField(_("text"), blank=True)
    body_html = models.TextField(_("HTML"), blank=True)
    body_erased_at = models.DateTimeField(null=True)
    from_email = models.CharField(pgettext_lazy("mail", "from"), max_length=320)
    headers = models.JSONField(default=dict)
    message_id = models.CharField(_("message id"), max_length=200, null=True)  # "<...@host>", as in logs
    provider_id = models.CharField(_("provider's number"), max_length=200, blank=True)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.URGENT)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.QUEUED)
    reason = models.CharField(_("why it was left out"), max_length=14, choices=LeftOut, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)  # also the number of the newest claim
    not_before = models.DateTimeField(_("not before"), db_default=Now())
    created_at = models.DateTimeField(_("written"), db_default=Now())
    claimed_at = models.DateTimeField(_("last attempt"), null=True)
    claimed_by = models.BigIntegerField(null=True)  # a number that one batch of one worker has
    sent_at = models.DateTimeField(_("sent"), null=True)
    error = models.CharField(_("error"), max_length=500, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                "mailing", "person", name="message_once_per_mailing", condition=Q(mailing__isnull=False)
            ),
            models.UniqueConstraint("message_id", name="message_id_is_one_messages"),
            models.CheckConstraint(
                name="message_left_out_says_why",
                condition=(Q(state="left_out", mailing__isnull=False) & ~Q(reason=""))
                | (~Q(state="left_out") & Q(reason="")),
            ),
            models.CheckConstraint(
                name="message_alone_has_an_address", condition=Q(mailing__isnull=False) | ~Q(to="")
            ),
            models.CheckConstraint(
                name="message_on_its_way_has_an_id",
                condition=Q(message_id__isnull=False) | Q(state__in=["queued", "left_out"], mailing__isnull=False),
            ),
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
            models.Index(
                fields=["priority", "not_before", "id"],
                name="message_queue",
                condition=Q(state="queued", mailing__isnull=True),
            ),
            models.Index(
                fields=["mailing", "id"],
                name="message_mailing_queue",
                condition=Q(state="queued", mailing__isnull=False),
            ),
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
            models.Index(fields=["provider_id"], name="message_by_provider", condition=~Q(provider_id="")),
            models.Index(fields=["occasion"], name="message_by_occasion", condition=Q(occasion__isnull=False)),
            models.Index(fields=["user"], name="message_of_account", condition=Q(user__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject or self.mailing_id}"

    @property
    def can_be_settled(self) -> bool:
        """Nobody knows whether it left, or it certainly did not and may be sent again."""
        is_refused = self.state == self.State.FAILED and self.body_erased_at is None
        return self.state == self.State.UNCONFIRMED or is_refused
