"""To whom the organisers of an event write, and who is left out, and why."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.accounts.models import User
from apps.events.models import Announcement, CheckIn, Event, Registration
from apps.records.models import Contact, Death, Person
from apps.records.querysets.restrictions import left_alone_among
from apps.records.querysets.wishes import not_to_be_mailed

Audience = Announcement.Audience
_STATES: dict[str, list[str]] = {
    Audience.ALL: ["waiting", "offered", "asked", "paying", "confirmed"],
    Audience.CONFIRMED: ["confirmed"],
    Audience.WAITING: ["waiting", "offered"],
    Audience.CAME: ["confirmed"],
}


@dataclass
class Addressees:
    """Addresses by the language in which they are written to, each once, with the key of the person (None: an account
    without a record); how many are left out, and why."""

    by_language: dict[str, list[tuple[str, int | None]]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def number(self) -> int:
        return sum(len(addresses) for addresses in self.by_language.values())


# Why somebody gets no message; the words are in reports.messages.
NO_ADDRESS, SILENT, UNWILLING, TWICE = "no_address", "silent", "unwilling", "twice"


def registrations_for(event: Event, audience: str) -> QuerySet[Registration]:
    """Whom an audience means."""
    rows = Registration.objects.filter(event=event, state__in=_STATES[audience])
    if audience == Audience.CAME:
        rows = rows.filter(Exists(CheckIn.objects.filter(attendee__registration=OuterRef("pk"), undone_at=None)))
    return rows.select_related("account", "person__account").order_by("number")


def addressees(event: Event, audience: str, today: date) -> Addressees:
    """Whoever is registered is written to about the event, whatever else they do not want by mail; once it is over
    and they came, a wish not to be mailed holds again."""
    rows = list(registrations_for(event, audience))
    people = {row.person_id for row in rows if row.person_id}
    silent = silent_among(people)
    unwilling = _unwilling(people, today) if audience == Audience.CAME else set()
    addresses = addresses_of(rows)
    found, seen = Addressees(), set[str]()
    for row in rows:
        address = addresses.get(row.pk, "")
        if row.person_id in silent:
            found.left_out[SILENT] += 1
        elif row.person_id in unwilling:
            found.left_out[UNWILLING] += 1
        elif not address:
            found.left_out[NO_ADDRESS] += 1
        elif address in seen:
            found.left_out[TWICE] += 1
        else:
            seen.add(address)
            found.by_language.setdefault(language_of(row), []).append((address, row.person_id))
    return found


def account_of(row: Registration) -> User | None:
    """Their account, also where it is younger than the registration."""
    return row.account or (row.person.account if row.person else None)


def language_of(row: Registration) -> str:
    account = account_of(row)
    return account.language if account else row.language


def addresses_of(rows: Collection[Registration]) -> dict[int, str]:
    """Where each is written to, by the registration's key: the account's address, else the first live one of the
    record; nowhere where the account is closed."""
    on_file = _on_file({row.person_id for row in rows if row.person_id})
    found = {}
    for row in rows:
        account, address = account_of(row), on_file.get(row.person_id or 0, "")
        if account is not None:
            address = str(account.email or address) if account.is_active else ""
        if address:
            found[row.pk] = address
    return found


def silent_among(people: set[int]) -> set[int]:
    """Those of them who have died, or asked that nothing be done with their data: nobody is to write to them."""
    return left_alone_among(people) | _dead(people)


def is_silent(person_id: int | None) -> bool:
    return person_id is not None and bool(silent_among({person_id}))


def _on_file(people: set[int]) -> dict[int, str]:
    """The address that the registry uses first."""
    live = Contact.objects.filter(person__in=people, kind=Contact.Kind.EMAIL, status=Contact.Status.LIVE)
    return dict(live.order_by("is_primary", "-pk").values_list("person", "value"))


def _dead(people: set[int]) -> set[int]:
    rows = Death.objects.filter(person__in=people, confirmed_at__isnull=False)
    return set(rows.values_list("person", flat=True))


def _unwilling(people: set[int], today: date) -> set[int]:
    return set(Person.objects.filter(Q(pk__in=people) & not_to_be_mailed(today)).values_list("pk", flat=True))
