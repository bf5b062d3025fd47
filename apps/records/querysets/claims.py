"""Claims that wait, and whom a claim fits."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from apps.core.lib.emails import EmailError, normalise_email
from apps.records.lib.claimed_birth import readings
from apps.records.lib.claimed_name import folded_name, spellings
from apps.records.lib.search_text import NameParts

if TYPE_CHECKING:
    from apps.core.lib.dates import PartialDate
    from apps.records.models import Claim, Contact, Person  # noqa: F401 - names for the type checker


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims of records."""

    def waiting(self) -> Self:
        """Those that the office has to decide on; who has waited longest first."""
        return self.filter(state="open").order_by("updated_at", "pk")

    def objections(self, person: "Person") -> Self:
        """What those who read this person's mail have said against a claim, and nobody has decided yet."""
        return self.filter(kind="object", person=person, state__in=["open", "asked"])

    def since(self, moment: datetime) -> Self:
        return self.filter(created_at__gt=moment)


@dataclass(frozen=True)
class Typed:
    """What somebody says of themself: a name and a year of graduation (B.E.), or a student id; and when born."""

    name: str = ""
    year_be: int | None = None
    student_id: str = ""
    birth_date: "PartialDate | None" = None

    @property
    def target(self) -> str:
        """Whom it is about, however it is spelt: what guesses are counted by."""
        return self.student_id or f"{folded_name(self.name)} {self.year_be}"


def fitting(typed: Typed) -> "list[Person]":
    """Everybody whom the words fit: the name, in use or former, in either script; the year of graduation; the day of
    birth as exactly as it is recorded. Nobody without a day of birth on both sides."""
    from apps.records.models import Person  # noqa: PLC0415 - the models import this module

    if typed.birth_date is None:
        return []
    born = Person.objects.filter(birth_date__in=readings(typed.birth_date)).select_related("death")
    if typed.student_id:
        return list(born.filter(degrees__student_id=typed.student_id).distinct())
    return _called(typed.name, born.filter(_graduated(typed.year_be)).distinct())


def mail_contacts(person: "Person") -> "list[Contact]":
    """The e-mail addresses at which a person can be reached, the one used first and the ones confirmed last before the
    others. What an old file called an address may be anything, so some are none."""
    from apps.records.models import Contact  # noqa: PLC0415 - the models import this module

    live = Contact.objects.filter(person=person, kind=Contact.Kind.EMAIL, status=Contact.Status.LIVE)
    order = ("-is_primary", F("confirmed_at").desc(nulls_last=True), "-pk")
    return [contact for contact in live.order_by(*order) if _is_address(contact.value)]


def text_contacts(person: "Person") -> "list[Contact]":
    """The Thai mobile numbers that take a code, in the same order. One that several people have proves nothing."""
    from apps.records.models import Contact  # noqa: PLC0415 - the models import this module

    mobiles = Contact.objects.filter(kind=Contact.Kind.MOBILE, status=Contact.Status.LIVE)
    live = mobiles.filter(person=person, value__startswith="+66")
    shared = mobiles.exclude(person=person).filter(value=OuterRef("value"))
    order = ("-is_primary", F("confirmed_at").desc(nulls_last=True), "-pk")
    return list(live.exclude(Exists(shared)).order_by(*order))


def _is_address(text: str) -> bool:
    try:
        return bool(normalise_email(text))
    except EmailError:
        return False


def _graduated(year_be: int | None) -> Q:
    """In the academic year that was typed, or the one before: many remember the calendar year of the ceremony."""
    years = [year_be, year_be - 1] if year_be else []
    return Q(degrees__graduation_year_be__in=years, degrees__status="conferred")


def _called(name: str, people: "QuerySet[Person]") -> "list[Person]":
    from apps.records.models import PersonName  # noqa: PLC0415 - the models import this module

    found = {person.pk: person for person in people}
    typed = folded_name(name)
    names = PersonName.objects.filter(person__in=list(found)).values_list("person_id", *NameParts._fields)
    fit = {person_id for person_id, *parts in names if typed and typed in spellings(NameParts(*parts))}
    return [found[person_id] for person_id in sorted(fit)]
