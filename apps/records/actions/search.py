"""Search rows are derived from names, degrees, contacts, addresses, deaths and wishes: whoever changes one of these
calls `refresh` in the same transaction."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from apps.records.lib.search_text import NameParts, row_sort_key, row_text
from apps.records.models import Address, Contact, Death, Degree, DoNotContact, Person, PersonName, SearchRow
from apps.records.querysets import counts

CHUNK = 1000  # people a transaction of `rebuild`, and people a statement
_COLUMNS = ["text", "sort_key", "cohort", "province", "is_graduate", "is_reachable", "is_deceased"]
_PHONES = {Contact.Kind.MOBILE, Contact.Kind.PHONE}
_REACHING = {Contact.Kind.EMAIL, Contact.Kind.LINE, *_PHONES}
_HOME_FIRST = [Address.Kind.CURRENT, Address.Kind.REGISTERED, Address.Kind.WORK]


@dataclass
class _Facts:
    """What is known of one person, as far as lists and searches use it."""

    current: NameParts = field(default_factory=NameParts)
    names: list[NameParts] = field(default_factory=list)
    student_ids: list[str] = field(default_factory=list)
    cohort_id: int | None = None
    is_graduate: bool = False
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    handles: list[str] = field(default_factory=list)
    has_live_contact: bool = False
    provinces: dict[str, str | None] = field(default_factory=dict)  # of live addresses, by their kind
    is_deceased: bool = False
    wants_silence: bool = False

    @property
    def province_id(self) -> str | None:
        return next((self.provinces[kind] for kind in _HOME_FIRST if self.provinces.get(kind)), None)

    @property
    def is_reachable(self) -> bool:
        return (self.has_live_contact or bool(self.provinces)) and not self.is_deceased and not self.wants_silence


@transaction.atomic
def refresh(person_ids: Iterable[int]) -> None:
    """Rewrites the search rows of these people; a constant number of statements for each thousand of them."""
    for chunk in _chunks(sorted(set(person_ids))):
        _write(_rows(_lock(chunk)))
    transaction.on_commit(counts.forget)


def refresh_where_wishes_turn(today: date) -> int:
    """Rewrites the rows of those whose wish not to be contacted began or ended in the week up to `today`; the number
    of people. Run once a day: nobody calls `refresh` when a day has passed."""
    week = today - timedelta(days=7)
    turned = DoNotContact.objects.filter(
        Q(since__gt=week, since__lte=today) | Q(until__gte=week, until__lt=today), channel=DoNotContact.Channel.ALL
    )
    person_ids = set(turned.values_list("person_id", flat=True))
    refresh(person_ids)
    return len(person_ids)


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Rewrites everybody's search row in short transactions; `progress` hears (done, total). The number of people."""
    person_ids = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    done = 0
    for chunk in _chunks(person_ids):
        refresh(chunk)
        done += len(chunk)
        progress(done, len(person_ids))
    return done


def _chunks(person_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (person_ids[start : start + CHUNK] for start in range(0, len(person_ids), CHUNK))


def _lock(person_ids: Iterable[int]) -> list[int]:
    """Those of the people who exist. Two changes to one person wait for each other here, so that the later one reads
    what the earlier one wrote."""
    people = Person.objects.filter(pk__in=person_ids).order_by("pk").select_for_update(no_key=True)
    return list(people.values_list("pk", flat=True))


def _write(rows: Iterable[SearchRow]) -> None:
    SearchRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["person", "tier"], update_fields=_COLUMNS, batch_size=CHUNK
    )


def _rows(person_ids: list[int]) -> Iterator[SearchRow]:
    for person_id, known in _facts(person_ids).items():
        yield SearchRow(
            person_id=person_id,
            tier=SearchRow.Tier.OFFICE,
            text=row_text(
                names=known.names,
                student_ids=known.student_ids,
                phones=known.phones,
                emails=known.emails,
                handles=known.handles,
            ),
            sort_key=row_sort_key(known.current),
            cohort_id=known.cohort_id,
            province_id=known.province_id,
            is_graduate=known.is_graduate,
            is_reachable=known.is_reachable,
            is_deceased=known.is_deceased,
        )


def _facts(person_ids: list[int]) -> dict[int, _Facts]:
    facts = {person_id: _Facts() for person_id in person_ids}
    _read_names(facts)
    _read_degrees(facts)
    _read_contacts(facts)
    addresses = Address.objects.filter(person__in=list(facts), status=Address.Status.LIVE)
    for person_id, kind, province_id in addresses.values_list("person_id", "kind", "province_id"):
        facts[person_id].provinces[kind] = province_id
    deaths = Death.objects.filter(person__in=list(facts), confirmed_at__isnull=False)
    for person_id in deaths.values_list("person_id", flat=True):
        facts[person_id].is_deceased = True
    _read_wishes(facts)
    return facts


def _read_names(facts: dict[int, _Facts]) -> None:
    """The name in use first, then older ones, the newest of them first."""
    names = PersonName.objects.filter(person__in=list(facts)).order_by("-is_current", "-pk")
    for person_id, is_current, *parts in names.values_list("person_id", "is_current", *NameParts._fields):
        name = NameParts(*parts)
        facts[person_id].names.append(name)
        if is_current:
            facts[person_id].current = name


def _read_degrees(facts: dict[int, _Facts]) -> None:
    degrees = Degree.objects.filter(person__in=list(facts)).order_by("-is_first", "pk")
    for person_id, student_id, is_first, cohort_id in degrees.values_list(
        "person_id", "student_id", "is_first", "cohort_id"
    ):
        known = facts[person_id]
        known.student_ids.append(student_id)
        if is_first:
            known.is_graduate, known.cohort_id = True, cohort_id


def _read_contacts(facts: dict[int, _Facts]) -> None:
    """All but those that turned out to be somebody else's; a retired address still finds its owner."""
    contacts = Contact.objects.filter(person__in=list(facts), kind__in=_REACHING).order_by("pk")
    contacts = contacts.exclude(status=Contact.Status.WRONG)
    for person_id, kind, value, status in contacts.values_list("person_id", "kind", "value", "status"):
        known = facts[person_id]
        known.has_live_contact |= status == Contact.Status.LIVE
        if kind == Contact.Kind.EMAIL:
            known.emails.append(value)
        else:
            (known.phones if kind in _PHONES else known.handles).append(value)


def _read_wishes(facts: dict[int, _Facts]) -> None:
    today = timezone.localdate()
    wishes = DoNotContact.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        person__in=list(facts),
        channel=DoNotContact.Channel.ALL,
        since__lte=today,
    )
    for person_id in wishes.values_list("person_id", flat=True):
        facts[person_id].wants_silence = True
