from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked

from .requests import PaymentRequest

COUNTS = Q(state__in=["waiting", "confirmed"])


class Slip(Tracked):
    """A picture that a payer sends as proof of a transfer. Neither the picture nor the number that the bank gave the
    transfer counts twice, whoever sends it; a refused or withdrawn slip counts no more."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for the office")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Code(models.TextChoices):
        READ = "read", _("Read from the slip's QR code")
        NONE = "none", _("No QR code of a bank was found")
        DAMAGED = "damaged", _("The slip's QR code is damaged or was changed")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    request = models.ForeignKey(
        PaymentRequest, models.CASCADE, related_name="slips", verbose_name=_("payment asked for")
    )
    picture = models.CharField(_("picture"), max_length=80, blank=True)
    digest = models.CharField(max_length=64, editable=False)
    code = models.CharField(_("QR code on the slip"), max_length=7, choices=Code)
    bank = models.CharField(_("sending bank"), max_length=3, blank=True)
    bank_reference = models.CharField(_("bank's reference"), max_length=50, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("sent by")
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("slip")
        verbose_name_plural = _("slips")
        constraints = [
            models.UniqueConstraint(
                Upper("bank_reference"),
                name="slip_of_a_transfer_counts_once",
                condition=COUNTS & ~Q(bank_reference=""),
                violation_error_message=_(
                    "A slip of this transfer was sent in already, so it cannot be taken a second time. If that was "
                    "not you, write to the office."
                ),
            ),
            models.UniqueConstraint(
                "digest",
                name="slip_picture_counts_once",
                condition=COUNTS,
                violation_error_message=_(
                    "This picture was sent in already, so it cannot be taken a second time. If that was not you, "
                    "write to the office."
                ),
            ),
            models.CheckConstraint(
                name="slip_decided_has_a_moment",
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="slip_refused_has_a_reason",
                condition=~Q(state="refused") | ~Q(reason=""),
                violation_error_message=_("Write why; the payer reads it."),
            ),
            models.CheckConstraint(
                name="slip_code_read_has_a_reference", condition=~Q(code="read") | ~Q(bank_reference="")
            ),
        ]
        indexes = [models.Index(fields=["sent_at", "id"], name="slips_waiting", condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return self.bank_reference or f"#{self.pk}"
