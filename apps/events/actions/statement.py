"""The one statement of PostgreSQL by which a registration gets its seats or its place in the queue: it counts, draws
the number and writes the rows, so that the event's row is locked for as short a time as can be.

The conditions stand on the event's own columns alone. Whoever had to wait for the row sees it as it is then (read
committed); a subquery about other tables would be answered as of the statement's beginning."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import Model

from apps.events.models import Attendee, Event, Registration, TicketType


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
    taken = taken + CASE WHEN {fits} THEN %s ELSE 0 END,
    waiting = waiting + CASE WHEN {fits} THEN 0 ELSE 1 END
  WHERE id = %s AND state = 'published' AND (waiting_list OR {fits})
  RETURNING drawn, waiting = 0 AS got, seats - taken AS free
){tickets}, r AS (
  INSERT INTO {registration} ({columns}) SELECT {values} FROM e ON CONFLICT DO NOTHING RETURNING id
), a AS (
  INSERT INTO {attendee} ({attendee_columns})
  SELECT r.id, {attendee_values} FROM r, (VALUES {rows}) AS v ({names}) RETURNING id, position
)
SELECT e.drawn, e.got, e.free, (SELECT id FROM r), {counted}, (SELECT array_agg(id ORDER BY position) FROM a) FROM e
"""
_TICKETS = """, t AS (
  UPDATE {ticket} AS k SET taken = k.taken + w.n FROM e, (VALUES {wanted}) AS w (id, n)
  WHERE e.got AND k.id = w.id AND (k.capacity IS NULL OR k.taken + w.n <= k.capacity) RETURNING k.id
)"""
_FITS = "(waiting = 0 AND (seats IS NULL OR taken + %s <= seats))"
# What depends on whether there were seats.
_DECIDED = {
    "number": "e.drawn",
    "state": "CASE WHEN e.got THEN %s ELSE 'waiting' END",
    "lapses_at": "CASE WHEN e.got THEN %s::timestamptz END",
    "confirmed_at": "CASE WHEN e.got THEN %s::timestamptz END",
}


def enter(
    registration: Registration, attendees: Sequence[Attendee], tickets: Counter[int], *, only_queue: bool
) -> Entered | None:
    """None: full and without a queue, or not published."""
    n = registration.seats
    fits, asked = ("FALSE", []) if only_queue else (_FITS, [n])
    columns, values, given = _columns_of(registration)
    names = [field.column for field in _fields_of(Attendee) if field.column != "registration_id"]
    casts = [f"{_cast(field)}" for field in _fields_of(Attendee) if field.column != "registration_id"]
    wanted = sorted(tickets.items())
    sql = _ENTER.format(
        event=_table(Event),
        registration=_table(Registration),
        attendee=_table(Attendee),
        fits=fits,
        tickets=_TICKETS.format(ticket=_table(TicketType), wanted=", ".join(["(%s, %s)"] * len(wanted)))
        if wanted
        else "",
        columns=", ".join(columns),
        values=", ".join(values),
        attendee_columns=", ".join(["registration_id", *names]),
        attendee_values=", ".join(f"v.{name}::{cast}" for name, cast in zip(names, casts, strict=True)),
        rows=", ".join([f"({', '.join(['%s'] * len(names))})"] * len(attendees)),
        names=", ".join(names),
        counted="(SELECT count(*) FROM t)" if wanted else "0",
    )
    seated = [value for attendee in attendees for value in _values_of(attendee, names)]
    params = [*asked, n, *asked, registration.event_id, *asked, *(each for pair in wanted for each in pair)]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *given, *seated])
        found = cursor.fetchone()
    if found is None:
        return None
    return Entered(*found[:5], attendee_ids=tuple(found[5] or ()))


def _columns_of(row: Registration) -> tuple[list[str], list[str], list[Any]]:
    """Columns, how each is written, and the parameters for those that have one."""
    columns, values, given = [], [], []
    for field in _fields_of(Registration):
        written = _DECIDED.get(field.column, f"%s::{_cast(field)}")
        columns.append(field.column)
        values.append(written)
        if "%s" in written:
            given.append(field.get_db_prep_save(getattr(row, field.attname), connection))
    return columns, values, given


def _values_of(row: Model, names: Sequence[str]) -> list[Any]:
    fields = {field.column: field for field in row._meta.concrete_fields}
    return [fields[name].get_db_prep_save(getattr(row, fields[name].attname), connection) for name in names]


def _fields_of(model: type[Model]) -> list["models.Field[Any, Any]"]:
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def _cast(field: "models.Field[Any, Any]") -> str:
    """The column's type: what stands in VALUES or behind SELECT has none of its own."""
    return str(field.db_type(connection)).replace("serial", "integer")


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
