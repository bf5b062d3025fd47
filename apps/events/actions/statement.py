"""The one statement of PostgreSQL by which a registration gets its seats or its place in the queue: it counts, draws
the number and writes the rows, so that the event's row is locked for as short a time as can be.

The conditions stand on the event's own columns alone. Whoever had to wait for the row sees it as it is then (read
committed); a subquery about other tables would be answered as of the statement's beginning."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models import Model

from apps.events.models import Attendee, Event, EventLetter, Registration, TicketType


@dataclass(frozen=True)
class Entered:
    """What the statement found and did."""

    number: int
    got: bool  # seats, not a place in the queue
    free: int | None  # seats after it
    registration_id: int | None  # None: this person has a registration already
    tickets: int  # how many kinds of tickets could be counted in
    attendee_ids: tuple[int, ...]


_ENTER = """
WITH e AS (
  UPDATE {event} SET drawn = drawn + 1,
    taken = taken + CASE WHEN {fits} THEN %(seats)s ELSE 0 END,
    waiting = waiting + CASE WHEN {fits} THEN 0 ELSE 1 END
  WHERE id = %(event_id)s AND state = 'published' AND (waiting_list OR {fits})
  RETURNING drawn, waiting = 0 AS got, seats - taken AS free
){tickets}, r AS (
  INSERT INTO {registration} ({columns}) SELECT {values} FROM e ON CONFLICT DO NOTHING RETURNING id, state, created_at
), a AS (
  INSERT INTO {attendee} (registration_id, {attendee_columns})
  SELECT r.id, {attendee_values} FROM r, (VALUES {rows}) AS v ({attendee_columns}) RETURNING id, position
), l AS (
  INSERT INTO {letter} (registration_id, kind, sequence, noted_at)
  SELECT r.id, k.kind, 1, r.created_at
  FROM r, (VALUES (%(state)s, %(letter)s), ('waiting', 'waiting')) AS k (state, kind)
  WHERE k.state = r.state AND k.kind <> ''
)
SELECT e.drawn, e.got, e.free, (SELECT id FROM r), {counted}, (SELECT array_agg(id ORDER BY position) FROM a) FROM e
"""
_TICKETS = """, t AS (
  UPDATE {ticket} AS k SET taken = k.taken + w.n FROM e, (VALUES {wanted}) AS w (id, n)
  WHERE e.got AND k.id = w.id AND (k.capacity IS NULL OR k.taken + w.n <= k.capacity) RETURNING k.id
)"""
_FITS = "(waiting = 0 AND (seats IS NULL OR taken + %(seats)s <= seats))"
# What depends on whether there were seats.
_DECIDED = {
    "number": "e.drawn",
    "state": "CASE WHEN e.got THEN %(state)s ELSE 'waiting' END",
    "lapses_at": "CASE WHEN e.got THEN %(lapses_at)s::timestamptz END",
    "confirmed_at": "CASE WHEN e.got THEN %(confirmed_at)s::timestamptz END",
}


def enter(
    registration: Registration,
    attendees: Sequence[Attendee],
    tickets: Counter[int],
    *,
    letter: str,
    only_queue: bool,
) -> Entered | None:
    """`letter`: the kind of mail that is due where there are seats ("" for none). None: full and without a queue, or
    not published."""
    params = {"letter": letter, **_values_of(registration)}
    for number, (key, wanted) in enumerate(sorted(tickets.items())):
        params |= {f"ticket_{number}": key, f"wanted_{number}": wanted}
    for number, attendee in enumerate(attendees):
        params |= {f"{column}_{number}": value for column, value in _values_of(attendee).items()}
    with connection.cursor() as cursor:
        cursor.execute(_text(len(attendees), len(tickets), only_queue), params)
        found = cursor.fetchone()
    if found is None:
        return None
    number, got, free, key, counted, attendee_ids = found
    return Entered(number, got, free, key, counted, tuple(attendee_ids or ()))


@cache
def _text(attendees: int, kinds: int, only_queue: bool) -> str:
    """The statement for so many attendees with so many kinds of tickets."""
    seated = [field for field in _fields_of(Attendee) if field.column != "registration_id"]
    wanted = ", ".join(f"(%(ticket_{number})s, %(wanted_{number})s)" for number in range(kinds))
    tickets = _TICKETS.format(ticket=_table(TicketType), wanted=wanted)
    rows = (", ".join(f"%({field.column}_{number})s" for field in seated) for number in range(attendees))
    return _ENTER.format(
        event=_table(Event),
        registration=_table(Registration),
        attendee=_table(Attendee),
        letter=_table(EventLetter),
        fits="FALSE" if only_queue else _FITS,
        tickets=tickets if kinds else "",
        columns=", ".join(_column(field) for field in _fields_of(Registration)),
        values=", ".join(
            _DECIDED.get(_column(field), f"%({_column(field)})s::{_type(field)}") for field in _fields_of(Registration)
        ),
        attendee_columns=", ".join(_column(field) for field in seated),
        attendee_values=", ".join(f"v.{field.column}::{_type(field)}" for field in seated),
        rows=", ".join(f"({row})" for row in rows),
        counted="(SELECT count(*) FROM t)" if kinds else "0",
    )


def _values_of(row: Model) -> dict[str, Any]:
    """By their columns, which are the parameters' names."""
    fields = _fields_of(type(row))
    return {_column(field): field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields}


def _fields_of(model: type[Model]) -> list["models.Field[Any, Any]"]:
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def _column(field: "models.Field[Any, Any]") -> str:
    return str(field.column)


def _type(field: "models.Field[Any, Any]") -> str:
    """The column's: what stands in VALUES or behind SELECT has none of its own."""
    return str(field.db_type(connection))


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
