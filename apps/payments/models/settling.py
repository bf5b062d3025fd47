from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.fields import EncryptedTextField
from apps.core.models import Tracked

from .requests import PaymentRequest
from .slips import Slip


class Payment(Tracked):
    """The office found that money arrived: how much, when, and by what it is found on the account's statement. A
    bank's reference pays once. What was confirmed by mistake is withdrawn and stays as history."""

    class Way(models.TextChoices):
        TRANSFER = "transfer", _("Transfer")
        CASH = "cash", _("Cash at the counter")

    request = models.ForeignKey(
        PaymentRequest, models.CASCADE, related_name="payments", verbose_name=_("payment asked for")
    )
    slip = models.ForeignKey(
        Slip, models.SET_NULL, null=True, blank=True, related_name="payments", verbose_name=_("slip")
    )
    way = models.CharField(_("way"), max_length=8, choices=Way, default=Way.TRANSFER)
    amount_satang = models.BigIntegerField(_("amount"))
    bank_reference = models.CharField(_("bank's reference"), max_length=50, blank=True)
    arrived_on = models.DateField(_("arrived"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed"), default=timezone.now)
    note = models.CharField(_("note"), max_length=300, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdraw_reason = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.UniqueConstraint(
                Upper("bank_reference"),
                name="payment_of_a_transfer_counts_once",
                condition=Q(withdrawn_at=None) & ~Q(bank_reference=""),
                violation_error_message=_("A transfer with this bank's reference has paid already."),
            ),
            models.UniqueConstraint(
                "slip",
                name="payment_of_a_slip_counts_once",
                condition=Q(withdrawn_at=None, slip__isnull=False),
                violation_error_message=_("This slip has paid already."),
            ),
            models.CheckConstraint(
                name="payment_is_an_amount",
                condition=Q(amount_satang__gt=0),
                violation_error_message=_("An amount is more than nothing."),
            ),
            models.CheckConstraint(
                name="payment_by_transfer_has_a_reference",
                condition=~Q(way="transfer") | ~Q(bank_reference=""),
                violation_error_message=_("A transfer needs the bank's reference."),
            ),
            models.CheckConstraint(
                name="payment_withdrawn_has_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.bank_reference or f"#{self.pk}"


class Refund(Tracked):
    """Money that goes back to its payer. Where to is told by the payer, and forgotten once it is paid out."""

    request = models.ForeignKey(
        PaymentRequest, models.CASCADE, related_name="refunds", verbose_name=_("payment asked for")
    )
    amount_satang = models.BigIntegerField(_("amount"))
    reason = models.CharField(_("reason"), max_length=300)
    destination = EncryptedTextField(_("where to"), blank=True, default="")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("paid out by"),
    )
    paid_at = models.DateTimeField(_("paid out"), null=True, blank=True)
    bank_reference = models.CharField(_("bank's reference"), max_length=50, blank=True)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints = [
            models.CheckConstraint(
                name="refund_is_an_amount",
                condition=Q(amount_satang__gt=0),
                violation_error_message=_("An amount is more than nothing."),
            ),
            models.CheckConstraint(
                name="refund_paid_out_says_how",
                condition=Q(paid_at__isnull=True, bank_reference="")
                | (Q(paid_at__isnull=False) & ~Q(bank_reference="")),
                violation_error_message=_("Write by what the transfer is found on the statement."),
            ),
            models.CheckConstraint(
                name="refund_paid_out_forgets_where_to",
                condition=Q(paid_at__isnull=True) | Q(destination=""),
            ),
            models.CheckConstraint(name="refund_has_a_reason", condition=~Q(reason="")),
        ]
        indexes = [models.Index(fields=["asked_at", "id"], name="refunds_to_pay_out", condition=Q(paid_at=None))]

    def __str__(self) -> str:
        return f"#{self.pk}"
