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
from apps.mailings.lib.outcome import Fate, Outcome
from apps.mailings.models import Mailing, Message
from apps.mailings.querysets.eligible import Kind, with_reason
from apps.records.models import Person

_PK, _MESSAGE_ID, _ATTEMPT = 2**62 - 57, "<:message-id:>", 32_003  # stand for what changes from message to message


class Claims:
    """The claims of one worker on one mailing, over one database connection."""

    def __init__(self, mailing: Mailing, worker: int) -> None:
        self._worker = worker
        claimed = {"state": "sending", "claimed_at": Now(), "claimed_by": worker, "attempts": F("attempts") + 1}
        named = {_PK: "bigint", _MESSAGE_ID: "text"}
        self._claim = _Statement(_may_go(mailing), claimed | {"message_id": _MESSAGE_ID}, named, "RETURNING attempts")
        mine = Message.objects.filter(pk=_PK, attempts=_ATTEMPT, state__in=["sending", "unconfirmed"])
        sent = {"state": "sent", "sent_at": Now(), "error": ""}
        self._sent = _Statement(mine, sent, {_PK: "bigint", _ATTEMPT: "integer"})

    def forget(self) -> None:
        """The connection stays, for others."""
        with suppress(DatabaseError):  # one that was lost has forgotten them
            self._claim.forget()
            self._sent.forget()

    def step(self, held: Message | None, outcome: Outcome, wanted: int, message_id: str) -> int | None:
        """Closes what is held and claims what is wanted, in one commit. The number of the attempt; None where it must
        not go, or somebody else has it."""
        with transaction.atomic(durable=True):
            if held is not None:
                self._close(held, outcome)
            attempt: int | None = self._claim.run(wanted, message_id)
        return attempt

    def close(self, held: Message, outcome: Outcome) -> None:
        with transaction.atomic(durable=True):
            self._close(held, outcome)

    def attempt_of_mine(self, wanted: int) -> int | None:
        """After the connection was lost at the commit: was it made? The number of the attempt, if it was."""
        mine = Message.objects.filter(pk=wanted, state=Message.State.SENDING, claimed_by=self._worker)
        return mine.values_list("attempts", flat=True).first()

    def _close(self, held: Message, outcome: Outcome) -> None:
        if outcome.fate is Fate.TAKEN:
            self._sent.run(held.pk, held.attempts)
        else:
            ledger.close(held, outcome)


def _may_go(mailing: Mailing) -> QuerySet[Message]:
    kind = Kind(mailing.topic, mailing.sender_key, timezone.localdate())
    people = with_reason(Person.objects.filter(pk=OuterRef("person_id")), kind)
    running = Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.SENDING)
    return Message.objects.filter(
        Exists(running),
        Exists(people.filter(left_out="", mail_address=OuterRef("to"))),
        pk=_PK,
        state=Message.State.QUEUED,
        not_before__lte=Now(),
    )


class _Statement:
    """An update that is put together once and run many times, each time with other values in two places. `places`:
    what stands there in the meantime, and of which type it is."""

    def __init__(self, rows: QuerySet[Message], values: dict[str, Any], places: dict[Any, str], end: str = "") -> None:
        query = rows.query.chain(UpdateQuery)
        query.add_update_values(values)
        sql, params = query.get_compiler(connection=connection).as_sql()
        self._sql, self._params, self._places = f"{sql} {end}", list(params), places
        self._name = f"mailings_{id(self):x}"
        if connection.vendor == "postgresql":
            self._prepare()

    def run(self, *values: Any) -> Any:
        """The first column of what the statement returns, if it changed a row."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"EXECUTE {self._name} (%s, %s)", values)
            else:
                given = dict(zip(self._places, values, strict=True))
                cursor.execute(self._sql, [given.get(each, each) for each in self._params])
            row = cursor.fetchone() if cursor.description else None
            return row[0] if row else None

    def forget(self) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"DEALLOCATE {self._name}")

    def _prepare(self) -> None:
        from psycopg2.extensions import AsIs  # noqa: PLC0415 - there with PostgreSQL alone

        numbers = {place: AsIs(f"${number}") for number, place in enumerate(self._places, start=1)}
        types = ", ".join(self._places.values())
        with connection.cursor() as cursor:
            cursor.execute(
                f"PREPARE {self._name} ({types}) AS {self._sql}", [numbers.get(each, each) for each in self._params]
            )
