"""What leaders write to the members of their group by e-mail."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked
from apps.mailings.models import Message
from apps.records.models import Person

from .chapters import Chapter
from .posts import Objection


class GroupLetter(Tracked):
    """A letter to members of a group. The portal carries it: the writer learns no address. Whoever sends it declares
    that it is politically neutral."""

    class To(models.TextChoices):
        MEMBERS = "members", _("All members")
        OFFICERS = "officers", _("Whoever holds a post")
        UNPAID = "unpaid", _("Members whose dues of this year are not noted")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        WAITING = "waiting", _("Waits for the office")
        SENDING = "sending", _("Is being sent")
        SENT = "sent", _("Sent")
        REJECTED = "rejected", _("Not sent")
        WITHDRAWN = "withdrawn", _("Taken back")

    EDITABLE = (State.DRAFT, State.REJECTED, State.WITHDRAWN)

    chapter = models.ForeignKey(Chapter, models.PROTECT, related_name="letters", verbose_name=_("group"))
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by"))
    to = models.CharField(_("to whom"), max_length=8, choices=To, default=To.MEMBERS)
    subject = models.CharField(_("subject"), max_length=120)
    text = models.TextField(_("text"), max_length=6000)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    is_held = models.BooleanField(_("goes out when the hold is over"), default=False)
    declared_at = models.DateTimeField(_("declared to be neutral"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)  # when its list was closed
    objection = models.CharField(_("what speaks against it"), max_length=8, choices=Objection, blank=True)
    remark = models.CharField(_("to the group"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter to members")
        verbose_name_plural = _("letters to members")
        constraints = [
            models.CheckConstraint(
                name="group_letter_sent_is_declared_neutral",
                condition=Q(state="draft") | Q(declared_at__isnull=False),
                violation_error_message=_("Declare that the letter is politically neutral."),
            ),
            models.CheckConstraint(
                name="group_letter_on_its_way_has_a_moment",
                condition=~Q(state__in=["sending", "sent"]) | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="group_letter_rejected_says_why",
                condition=~Q(state="rejected") | (~Q(objection="") & ~Q(remark="")),
                violation_error_message=_("Say what speaks against the letter, and a word to the group."),
            ),
        ]
        indexes = [
            models.Index(fields=["chapter", "-created_at"], name="group_letters_newest_first"),
            models.Index(fields=["declared_at"], name="group_letters_waiting", condition=Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE

    @property
    def is_out(self) -> bool:
        return self.state in {self.State.SENDING, self.State.SENT}


class LetterRecipient(models.Model):
    """A member at the moment in which a letter's list was closed: the message in the mail ledger, or why none went to
    them. One row for each, so that nobody gets it twice."""

    class LeftOut(models.TextChoices):
        STOPPED = "stopped", _("wants no letters of this group")
        NO_MAIL = "no_mail", _("wants no e-mail at all")
        SILENT = "silent", _("asked us to leave their data alone, or has died")
        BLOCKED = "blocked", _("cannot be written to by this writer")
        NO_ADDRESS = "no_address", _("has no e-mail address that we may use")

    letter = models.ForeignKey(GroupLetter, models.CASCADE, related_name="recipients", verbose_name=_("letter"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("member"))
    left_out = models.CharField(_("why it did not go to them"), max_length=10, choices=LeftOut, blank=True)
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("message")
    )
    written_at = models.DateTimeField(_("given to the post"), null=True, blank=True)

    class Meta:
        verbose_name = _("recipient of a letter")
        verbose_name_plural = _("recipients of letters")
        constraints = [
            models.UniqueConstraint("letter", "person", name="letter_goes_to_each_once"),
            models.CheckConstraint(
                name="letter_left_out_is_not_written", condition=Q(left_out="") | Q(written_at__isnull=True)
            ),
        ]
        indexes = [
            models.Index(
                fields=["letter", "id"], name="letter_to_be_written", condition=Q(left_out="", written_at=None)
            ),
            models.Index(fields=["person"], name="letters_to_person"),
        ]

    def __str__(self) -> str:
        return f"#{self.letter_id} → #{self.person_id}"
