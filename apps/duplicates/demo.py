"""A few people of the demonstration are entered twice, as it happens: by a chapter, by a clerk in a hurry, after a
wedding. They have no degree in their second record, so that no class gains a graduate."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from apps.core.lib.dates import PartialDate
from apps.core.registries import demo_steps
from apps.duplicates.actions import scanning
from apps.duplicates.lib.keyboard import NEAR
from apps.duplicates.models import Pair
from apps.records.actions import people
from apps.records.models import Contact, Person, PersonName, Source

NOTE = "จากรายชื่อของชมรม"


@dataclass(frozen=True)
class Double:
    """How somebody comes in for the second time."""

    name: Callable[[PersonName], dict[str, str]]
    birth: Callable[[PartialDate], PartialDate | None]
    shares_contact: bool = False


def register() -> None:
    demo_steps.add("duplicates", seed)


@transaction.atomic
def seed(*, graduates: int | None, seed: int, say: Callable[[str], None]) -> None:
    """Second records, and the pairs that a scan finds in them."""
    if Pair.objects.exists() or Person.objects.filter(note=NOTE).exists():
        return
    doubles = [_enter(person, double) for person, double in zip(_originals(), DOUBLES, strict=False)]
    scanning.look_again([person.pk for person in doubles])
    say("People who are on record twice")


def _originals() -> Iterator[Person]:
    """Graduates with a whole date of birth, a name in both scripts and an e-mail address, from all over."""
    known = Person.objects.filter(
        birth_date__regex=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-2])$",
        names__is_current=True,
        names__reason=PersonName.Reason.FIRST,
        degrees__is_first=True,
        contacts__kind=Contact.Kind.EMAIL,
        account=None,
    ).exclude(names__first_en="")
    keys = list(known.exclude(names__first_th="").order_by("pk").values_list("pk", flat=True).distinct())
    step = max(1, len(keys) // len(DOUBLES))
    yield from Person.objects.filter(pk__in=keys[step // 2 :: step]).order_by("pk")


def _enter(person: Person, double: Double) -> Person:
    name = person.names.get(is_current=True)
    birth = double.birth(person.birth_date) if person.birth_date else None
    second = Person(gender=person.gender, birth_date=birth, note=NOTE)
    second.birth_date_source = Source.CHAPTER if birth else ""
    mail = person.contacts.filter(kind=Contact.Kind.EMAIL).first() if double.shares_contact else None
    contacts = [Contact(kind=mail.kind, value=mail.value, source=Source.CHAPTER)] if mail else []
    return people.add(second, name=PersonName(source=Source.CHAPTER, **double.name(name)), contacts=contacts, by=None)


def _written(name: PersonName, **other: str) -> dict[str, str]:
    parts = ("title_th", "first_th", "last_th", "title_en", "first_en", "last_en")
    return {part: getattr(name, part) for part in parts} | other


def _slipped(name: PersonName) -> dict[str, str]:
    """One letter of the surname was hit beside the right key."""
    last = name.last_th
    at = len(last) // 2
    near = sorted(other for letter, other in NEAR if letter == last[at] and "ก" <= other <= "ฮ")
    return _written(name, last_th=last[:at] + (near[0] if near else "") + last[at + 1 :])


def _as_sent(name: PersonName) -> dict[str, str]:
    """In Latin letters only, spelled another way."""
    spelled = name.first_en.replace("ee", "i").replace("w", "v").replace("th", "t"), name.last_en.replace("oo", "u")
    return {"first_en": spelled[0], "last_en": spelled[1]}


def _swapped(name: PersonName) -> dict[str, str]:
    return {"first_th": name.last_th, "last_th": name.first_th}


def _turned(born: PartialDate) -> PartialDate:
    return PartialDate(born.year, born.day, born.month)


def _same(value: Any) -> Any:
    return value


DOUBLES = (
    Double(_slipped, _same),
    Double(_as_sent, _same),
    Double(_written, _turned, shares_contact=True),
    Double(_swapped, _same),
    Double(lambda name: _written(name, last_th="สุขเกษมสันต์", last_en="Sukkasemsan"), _same, shares_contact=True),
    Double(_written, lambda born: PartialDate(born.year), shares_contact=True),
    Double(_slipped, lambda _born: None, shares_contact=True),
    Double(_written, _same),
)
