"""Admissions and what undoes them, a few or hundreds at once, as doors send them: late, twice, out of order, with keys
of other events. The same deed sent again has the same answer and does nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import audit
from apps.events.actions.door import walkins
from apps.events.lib.scanned import code_in
from apps.events.lib.scans import Scan
from apps.events.models import Attendee, CheckIn, Event, Registration
from apps.records.models import Person

CONFIRMED = Registration.State.CONFIRMED


class Outcome(StrEnum):
    """What became of a deed."""

    ADMITTED = "admitted"
    ALREADY = "already"  # let in before, and not again
    DOUBLE = "double"  # let in twice, since the door did not know of the first time
    UNKNOWN = "unknown"  # not of this event
    VOID = "void"  # of this event, without a seat
    PARTY = "party"  # the code of several people: which of them?
    UNDONE = "undone"
    WALKIN = "walkin"
    FULL = "full"  # a walk-in for whom no seat is left


@dataclass(frozen=True)
class Answer:
    """With whom it was about, and the admission that stands where there is another than this."""

    outcome: Outcome
    attendee: Attendee | None = None
    first: CheckIn | None = None
    cancelled: bool = False  # let in although the registration had ended


@dataclass
class _Book:
    """What is known while the deeds of one sending are gone through."""

    event: Event
    device: str
    by: User
    people: dict[int, Attendee]
    rows: dict[UUID, CheckIn]  # by the device's name, of whichever event
    standing: dict[int, CheckIn]
    doubles: dict[int, list[CheckIn]]
    person: Person | None = None  # who walks in
    new: list[CheckIn] = field(default_factory=list)
    undone: list[CheckIn] = field(default_factory=list)
    promoted: list[CheckIn] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)  # attendees who were taken for being inside


@transaction.atomic
def take(
    event: Event, scans: Sequence[Scan], *, device: str, by: User, person: Person | None = None
) -> dict[UUID, Answer]:
    """Does what a door has noted, each deed once, and says what became of it. `person`: who it is that walks in, where
    it is known. Raises ValidationError where they are registered."""
    if any(scan.name or scan.undo for scan in scans):  # seats are taken or given back: the event comes first
        Event.objects.select_for_update().get(pk=event.pk)  # and the same walk-in sent by two connections is one
    scans = _with_keys(event, scans)
    book = _open(event, scans, device=device, by=by)
    book.person = person
    answers = {}
    for scan in scans:
        deed = _walk_in if scan.name else _undo if scan.undo else _admit
        answers[scan.id] = deed(book, scan)
    _write(book)
    return answers


def _with_keys(event: Event, scans: Sequence[Scan]) -> list[Scan]:
    """Codes become the keys of attendees; the code of a whole registration does where it is for one."""
    codes = {scan.id: code_in(scan.code) for scan in scans if scan.code}
    wanted = {code for code in codes.values() if code}
    if not wanted:
        return list(scans)
    mine = Attendee.objects.filter(registration__event=event)
    found = dict(mine.filter(code__in=wanted).values_list("code", "pk"))
    parties: dict[str, list[int]] = {}
    for code, key in mine.filter(registration__code__in=wanted).values_list("registration__code", "pk"):
        parties.setdefault(code, []).append(key)
    found |= {code: keys[0] if len(keys) == 1 else -1 for code, keys in parties.items()}
    return [replace(scan, attendee=found.get(codes.get(scan.id, ""), scan.attendee)) for scan in scans]


def _open(event: Event, scans: Iterable[Scan], *, device: str, by: User) -> _Book:
    """Everything that the deeds are about, locked: two doors that send the same people wait for one another."""
    names = {key for scan in scans for key in (scan.id, scan.undo) if key}
    rows = {row.client_id: row for row in CheckIn.objects.filter(client_id__in=names)}
    keys = {scan.attendee for scan in scans if scan.attendee} | {row.attendee_id for row in rows.values()}
    locked = Attendee.objects.filter(registration__event=event, pk__in=keys).order_by("pk")
    people = {each.pk: each for each in locked.select_for_update(of=("self",)).select_related("registration")}
    # Once the locks are ours: what another door has written meanwhile is seen.
    rows = {row.client_id: row for row in CheckIn.objects.filter(client_id__in=names).select_related("by")}
    standing, doubles = dict[int, CheckIn](), dict[int, list[CheckIn]]()
    held = CheckIn.objects.filter(attendee__in=people, undone_at=None).select_related("by").order_by("at", "pk")
    for found in held:
        row = rows.setdefault(found.client_id, found)
        if row.is_double:
            doubles.setdefault(row.attendee_id, []).append(row)
        else:
            standing[row.attendee_id] = row
    return _Book(event, device, by, people, rows, standing, doubles)


def _admit(book: _Book, scan: Scan) -> Answer:
    if (before := book.rows.get(scan.id)) is not None:
        return _again(book, before)
    if scan.attendee == -1:
        return Answer(Outcome.PARTY)
    attendee = book.people.get(scan.attendee or 0)
    if attendee is None:
        return Answer(Outcome.UNKNOWN)
    first = book.standing.get(attendee.pk)
    has_seat = attendee.registration.state == CONFIRMED and attendee.lapses_at is None
    if not scan.offline and (first is not None or not has_seat):
        return Answer(Outcome.ALREADY if has_seat else Outcome.VOID, attendee, first)
    return _enter(book, scan, attendee, first)


def _enter(book: _Book, scan: Scan, attendee: Attendee, first: CheckIn | None) -> Answer:
    """Somebody was let in, whatever the others knew."""
    is_cancelled = attendee.registration.state != CONFIRMED
    row = CheckIn(
        attendee=attendee,
        at=scan.at,
        by=book.by,
        device=book.device,
        client_id=scan.id,
        offline=scan.offline,
        is_double=first is not None,
    )
    book.new.append(row)
    book.rows[scan.id] = row
    if first is not None:
        book.doubles.setdefault(attendee.pk, []).append(row)
        return Answer(Outcome.DOUBLE, attendee, first, is_cancelled)
    book.standing[attendee.pk] = row
    return Answer(Outcome.ADMITTED, attendee, None, is_cancelled)


def _again(book: _Book, row: CheckIn) -> Answer:
    """A deed that is known already."""
    attendee = book.people.get(row.attendee_id)
    if attendee is None:  # of another event
        return Answer(Outcome.UNKNOWN)
    if row.undone_at is not None:
        return Answer(Outcome.UNDONE, attendee)
    if row.is_double:
        return Answer(Outcome.DOUBLE, attendee, book.standing.get(attendee.pk))
    return Answer(Outcome.ADMITTED, attendee)


def _undo(book: _Book, scan: Scan) -> Answer:
    """What was undone stays in the book; the next of two admissions takes the place of the first."""
    row = book.rows.get(scan.undo) if scan.undo else None
    if row is None or row.attendee_id not in book.people:
        return Answer(Outcome.UNKNOWN)
    attendee = book.people[row.attendee_id]
    if row.undone_at is not None:
        return Answer(Outcome.UNDONE, attendee)
    row.undone_at, row.undone_by = timezone.now(), book.by
    if row.pk:
        book.undone.append(row)
    others = book.doubles.get(attendee.pk, [])
    if row.is_double:
        others.remove(row)
    else:
        del book.standing[attendee.pk]
        if others:
            heir = others.pop(0)
            heir.is_double = False
            book.standing[attendee.pk] = heir
            if heir.pk:
                book.promoted.append(heir)
        else:
            book.gone.add(attendee.pk)
    return Answer(Outcome.UNDONE, attendee)


def _walk_in(book: _Book, scan: Scan) -> Answer:
    if (before := book.rows.get(scan.id)) is not None:
        said = _again(book, before)
        return replace(said, outcome=Outcome.WALKIN) if said.outcome == Outcome.ADMITTED else said
    if book.event.state != Event.State.PUBLISHED and not scan.offline:
        return Answer(Outcome.VOID)
    ticket = book.event.tickets.filter(pk=scan.ticket).first() if scan.ticket else None
    who = walkins.Walkin(scan.name, book.person, ticket, scan.paid_satang)
    try:
        attendee = walkins.seat(book.event, who, beyond=scan.offline or scan.beyond, by=book.by)
    except walkins.Full:
        return Answer(Outcome.FULL)
    row = CheckIn(
        attendee=attendee, at=scan.at, by=book.by, device=book.device, client_id=scan.id, offline=scan.offline
    )
    book.people[attendee.pk], book.rows[scan.id], book.standing[attendee.pk] = attendee, row, row
    book.new.append(row)
    return Answer(Outcome.WALKIN, attendee)


def _write(book: _Book) -> None:
    """What stood before is undone first, so that nobody stands twice at any moment."""
    undone = [_set(book, row, undone_at=row.undone_at, undone_by=book.by) for row in book.undone]
    undone += [_set(book, row, is_double=False) for row in book.promoted]
    CheckIn.objects.bulk_create(book.new, batch_size=500)
    made = [_change(book, row, None, audit.values_of(row)) for row in book.new]
    audit.write(made, action="events.check_in", by=book.by)
    audit.write(undone, action="events.undo_check_in", by=book.by)
    for key in sorted(book.gone - book.standing.keys()):
        walkins.undo(book.people[key].registration, by=book.by)


def _set(book: _Book, row: CheckIn, **values: Any) -> audit.Change:
    before = audit.values_of(CheckIn.objects.get(pk=row.pk))
    row.version, row.updated_at = row.version + 1, timezone.now()
    CheckIn.objects.filter(pk=row.pk).update(version=row.version, updated_at=row.updated_at, **values)
    after = audit.values_of(row)
    names = [name for name in after if after[name] != before[name] and name not in {"version", "updated_at"}]
    return _change(book, row, {name: before[name] for name in names}, {name: after[name] for name in names})


def _change(book: _Book, row: CheckIn, before: audit.Values | None, after: audit.Values) -> audit.Change:
    person_id = book.people[row.attendee_id].registration.person_id
    return audit.Change(audit.table_of(row), str(row.pk), row.version, before, after, person_id)
