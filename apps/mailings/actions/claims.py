"""Closes one message of a mailing and claims the next in one commit, if that one may still go: by the conditions of
`querysets.eligible`, asked at this very moment.

Putting the question together takes Django and PostgreSQL longer than answering it does. It is put together once a
batch, and prepared by the database where that is done by hand (SQLite keeps what it has prepared by itself)."""

from contextlib import suppress
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Now
from django.db.models.sql import UpdateQuery
from django.utils import timezone

from apps.mailings.actions import ledger
from apps.mailings.lib.outcome import Claim, Fate, Outcome
from apps.mailings.models import Mailing, Message
from apps.mailings.querysets.eligible import Kind, reached_at
from apps.records.models import Person

_PK, _MESSAGE_ID = 2**62 - 57, "<:message-id:>"  # stand for what is wanted, until it is known
_HELD_PK, _HELD_ATTEMPT, _PROVIDER_ID = 2**62 - 58, 32_003, "<:provider-id:>"  # and for what is held
_WANTED = {_PK: "bigint", _MESSAGE_ID: "text"}
_HELD = {_PROVIDER_ID: "text", _HELD_PK: "bigint", _HELD_ATTEMPT: "integer"}


class Claims:
    """The claims of one worker on one mailing, over one database connection."""

    def __init__(self, mailing: Mailing, worker: int) -> None:
        self._worker = worker
        claimed = {"state": "sending", "claimed_at": Now(), "claimed_by": worker, "attempts": F("attempts") + 1}
        claim = _updated(_may_go(mailing), claimed | {"message_id": _MESSAGE_ID}, "RETURNING attempts")
        mine = Message.objects.filter(pk=_HELD_PK, attempts=_HELD_ATTEMPT, state__in=["sending", "unconfirmed"])
        sent = _updated(mine, {"state": "sent", "sent_at": Now(), "error": "", "provider_id": _PROVIDER_ID})
        self._claim, self._sent = _Statement([claim], _WANTED), _Statement([sent], _HELD)
        self._sent_and_claim = _Statement([sent, claim], _HELD | _WANTED)

    def forget(self) -> None:
        """The connection stays, for others."""
        with suppress(DatabaseError):  # one that was lost has forgotten them
            for statement in (self._claim, self._sent, self._sent_and_claim):
                statement.forget()

    def step(self, held: Claim | None, outcome: Outcome, wanted: int, message_id: str) -> int | None:
        """Closes what is held and claims what is wanted, in one commit. The number of the attempt; None where it must
        not go, or somebody else has it."""
        if held is not None and outcome.fate is Fate.TAKEN:
            return self._sent_and_claim.run(outcome.provider_id, held.pk, held.attempts, wanted, message_id)
        with transaction.atomic(durable=True):
            if held is not None:
                ledger.close(held, outcome)
            return self._claim.run(wanted, message_id)

    def close(self, held: Claim, outcome: Outcome) -> None:
        if outcome.fate is Fate.TAKEN:
            self._sent.run(outcome.provider_id, held.pk, held.attempts)
        else:
            ledger.close(held, outcome)

    def attempt_of_mine(self, wanted: int) -> int | None:
        """After the connection was lost at the commit: was it made? The number of the attempt, if it was."""
        mine = Message.objects.filter(pk=wanted, state=Message.State.SENDING, claimed_by=self._worker)
        return mine.values_list("attempts", flat=True).first()


def _may_go(mailing: Mailing) -> QuerySet[Message]:
    kind = Kind.of(mailing, timezone.localdate())
    people = reached_at(Person.objects.filter(pk=OuterRef("person_id")), kind, OuterRef("to"))
    running = Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.SENDING)
    return Message.objects.filter(
        Exists(running), Exists(people), pk=_PK, state=Message.State.QUEUED, not_before__lte=Now()
    )


def _updated(rows: QuerySet[Message], values: dict[str, Any], end: str = "") -> tuple[str, list[Any]]:
    query: Any = rows.query.chain(UpdateQuery)
    query.add_update_values(values)
    sql, params = query.get_compiler(connection=connection).as_sql()
    return f"{sql} {end}", list(params)


class _Statement:
    """One or two updates that are put together once and made many times, each time together and with other values in
    the places (what stands there until then, and of which type it is)."""

    def __init__(self, updates: list[tuple[str, list[Any]]], places: dict[Any, str]) -> None:
        self._updates, self._places, self._cursor = updates, places, connection.cursor()
        self._name = f"mailings_{id(self):x}"
        self._execute = f"EXECUTE {self._name} ({', '.join(['%s'] * len(places))})"
        if connection.vendor == "postgresql":
            self._prepare()

    def run(self, *values: Any) -> int | None:
        """What the last update returns, if it changed a row."""
        if connection.vendor == "postgresql":
            return self._first(self._execute, values)
        given, found = dict(zip(self._places, values, strict=True)), None
        with transaction.atomic():
            for sql, params in self._updates:
                found = self._first(sql, [given.get(each, each) for each in params])
        return found

    def forget(self) -> None:
        if connection.vendor == "postgresql":
            self._first(f"DEALLOCATE {self._name}", None)

    def _prepare(self) -> None:
        """Both updates are one statement for PostgreSQL, so that they take one way there and back."""
        from psycopg2.extensions import AsIs  # type: ignore[import-untyped] # noqa: PLC0415 - there with PostgreSQL

        numbers = {place: AsIs(f"${number}") for number, place in enumerate(self._places, start=1)}
        *before, (sql, _params) = self._updates
        first = f"WITH before AS ({before[0][0]}) " if before else ""
        params = [numbers.get(each, each) for _sql, params in self._updates for each in params]
        self._first(f"PREPARE {self._name} ({', '.join(self._places.values())}) AS {first}{sql}", params)

    def _first(self, sql: str, params: Any) -> int | None:
        self._cursor.execute(sql, params)
        row = self._cursor.fetchone() if self._cursor.description else None
        return row[0] if row else None
