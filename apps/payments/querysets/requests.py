"""Payments that were asked for, as their payers and the office see them."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Sum

from apps.accounts.models import User
from apps.payments import rules
from apps.payments.lib import references
from apps.records.models import Degree
from apps.records.querysets.people import campuses_of

if TYPE_CHECKING:
    from apps.payments.models import PaymentRequest  # noqa: F401 - a name for the type checker

Viewer = User | AbstractBaseUser | AnonymousUser


class PaymentRequestQuerySet(models.QuerySet["PaymentRequest"]):
    """Payments that were asked for."""

    def of_payer(self, user: Viewer) -> Self:
        """Those that this account, or the person whose account it is, is asked for."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(Q(account=user) | Q(person__account=user))

    def visible_to(self, viewer: Viewer) -> Self:
        """All for staff who may see payments; where they are limited to campuses, those of who studied there."""
        if not isinstance(viewer, User) or not rules.may_see(viewer):
            return self.none()
        scope = campuses_of(viewer)
        if scope is None:
            return self
        return self.filter(Exists(Degree.objects.filter(person=OuterRef("person"), campus__in=scope)))

    def matching(self, text: str) -> Self:
        """By reference or payer, as typed into the office's search box."""
        try:
            return self.filter(reference=references.parse(text))
        except references.WrongReference:
            found = Q(payer_name__icontains=text) | Q(payer_email__icontains=text) | Q(title_th__icontains=text)
            return self.filter(found | Q(payments__bank_reference__iexact=text)).distinct()

    def waiting(self) -> Self:
        """Those of which a slip waits for the office."""
        from apps.payments.models import Slip  # noqa: PLC0415 - the models import this module

        return self.filter(Exists(Slip.objects.filter(request=OuterRef("pk"), state=Slip.State.WAITING)))

    def with_back(self) -> Self:
        """How much is still to be paid back (`back_satang`; None: nothing)."""
        from apps.payments.models import Refund  # noqa: PLC0415 - the models import this module

        due = Refund.objects.filter(request=OuterRef("pk"), paid_at=None).order_by().values("request")
        return self.annotate(back_satang=Subquery(due.annotate(sum=Sum("amount_satang")).values("sum")))

    def with_refunds_due(self) -> Self:
        """Those of which something is still to be paid back, with how much."""
        from apps.payments.models import Refund  # noqa: PLC0415 - the models import this module

        return self.with_back().filter(Exists(Refund.objects.filter(request=OuterRef("pk"), paid_at=None)))
