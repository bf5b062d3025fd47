from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked


class Rate(Tracked):
    """How fast mailings go to the addresses of a mail provider, so that it does not take us for a spammer. Warm-up: on
    its first day a new sending server sends `first_day` messages there, on each further day twice as many."""

    domain = models.CharField(_("domain"), max_length=253)  # "gmail.com", with all below it; "*" for every other one
    per_minute = models.PositiveIntegerField(_("messages a minute"), null=True, blank=True)  # null: as fast as it goes
    warm_up_on = models.DateField(_("first day of the warm-up"), null=True, blank=True)
    first_day = models.PositiveIntegerField(_("messages on that day"), null=True, blank=True)

    class Meta:
        verbose_name = _("sending rate")
        verbose_name_plural = _("sending rates")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                "domain", name="rate_once_a_domain", violation_error_message=_("This domain already has a rate.")
            ),
            models.CheckConstraint(
                name="rate_is_not_nothing",
                condition=Q(per_minute__isnull=True) | Q(per_minute__gte=1),
                violation_error_message=_("At least one message a minute."),
            ),
            models.CheckConstraint(
                name="rate_warm_up_is_complete",
                condition=Q(warm_up_on__isnull=True, first_day__isnull=True)
                | Q(warm_up_on__isnull=False, first_day__gte=1),
                violation_error_message=_("A warm-up has a first day and a number of messages."),
            ),
        ]

    def __str__(self) -> str:
        return self.domain


class Allowance(models.Model):
    """How much of a rate is used up in one minute, or on one day of a warm-up. Workers take their part of it before
    they send, by a conditional update."""

    class Span(models.TextChoices):
        MINUTE = "minute", _("Minute")
        DAY = "day", _("Day")

    rate = models.ForeignKey(Rate, models.CASCADE, related_name="+", verbose_name=_("rate"))
    span = models.CharField(_("span"), max_length=6, choices=Span)
    begun_at = models.DateTimeField(_("begun"))
    used = models.PositiveIntegerField(_("used"), default=0)

    class Meta:
        verbose_name = _("used part of a rate")
        verbose_name_plural = _("used parts of rates")
        default_permissions = ()
        constraints = [models.UniqueConstraint("rate", "span", "begun_at", name="allowance_once_a_span")]

    def __str__(self) -> str:
        return f"#{self.rate_id} {self.begun_at}: {self.used}"


class Mark(models.Model):
    """How far the ledger has come: one row, compared with a mark outside the database. A database that is behind that
    mark was restored from a backup: it forgot what was sent since."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    key = models.UUIDField(default=uuid4)  # of this database, in all its backups
    number = models.PositiveBigIntegerField(_("number"), default=0)
    held_to = models.PositiveBigIntegerField(_("messages up to this one wait"), null=True)  # key of a message
    held_at = models.DateTimeField(_("found to be restored"), null=True)

    class Meta:
        verbose_name = _("mark of the ledger")
        verbose_name_plural = _("marks of the ledger")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="mark_is_one", condition=Q(id=1)),
            models.CheckConstraint(
                name="mark_hold_has_a_moment",
                condition=Q(held_to__isnull=True, held_at__isnull=True)
                | Q(held_to__isnull=False, held_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
