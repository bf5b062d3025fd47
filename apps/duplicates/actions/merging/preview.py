"""What a merge would make: it is done, read and taken back, so that the screen shows nothing but what will be."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.records.models import Address, Contact, Degree, Employment, Person, PersonName

from .deciding import Choices
from .joining import Plan, Refused, carry_out
from .moving import Clash


@dataclass(frozen=True)
class Result:
    """The record as it will be; or why it cannot be, in `refused` or `clashing`."""

    person: Person | None = None
    names: list[PersonName] = field(default_factory=list)
    degrees: list[Degree] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    employments: list[Employment] = field(default_factory=list)
    refused: list[Any] = field(default_factory=list)
    clashing: list[Any] = field(default_factory=list)
    folded: int = 0

    @property
    def can_be(self) -> bool:
        return not self.refused and not self.clashing


def preview(kept: Person, gone: Person, plan: Plan, *, by: User, choices: Choices) -> Result:
    """Writes nothing."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                _before, into = carry_out(Person.objects.get(pk=kept.pk), gone, plan, by=by, choices=choices)
                result = _read(kept.pk, folded=len(into))
        except Refused as error:
            result = Result(refused=error.reasons)
        except Clash as error:
            result = Result(clashing=error.rows)
        transaction.set_rollback(True)
    return result


def _read(person_id: int, *, folded: int) -> Result:
    names = PersonName.objects.filter(person=person_id).order_by("-is_current", "-pk")
    degrees = Degree.objects.filter(person=person_id).select_related("faculty", "cohort", "title", "campus")
    addresses = Address.objects.filter(person=person_id).select_related("province", "country")
    person = Person.objects.select_related("account", "nationality", "home_province", "death").get(pk=person_id)
    return Result(
        person=person,
        names=list(names),
        degrees=list(degrees.order_by("-is_first", "graduation_year_be", "pk")),
        contacts=list(Contact.objects.filter(person=person_id).order_by("status", "kind", "-is_primary", "value")),
        addresses=list(addresses.order_by("status", "kind")),
        employments=list(Employment.objects.filter(person=person_id).order_by("-is_current", "-pk")),
        folded=folded,
    )
