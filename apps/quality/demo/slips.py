"""Slips in a few records of the demonstration, so that every worklist of data quality has somebody to show."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from apps.accounts.models import User
from apps.core.actions import rows
from apps.core.lib.dates import PartialDate
from apps.core.models import Tracked
from apps.records.actions import search
from apps.records.models import Address, Contact, Degree, Employment, Person, PersonName

ACTION = "quality.plant_slips"
EACH = 3  # people with a slip of one kind
EVERY = 7  # of the graduates of the newest class without an account, one in so many may have slips


def plant(by: User) -> None:
    """Each slip is a change of a row, written down like any other."""
    strangers = Person.objects.filter(account__isnull=True, degrees__is_first=True, death__isnull=True)
    people = iter(strangers.order_by("-pk").values_list("pk", flat=True)[: EVERY * EACH * 20 : EVERY])
    touched: set[int] = set()
    for row, values in _slips(people):
        person_id: int = row.pk if isinstance(row, Person) else row.person_id  # type: ignore[attr-defined] # facts have one
        rows.change(row, values, by=by, action=ACTION, subject_id=person_id)
        touched.add(person_id)
    search.refresh(touched)


def _slips(people: Iterator[int]) -> Iterator[tuple[Tracked, dict[str, Any]]]:
    for degree in _of(Degree, people, is_first=True):
        yield degree, {"faculty": None}
    for degree in _of(Degree, people, is_first=True):
        yield degree, {"student_id": f"9{degree.student_id}"}
    for degree in _of(Degree, people, is_first=True):
        yield degree, {"entry_year_be": degree.graduation_year_be - 20}
    for name in _of(PersonName, people, is_current=True):
        yield name, {"first_th": f"{name.first_th}a"}
    for name in _of(PersonName, people, is_current=True):
        yield name, {"title_th": "นาย" if name.person.gender == "f" else "นางสาว"}
    for address in _of(Address, people, status="live", province__isnull=False):
        yield address, {"postcode": "10100" if address.province_id != "10" else "90110"}
    for person in Person.objects.filter(pk__in=list(islice(people, EACH))):
        entry = Degree.objects.get(person=person, is_first=True).entry_year_be or 2540
        yield person, {"birth_date": PartialDate(entry - 543 - 9), "birth_date_source": "registrar"}
    shared = "family@alumni.example"
    for email in _of(Contact, people, kind="email", status="live"):
        yield email, {"value": shared}
    for post in _of(Employment, people, is_current=False):
        yield post, {"is_current": True, "valid_to": None}


def _of(model: Any, people: Iterator[int], **conditions: Any) -> list[Any]:
    """A row of each of the next few people who have one."""
    found: list[Any] = []
    while len(found) < EACH:
        person = next(people, None)
        if person is None:
            break
        found += model.objects.filter(person=person, **conditions).order_by("pk")[:1]
    return found
