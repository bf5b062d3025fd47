from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked
from apps.payments.lib import references
from apps.payments.lib.promptpay import MOST_SATANG
from apps.payments.querysets.requests import PaymentRequestQuerySet
from apps.records.models import Person

from .payees import Payee


class PaymentRequest(Tracked):
    """Somebody is asked for an amount, once, for one thing. What they send as proof are slips; what the office found
    to have arrived are payments, and from these alone follows whether it is paid."""

    class State(models.TextChoices):
        OPEN = "open", _("To be paid")
        PAID = "paid", _("Paid")
        CANCELLED = "cancelled", _("Cancelled")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    reference = models.CharField(_("reference"), max_length=references.LENGTH, unique=True, editable=False)
    payee = models.ForeignKey(Payee, models.PROTECT, related_name="+", verbose_name=_("payee"))
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    payer_name = models.CharField(_("payer"), max_length=200)
    payer_email = models.EmailField(_("payer's e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=2, default="th")
    purpose_kind = models.CharField(max_length=60)  # a key of registries.payment_purposes: "events.registration"
    purpose_key = models.CharField(max_length=40, blank=True)  # which of its things is paid for
    title_th = models.CharField(_("what for, in Thai"), max_length=200)
    title_en = models.CharField(_("what for, in English"), max_length=200, blank=True)
    amount_satang = models.BigIntegerField(_("amount"))
    received_satang = models.BigIntegerField(_("received"), default=0)
    refunded_satang = models.BigIntegerField(_("to be refunded or refunded"), default=0)
    due_on = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    settled_at = models.DateTimeField(_("paid or cancelled"), null=True, blank=True)
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=300, blank=True)

    objects = PaymentRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment asked for")
        verbose_name_plural = _("payments asked for")
        permissions = [
            ("confirm_payments", _("Can confirm that money arrived, and refuse slips")),
            ("pay_refunds", _("Can pay money back")),
        ]
        constraints = [
            models.CheckConstraint(
                name="payment_request_asks_for_an_amount",
                condition=Q(amount_satang__gt=0, amount_satang__lte=MOST_SATANG),
                violation_error_message=_("An amount is more than nothing and less than ten thousand million baht."),
            ),
            models.CheckConstraint(
                name="payment_request_is_paid_by_what_came",
                condition=Q(state="open", received_satang__lt=F("amount_satang"))
                | Q(state="paid", received_satang__gte=F("amount_satang"))
                | Q(state="cancelled"),
            ),
            models.CheckConstraint(
                name="payment_request_refunds_what_came",
                condition=Q(refunded_satang__gte=0, refunded_satang__lte=F("received_satang")),
                violation_error_message=_("No more can be refunded than was received."),
            ),
            models.CheckConstraint(
                name="payment_request_settled_has_a_moment",
                condition=Q(state="open", settled_at__isnull=True) | (~Q(state="open") & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="payment_request_cancelled_has_a_reason",
                condition=Q(state="cancelled") & ~Q(cancel_reason="") | ~Q(state="cancelled") & Q(cancel_reason=""),
            ),
            models.CheckConstraint(name="payment_request_names_its_payer", condition=~Q(payer_name="")),
            models.UniqueConstraint(
                "purpose_kind",
                "purpose_key",
                name="payment_request_is_one_for_a_thing",
                condition=~Q(purpose_key="") & ~Q(state="cancelled"),
                violation_error_message=_("A payment was asked for already for this."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on", "id"], name="payment_requests_by_state"),
            models.Index(fields=["account", "state"], name="payment_requests_of_account"),
            models.Index(fields=["person", "state"], name="payment_requests_of_person"),
        ]

    def __str__(self) -> str:
        return references.written(self.reference)

    @property
    def title(self) -> str:
        return self.title_en if get_language() == "en" and self.title_en else self.title_th

    @property
    def missing_satang(self) -> int:
        """What is still to be paid."""
        return max(0, self.amount_satang - self.received_satang) if self.state == self.State.OPEN else 0

    @property
    def kept_satang(self) -> int:
        """What came and does not go back."""
        return self.received_satang - self.refunded_satang

    @property
    def is_of_a_guest(self) -> bool:
        """Nobody who signs in: whoever has the mail's link pays."""
        return self.account_id is None and self.person_id is None
