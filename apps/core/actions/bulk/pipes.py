"""Statements on their way into PostgreSQL while the caller prepares the next ones."""

import sys
import tempfile
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from typing import IO, Any, Self

from django.db import connection

Params = tuple[Any, ...] | None
_IN_MEMORY = 1 << 25  # bytes that may wait; what is more waits in files
_PIECE = 1 << 26
_TURN = 0.0005  # seconds that one thread works while another waits for its turn; Python's own 0.005 are often too many


class Pipe:
    """Sends by a thread of its own while the caller works: the database is busy on one core and the caller on the
    other, however much one of them is ahead. Between `send` and `wait` the caller leaves the connection alone. Where
    the database is a part of this process everything is written at once."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1) if connection.vendor == "postgresql" else None
        self._taken: list[tuple[str, IO[bytes] | Params]] = []
        self._size = 0  # bytes that were taken and stay in memory
        self._sent: deque[tuple[Future[None], int]] = deque()
        self._turn = sys.getswitchinterval()

    def __enter__(self) -> Self:
        """The thread that sends waits for its turn after each answer of the database, which is idle meanwhile."""
        sys.setswitchinterval(_TURN)
        return self

    def __exit__(self, *error: object) -> None:
        sys.setswitchinterval(self._turn)
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def take(self, statement: str, data: bytes) -> None:
        """Lines for a COPY."""
        if self._size + sum(size for _, size in self._sent) + len(data) > _IN_MEMORY:
            file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it is sent
            file.write(data)
            file.seek(0)
        else:
            file = BytesIO(data)
            self._size += len(data)
        self._taken.append((statement, file))

    def execute(self, statement: str, params: Params = None) -> None:
        """A statement whose answer nobody needs, in its turn."""
        if self._pool is not None:
            self._taken.append((statement, params))
            return
        with connection.cursor() as cursor:
            cursor.execute(statement, params)

    def send(self) -> None:
        """Begins to send what was taken, after what went before; raises what the database has had against that."""
        while self._sent and self._sent[0][0].done():
            self._end_one()
        if self._pool is not None and self._taken:
            sent = self._pool.submit(_send, connection.connection, self._taken)
            self._sent.append((sent, self._size))
            self._taken, self._size = [], 0

    def wait(self) -> None:
        """Comes back when everything that was sent is written; raises what the database has against it."""
        while self._sent:
            self._end_one()

    def _end_one(self) -> None:
        sent, _size = self._sent.popleft()
        with connection.wrap_database_errors:
            sent.result()


def _send(raw: Any, batch: list[tuple[str, IO[bytes] | Params]]) -> None:
    with raw.cursor() as cursor:
        for statement, given in batch:
            if given is None or isinstance(given, tuple):
                cursor.execute(statement, given)
            else:
                with given:
                    copy(cursor, statement, given)


def copy(cursor: Any, statement: str, file: IO[bytes]) -> None:
    """All of it in one piece: for each piece the thread that sends would wait until the one that works lets it on."""
    cursor.copy_expert(statement, file, size=_PIECE)
