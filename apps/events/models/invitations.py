from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked
from apps.records.models import Person

from .events import Event


class Invitation(Tracked):
    """The link in a mail by which one person answers for one event, signed in or not. Its token is derived by a keyed
    hash from this row and never stored; `serial` grows when somebody ends it: later mails carry a new one."""

    class Reply(models.TextChoices):
        NONE = "", _("No answer yet")
        YES = "yes", _("Comes")
        NO = "no", _("Does not come")

    event = models.ForeignKey(Event, models.CASCADE, related_name="invitations", verbose_name=_("event"))
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    serial = models.PositiveSmallIntegerField(default=1, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    reply = models.CharField(_("answer"), max_length=3, choices=Reply, blank=True, default=Reply.NONE)
    replied_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation to an event")
        verbose_name_plural = _("invitations to events")
        constraints = [
            models.UniqueConstraint(
                "event",
                "person",
                name="invitation_once_per_person",
                condition=Q(person__isnull=False),
                violation_error_message=_("This person is invited already."),
            ),
            models.UniqueConstraint(
                "event",
                "account",
                name="invitation_once_per_account",
                condition=Q(account__isnull=False),
                violation_error_message=_("This person is invited already."),
            ),
            models.CheckConstraint(
                name="invitation_is_somebodys", condition=Q(person__isnull=False) | Q(account__isnull=False)
            ),
            models.CheckConstraint(
                name="invitation_answered_has_a_moment",
                condition=Q(reply="", replied_at__isnull=True) | (~Q(reply="") & Q(replied_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.event_id} {self.reply}"
