"""What is remembered of the mail ledger outside its database, in a folder that its workers share: how far it had come,
and which message each worker holds. A database that knows less was restored from a backup."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Held:
    """A worker's newest claim. `is_alive`: the process that wrote it still runs (on this machine)."""

    path: Path
    worker: int
    message_id: int
    attempt: int
    is_alive: bool


class Note:
    """The file of one worker, locked for as long as its process lives. Written at each claim, before the mail server
    hears of the message; a killed process leaves it behind."""

    def __init__(self, path: Path, worker: int) -> None:
        self.path, self.worker = path, worker
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def write(self, message_id: int, attempt: int) -> None:
        os.pwrite(self._file, b"%20d %10d" % (message_id, attempt), 0)

    def close(self) -> None:
        """The worker leaves in good order."""
        self.path.unlink(missing_ok=True)
        os.close(self._file)


class MarkFolder:
    """The folder of one database."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def number(self) -> int | None:
        """How far the database had come; None where nothing is remembered of it."""
        try:
            return int((self.path / "number").read_text())
        except (OSError, ValueError):
            return None

    def raise_to(self, number: int) -> None:
        """Returns when it has reached the disk."""
        with self.locked():
            if (self.number() or -1) < number:
                self._write(number)

    def set_to(self, number: int) -> None:
        """A person has confirmed that the database is right: what was remembered of it is forgotten."""
        with self.locked():
            self._write(number)
            for held in self._held():
                if not held.is_alive:
                    held.path.unlink(missing_ok=True)

    def note(self, worker: int) -> Note:
        with self.locked():  # between its making and its lock nobody takes the worker for dead
            return Note(self.path / f"worker-{worker}", worker)

    def held(self) -> list[Held]:
        """What each worker holds, the dead ones' too."""
        with self.locked():
            return self._held()

    def _held(self) -> list[Held]:
        return [held for path in sorted(self.path.glob("worker-*")) if (held := _read(path))]

    @contextmanager
    def locked(self) -> Iterator[None]:
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _write(self, number: int) -> None:
        new = self.path / "number.new"
        with new.open("w") as file:
            file.write(str(number))
            file.flush()
            os.fsync(file.fileno())
        new.rename(self.path / "number")


def _read(path: Path) -> Held | None:
    with suppress(OSError, ValueError), path.open("rb+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_alive = False
        except BlockingIOError:
            is_alive = True
        said = file.read().split() or [b"0", b"0"]
        return Held(path, int(path.name.partition("-")[2]), int(said[0]), int(said[1]), is_alive)
    return None
