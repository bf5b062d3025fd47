"""Closes one message of a mailing and claims the next in one commit, if that one may still go: by the conditions of
`querysets.eligible`, asked at this very moment.

Putting the question together takes Django and PostgreSQL longer than answering it does. It is put together once a
batch, and prepared by the database where that is done by hand (SQLite keeps what it has prepared by itself)."""

from contextlib import suppress
from types import TracebackType
from typing import Any

from django.db import Error, connection, transaction
from django.db.models import Exists, Expression, F, Field, OuterRef, QuerySet
from django.db.models.functions import Now
from django.db.models.sql import UpdateQuery

from apps.mailings.actions import ledger
from apps.mailings.lib.mark_folder import Note
from apps.mailings.lib.outcome import NOT_FINISHED, Claim, Fate, Outcome
from apps.mailings.models import Mailing, Message
from apps.mailings.querysets.eligible import Kind, reached_at
from apps.mailings.querysets.marks import database_today
from apps.mailings.querysets.recipients import Recipient
from apps.records.models import Person


class _Place(Expression):
    """Stands for a value that is known only when the statement is made, and by which name it is given then."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(output_field=Field())
        self.name, self.kind = name, kind

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return "%s", [self]


# Of the letter that is wanted, as it was made; and of the message that is held.
_PK, _PERSON, _TO = _Place("pk", "bigint"), _Place("person_id", "bigint"), _Place("to", "text")
_MESSAGE_ID = _Place("message_id", "text")
_HELD_PK, _HELD_ATTEMPT = _Place("held_pk", "bigint"), _Place("held_attempt", "integer")
_PROVIDER_ID = _Place("provider_id", "text")


class Claims:
    """The claims of one worker on one mailing, over one database connection. `held`: the message that is claimed and
    not closed yet; `outcome`: what is known of it."""

    def __init__(self, mailing: Mailing, note: Note) -> None:
        self._mailing, self._note = mailing, note
        self.held: Claim | None = None
        self.outcome = NOT_FINISHED
        self._prepare()

    def __enter__(self) -> "Claims":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Also after a mistake of ours: what is known is written down, what is not is unconfirmed. The connection
        stays, for others."""
        self.close()
        with suppress(Error):  # one that was lost has forgotten them
            for statement in (self._claim, self._sent, self._sent_and_claim):
                statement.forget()

    def take(self, wanted: Recipient, message_id: str) -> bool:
        """Closes what is held and claims what is wanted, in one commit. False where it must not go, somebody else has
        it, or its letter was made for somebody or somewhere else."""
        while True:
            try:
                attempt = self._step(wanted, message_id)
            except ledger.LOST as error:
                self._outlast(error)
            else:
                break
        self.held, self.outcome = None, NOT_FINISHED
        if attempt is None:
            return False
        self.held = Claim(wanted.pk, attempt)
        self._note.write(wanted.pk, attempt)
        return True

    def close(self) -> None:
        """Writes down what is known of the message that is held."""
        if self.held is None:
            return
        try:
            if self.outcome.fate is Fate.TAKEN:
                self._sent.run(**_taken(self.held, self.outcome))
            else:
                ledger.close(self.held, self.outcome)
        except ledger.LOST as error:
            self._outlast(error)
        self.held = None

    def _step(self, wanted: Recipient, message_id: str) -> int | None:
        """The number of the attempt."""
        letter = {"pk": wanted.pk, "person_id": wanted.person_id, "to": wanted.to, "message_id": message_id}
        if self.held is not None and self.outcome.fate is Fate.TAKEN:
            return self._sent_and_claim.run(**letter, **_taken(self.held, self.outcome))
        with transaction.atomic(durable=True):
            if self.held is not None:
                ledger.close(self.held, self.outcome)
            return self._claim.run(**letter)

    def _outlast(self, error: Exception) -> None:
        held, self.held = self.held, None  # whatever comes of it, it is waited for once
        ledger.outlast(error, self._note, held, self.outcome)
        self._prepare()

    def _prepare(self) -> None:
        claimed = {"state": "sending", "claimed_at": Now(), "claimed_by": self._note.worker}
        claimed |= {"attempts": F("attempts") + 1, "message_id": _MESSAGE_ID}
        claim = _updated(_may_go(self._mailing), claimed, "RETURNING attempts")
        mine = Message.objects.filter(pk=_HELD_PK, attempts=_HELD_ATTEMPT, state__in=["sending", "unconfirmed"])
        sent = _updated(mine, {"state": "sent", "sent_at": Now(), "error": "", "provider_id": _PROVIDER_ID})
        self._claim, self._sent, self._sent_and_claim = _Statement(claim), _Statement(sent), _Statement(sent, claim)


def _taken(held: Claim, outcome: Outcome) -> dict[str, Any]:
    return {"held_pk": held.pk, "held_attempt": held.attempts, "provider_id": outcome.provider_id}


def _may_go(mailing: Mailing) -> QuerySet[Message]:
    kind = Kind.of(mailing, database_today())
    people = reached_at(Person.objects.filter(pk=OuterRef("person_id")), kind, OuterRef("to"))
    running = Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.SENDING)
    wanted = Message.objects.filter(pk=_PK, person_id=_PERSON, to=_TO)
    return wanted.filter(Exists(running), Exists(people), state=Message.State.QUEUED, not_before__lte=Now())


def _updated(rows: QuerySet[Message], values: dict[str, Any], end: str = "") -> tuple[str, list[Any]]:
    query: Any = rows.query.chain(UpdateQuery)
    query.add_update_values(values)
    sql, params = query.get_compiler(connection=connection).as_sql()
    return f"{sql} {end}", list(params)


class _Statement:
    """One or two updates that are put together once and made many times, each time together and with other values in
    their places."""

    def __init__(self, *updates: tuple[str, list[Any]]) -> None:
        self._updates, self._cursor = updates, connection.cursor()
        self._name = f"mailings_{id(self):x}"
        places = {each.name: each for _sql, params in updates for each in params if isinstance(each, _Place)}
        self._places = list(places.values())
        self._execute = f"EXECUTE {self._name} ({', '.join(['%s'] * len(places))})"
        if connection.vendor == "postgresql":
            self._prepare()

    def run(self, **values: Any) -> int | None:
        """What the last update returns, if it changed a row."""
        if connection.vendor == "postgresql":
            return self._first(self._execute, [values[place.name] for place in self._places])
        found = None
        with transaction.atomic():
            for sql, params in self._updates:
                found = self._first(sql, [values[each.name] if isinstance(each, _Place) else each for each in params])
        return found

    def forget(self) -> None:
        if connection.vendor == "postgresql":
            self._first(f"DEALLOCATE {self._name}", None)

    def _prepare(self) -> None:
        """Both updates are one statement for PostgreSQL, so that they take one way there and back."""
        from psycopg2.extensions import AsIs  # type: ignore[import-untyped] # noqa: PLC0415 - there with PostgreSQL

        numbers = {place.name: AsIs(f"${number}") for number, place in enumerate(self._places, start=1)}
        *before, (sql, _params) = self._updates
        first = f"WITH before AS ({before[0][0]}) " if before else ""
        given = [each for _sql, params in self._updates for each in params]
        params = [numbers[each.name] if isinstance(each, _Place) else each for each in given]
        kinds = ", ".join(place.kind for place in self._places)
        self._first(f"PREPARE {self._name} ({kinds}) AS {first}{sql}", params)

    def _first(self, sql: str, params: Any) -> int | None:
        self._cursor.execute(sql, params)
        row = self._cursor.fetchone() if self._cursor.description else None
        return row[0] if row else None
