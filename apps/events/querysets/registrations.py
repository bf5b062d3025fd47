"""Registrations, as their owners and the organisers see them."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from apps.accounts.models import User
from apps.events.lib.states import HOLDING, OPEN
from apps.payments.models import Slip

if TYPE_CHECKING:
    from apps.events.models import Event, Registration  # noqa: F401 - names for the type checker

Viewer = User | AbstractBaseUser | AnonymousUser


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Registrations for events."""

    def of(self, user: Viewer) -> Self:
        """Those of this account, and of the person whose account it is."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(Q(account=user) | Q(person__account=user))

    def open(self) -> Self:
        """In the queue, or with seats."""
        return self.filter(state__in=OPEN)

    def holding(self) -> Self:
        """Those for which seats are taken."""
        return self.filter(state__in=HOLDING)

    def confirmed(self) -> Self:
        return self.filter(state="confirmed")

    def queue(self, event: "Event") -> Self:
        """Who waits, in the order in which they are served."""
        return self.filter(event=event, state="waiting").order_by("number")

    def lapsed(self, now: datetime) -> Self:
        """Whose time is over, but for those with whom the office is: a slip waits, or part of the amount came."""
        slips = Slip.objects.filter(request=OuterRef("payment"), state=Slip.State.WAITING)
        looked_at = Q(state="paying") & (Q(payment__received_satang__gt=0) | Exists(slips))
        return self.filter(lapses_at__lte=now).exclude(looked_at).order_by("lapses_at", "pk")
