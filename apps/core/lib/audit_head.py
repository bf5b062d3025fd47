"""The head of the audit chain, written to a file outside the database after every seal: whoever cuts, restores or
rewrites the database cannot make this file agree with it. One line of JSON a seal, the newest last."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path

TAIL = 8192  # bytes; a line has about 170


@dataclass(frozen=True)
class Head:
    """A seal as the outside remembers it: its number, its digest, how many rows it closed, and when (ISO, UTC)."""

    number: int
    digest: str
    rows: int
    sealed_at: str

    def __str__(self) -> str:
        return json.dumps(asdict(self))


class HeadFile:
    """The file of all heads. Only appended to; a line that was torn by a crash is passed over."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        return self.path.exists()

    def size(self) -> int:
        return self.path.stat().st_size if self.exists() else 0

    def last(self) -> Head | None:
        if not self.exists():
            return None
        with self.path.open("rb") as file:
            file.seek(max(0, self.size() - TAIL))
            heads = [head for line in file.read().splitlines() if (head := _parse(line))]
        return heads[-1] if heads else None

    def read(self, size: int) -> Iterator[Head]:
        """The heads within the first `size` bytes, oldest first, one at a time."""
        with self.path.open("rb") as file:
            for line in takewhile(lambda _line: file.tell() <= size, iter(file.readline, b"")):
                if head := _parse(line):
                    yield head

    def append(self, head: Head) -> None:
        """Returns when the line has reached the disk."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab+") as file:
            file.write(f"{self._line_break(file.tell())}{head}\n".encode())
            file.flush()
            os.fsync(file.fileno())

    def set_aside(self, now: datetime) -> None:
        """Gives the file another name, under which it is kept; the next head begins a new file."""
        if self.exists():
            self.path.rename(self.path.with_name(f"{self.path.name}.until-{now.astimezone(UTC):%Y%m%dT%H%M%S%f}"))

    @contextmanager
    def locked(self, *, wait: bool) -> Iterator[bool]:
        """Holds the file against every other process of this machine; False where `wait` is off and it is taken."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_name(f"{self.path.name}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def _line_break(self, position: int) -> str:
        """What a torn last line still lacks."""
        if not position:
            return ""
        with self.path.open("rb") as file:
            file.seek(position - 1)
            return "" if file.read(1) == b"\n" else "\n"


def _parse(line: bytes) -> Head | None:
    try:
        values = json.loads(line)
        return Head(int(values["number"]), str(values["digest"]), int(values["rows"]), str(values["sealed_at"]))
    except (ValueError, TypeError, KeyError):
        return None
