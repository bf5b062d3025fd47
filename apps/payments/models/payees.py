from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked
from apps.payments.lib import promptpay
from apps.payments.querysets.payees import AccountQuerySet
from apps.records.models.places import Bilingual


class Payee(Bilingual, Tracked):
    """Whoever money is paid to, as a body of its own: the university, the association, a chapter. Its receipts and
    its accounts are not another's."""

    code = models.SlugField(_("code"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("payee")
        verbose_name_plural = _("payees")


class Account(Tracked):
    """Under what a payee can be paid by PromptPay, and the bank account behind it, from one day to another. At most
    one holds on a day; an open end means until further notice."""

    class Kind(models.TextChoices):
        BILLER = promptpay.Kind.BILLER.value, _("Biller ID (bill payment)")
        ID = promptpay.Kind.ID.value, _("Tax number or national id")
        PHONE = promptpay.Kind.PHONE.value, _("Mobile number")
        E_WALLET = promptpay.Kind.E_WALLET.value, _("E-wallet")

    payee = models.ForeignKey(Payee, models.PROTECT, related_name="accounts", verbose_name=_("payee"))
    kind = models.CharField(_("kind of number"), max_length=8, choices=Kind)
    number = models.CharField(
        _("PromptPay number"),
        max_length=20,
        help_text=_("A biller ID has 15 digits: the tax number and two more that the bank gives."),
    )
    bank_name_th = models.CharField(_("bank in Thai"), max_length=100, blank=True)
    bank_name_en = models.CharField(_("bank in English"), max_length=100, blank=True)
    bank_account = models.CharField(_("number of the bank account"), max_length=30, blank=True)
    holder_th = models.CharField(_("name of the account"), max_length=200)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts of payees")
        constraints = [
            models.CheckConstraint(
                name="payee_account_ends_after_it_begins",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                violation_error_message=_("The end comes before the beginning."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def receiver(self) -> promptpay.Receiver:
        return promptpay.Receiver(promptpay.Kind(self.kind), self.number)
