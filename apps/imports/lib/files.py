"""A registrar's file, read in a child process that may take only so much memory and time: whatever the file does to
it, the worker that asked is unharmed. (A subprocess: a worker's process may have no children of another kind.)"""

import json
import marshal
import os
import selectors
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import IO, Any

from .looks import Column, Look, Sheet
from .mapping import Mapping
from .reference import Reference
from .refused import Refused
from .rows import Grade, Problem, Row, Skipped, Warned, Why

__all__ = ["Column", "Look", "Refused", "Sheet", "look", "read"]

MEMORY = 512 * 1024 * 1024  # bytes of address space
PATIENCE = 18.0  # seconds for a look, or for the next rows
_LOOK_SECONDS, _READ_SECONDS = 17, 900  # of processor time
_LARGEST = 200_000_000  # bytes of the file itself
_ROOT = Path(__file__).resolve().parents[3]
_GRADES = {grade.value: grade for grade in Grade}
_WHYS = {why.value: why for why in Why}


def look(path: Path, name: str, reference: Reference | None = None, sheet: str = "") -> Look:
    """What kind of file this is, and which column seems to hold what. `name` is what its sender called it; `sheet` is
    looked at instead of the one that looks most like people. Raises Refused."""
    request = {"what": "look", "sheet": sheet, "seconds": _LOOK_SECONDS}
    with _frames(path, name, reference, request) as frames:
        for frame in frames:
            if frame[0] == "look":
                return Look.from_plain(json.loads(frame[1]))
    raise Refused("is_broken")


def read(path: Path, name: str, mapping: Mapping, reference: Reference) -> Iterator[Row | Skipped | Warned]:
    """Every line of the file in order, each once, and what there is to say about the file as a whole (at any
    place). Raises Refused, also halfway where the file turns out to be broken."""
    request = {"what": "read", "mapping": mapping.to_json(), "seconds": _READ_SECONDS}
    with _frames(path, name, reference, request) as frames:
        for frame in frames:
            if frame[0] == "rows":
                yield from map(_item, frame[1])
            elif frame[0] == "warned":
                yield Warned(**json.loads(frame[1]))
            elif frame[0] == "done":
                return
    raise Refused("is_broken")


def _item(packed: tuple[Any, ...]) -> Row | Skipped:
    if len(packed) == 3:
        number, why, text = packed
        return Skipped(number, _WHYS[why], text)
    number, cells, values, problems, inherited = packed
    told = [Problem(field, code, _GRADES[grade], value, hint) for field, code, grade, value, hint in problems]
    return Row(number, cells, values, told, inherited)


@contextmanager
def _frames(
    path: Path, name: str, reference: Reference | None, request: dict[str, Any]
) -> Iterator[Iterator[tuple[Any, ...]]]:
    if path.stat().st_size > _LARGEST:
        raise Refused("file_too_large", {"limit": str(_LARGEST // 1_000_000)})
    request |= {
        "path": str(path.resolve()),
        "name": name,
        "reference": reference.to_json() if reference else "",
        "memory": MEMORY,
    }
    with tempfile.TemporaryFile() as asked:
        asked.write(json.dumps(request).encode())
        asked.seek(0)
        child = subprocess.Popen(  # our own module, nothing of the file's
            [sys.executable, "-m", "apps.imports.lib.child"],
            stdin=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # may hold pieces of the file
            cwd=_ROOT,
            env=_environment(),
            start_new_session=True,
        )
        try:
            yield _received(child)
        finally:
            child.kill()
            if child.stdout:
                child.stdout.close()
            child.wait()


def _environment() -> dict[str, str]:
    """Nothing of the worker's secrets; one thread's memory for each allocator."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
    return kept | {"PYTHONPATH": str(_ROOT), "MALLOC_ARENA_MAX": "2", "RAYON_NUM_THREADS": "1", "PYTHONUTF8": "1"}


def _received(child: subprocess.Popen[bytes]) -> Iterator[tuple[Any, ...]]:
    """The child's frames. Only the time in which we wait for it counts, not that in which it waits for us."""
    if child.stdout is None:
        raise Refused("is_broken")
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            until = monotonic() + PATIENCE
            head = _exactly(child.stdout, 4, selector, until)
            packed = _exactly(child.stdout, int.from_bytes(head, "big"), selector, until) if head else b""
            if not packed:
                raise Refused("needs_too_much")  # killed by a limit before it could say anything
            frame: tuple[Any, ...] = marshal.loads(packed)  # noqa: S302 # written by our own child
            if frame[0] == "refused":
                raise Refused(frame[1], frame[2])
            yield frame


def _exactly(pipe: IO[bytes], size: int, selector: selectors.BaseSelector, until: float) -> bytes:
    """That many bytes; fewer where the pipe ends. Raises Refused where they do not come in time."""
    pieces, left = [], size
    while left > 0:
        if not selector.select(max(0.0, until - monotonic())):
            raise Refused("takes_too_long")
        piece = os.read(pipe.fileno(), min(left, 1 << 20))
        if not piece:
            return b""
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
