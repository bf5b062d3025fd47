from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from apps.payments.models import Account  # noqa: F401 - a name for the type checker


class AccountQuerySet(models.QuerySet["Account"]):
    """The accounts under which payees are paid."""

    def in_force(self, day: date) -> Self:
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(begun & (Q(valid_to__isnull=True) | Q(valid_to__gte=day)))
