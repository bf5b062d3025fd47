from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked
from apps.records.models import Person

from .mailings import Mailing, Topic


class Via(models.TextChoices):
    """How somebody told us to stop."""

    ONE_CLICK = "one_click", _("The mail program's unsubscribe button")
    PAGE = "page", _("The preference page")
    MAIL = "mailto", _("A mail to us")
    COMPLAINT = "complaint", _("A report of spam")


class Preference(Tracked):
    """How often somebody wants mail that is not a service. Who never said anything has no row."""

    class Frequency(models.TextChoices):
        ALL = "all", _("Everything")
        WEEKLY = "weekly", _("At most once a week")
        MONTHLY = "monthly", _("At most once a month")

    person = models.OneToOneField(Person, models.CASCADE, related_name="mail_preference", verbose_name=_("person"))
    frequency = models.CharField(_("how often"), max_length=8, choices=Frequency, default=Frequency.ALL)
    paused_until = models.DateField(_("no mail before"), null=True, blank=True)
    left_all_at = models.DateTimeField(_("wants no mail but services"), null=True, blank=True)
    left_via = models.CharField(_("how that was said"), max_length=10, choices=Via, blank=True)

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="preference_leaving_says_how",
                condition=Q(left_all_at__isnull=True, left_via="") | (Q(left_all_at__isnull=False) & ~Q(left_via="")),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.person_id}: {self.frequency}"


class TopicStop(Tracked):
    """Somebody wants no more mailings about a topic, or of one sender (a group), and reads the others."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="mail_stops", verbose_name=_("person"))
    topic = models.CharField(_("topic"), max_length=10, choices=Topic, blank=True)
    sender_key = models.CharField(_("sender"), max_length=40, blank=True)
    at = models.DateTimeField(_("since"))
    via = models.CharField(_("how that was said"), max_length=10, choices=Via)
    mailing = models.ForeignKey(
        Mailing, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("after which mailing")
    )

    class Meta:
        verbose_name = _("stop of mailings")
        verbose_name_plural = _("stops of mailings")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("person", "topic", "sender_key", name="topic_is_stopped_once"),
            models.CheckConstraint(
                name="stop_names_a_topic_or_a_sender",
                condition=(~Q(topic="") & Q(sender_key="")) | (Q(topic="") & ~Q(sender_key="")),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.person_id} × {self.topic or self.sender_key}"


class AddressState(models.Model):
    """What mail servers said of an address, whoever has it. An address of which nothing is known has no row."""

    address = models.EmailField(_("address"), unique=True)
    soft_bounces = models.PositiveSmallIntegerField(_("came back for now, in a row"), default=0)
    held_until = models.DateTimeField(_("not written to before"), null=True)
    hard_at = models.DateTimeField(_("came back for good"), null=True)
    complaint_at = models.DateTimeField(_("its owner complained"), null=True)
    last_ok_at = models.DateTimeField(_("last arrived"), null=True)
    reason = models.CharField(_("what the mail server said"), max_length=300, blank=True)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("state of an address")
        verbose_name_plural = _("states of addresses")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="address_state_is_lower_case", condition=Q(address=Lower("address"))),
        ]

    def __str__(self) -> str:
        return self.address
