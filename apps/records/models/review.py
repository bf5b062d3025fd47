from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked
from apps.records.querysets import HeldChangeQuerySet

from .facts import Source
from .people import Person


class HeldChange(Tracked):
    """A change that a less trusted source wants to make to a fact of a more trusted one: it waits for a decision."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")
        WITHDRAWN = "withdrawn", _("Withdrawn")  # by the person who had asked for it

    person = models.ForeignKey(Person, models.CASCADE, related_name="held_changes", verbose_name=_("person"))
    table = models.CharField(_("kind of fact"), max_length=60)  # "records.contact"
    key = models.CharField(_("number of the fact"), max_length=40)
    values = models.JSONField(_("proposed values"))
    source = models.CharField(_("source"), max_length=10, choices=Source)
    source_ref = models.CharField(_("file and row, or document"), max_length=200, blank=True)
    reason = models.CharField(_("why it waits"), max_length=300)
    note = models.CharField(_("in their own words"), max_length=500, blank=True)  # of whoever asks for it
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = HeldChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("held change")
        verbose_name_plural = _("held changes")
        constraints = [
            models.CheckConstraint(
                name="held_change_decided_at_and_by",
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True)
                | Q(state="withdrawn", decided_at__isnull=False, decided_by__isnull=True)
                | (Q(state__in=["accepted", "rejected"]) & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["created_at"], name="held_changes_open", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"


class ToldSeal(models.Model):
    """How far people have been told what others changed in their records: up to this seal of the audit trail. There
    is one such row. Every change is in exactly one seal, and none joins a seal that is closed: nothing is told twice
    and nothing is left out, whenever the telling stops and starts again."""

    number = models.PositiveBigIntegerField(_("number"))

    class Meta:
        verbose_name = _("changes told")
        verbose_name_plural = _("changes told")
        constraints = [models.CheckConstraint(name="told_seal_is_one_row", condition=Q(pk=1))]

    def __str__(self) -> str:
        return str(self.number)
