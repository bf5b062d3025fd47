"""What is asked and written by a connection of its own while the caller goes on."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Self, TypeVar

from django.db import connection

T = TypeVar("T")


class Aside:
    """Another connection, in a thread of its own. Where the database has one writer, or the caller is inside a
    transaction already, it is the caller's own (`is_own`)."""

    def __init__(self) -> None:
        self.is_own = connection.vendor != "postgresql" or connection.in_atomic_block
        self._pool = None if self.is_own else ThreadPoolExecutor(max_workers=1)
        self._last: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        if self._pool is None:
            return
        try:
            with suppress(*([Exception] if kind else [])):  # the caller has failed already
                self.wait()
        finally:
            self._pool.submit(_leave).result()
            self._pool.shutdown()

    def ask(self, question: Callable[[], T]) -> T:
        return question() if self._pool is None else self._pool.submit(question).result()

    def ahead(self, question: Callable[[], T]) -> Callable[[], T]:
        """Asks and goes on: the answer is had by a call. The caller's own connection is asked at that call."""
        return question if self._pool is None else self._pool.submit(question).result

    def do(self, piece: Callable[[], None]) -> None:
        """Begins with a piece of writing, a transaction of its own, when the one before it is done; if that could not
        be written, it is told now, or when one waits."""
        self.wait()
        if self._pool is None:
            piece()
        else:
            self._last = self._pool.submit(piece)

    def wait(self) -> None:
        last, self._last = self._last, None
        if last is not None:
            last.result()


def _leave() -> None:
    """Ends the connection of the thread that calls this."""
    connection.close()
