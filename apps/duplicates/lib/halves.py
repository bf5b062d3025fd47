"""Tasks done by two processes: this one and a copy of it, which sees what this one has read and needs not be told.
Each takes the next task when it is through with one. A copy that dies leaves its tasks to this process."""

import os
import pickle
import select
import signal
from collections.abc import Callable, Iterator
from typing import NoReturn, TypeVar

Result = TypeVar("Result")
Beat = Callable[[], None]
Work = Callable[[int, Beat], Result]

_SECONDS = 2  # between two signs of life while the other process is waited for
MOST_TASKS = 256  # each is one byte in a pipe


def cores() -> int:
    """Those that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def alone(number: int, work: Work[Result], beat: Beat) -> Iterator[Result]:
    """What `work` makes of each task."""
    for task in range(number):
        yield work(task, beat)


def both(number: int, work: Work[Result], beat: Beat) -> Iterator[Result]:
    """The same by two processes. `work` must not touch what a copy may not share: connections, files. `beat` is
    called in this process alone; what it raises ends both."""
    if number > MOST_TASKS:
        raise ValueError(number)
    tasks, fill = os.pipe()
    os.write(fill, bytes(range(number)))
    os.close(fill)
    answer, tell = os.pipe()
    copy = os.fork()
    if not copy:
        os.close(answer)
        _in_the_copy(tasks, tell, work)
    os.close(tell)
    done: set[int] = set()
    try:
        for task in _taken(tasks):
            done.add(task)
            yield work(task, beat)
        made: dict[int, Result] = _received(answer, beat)
        done |= made.keys()
        yield from made.values()
    finally:
        os.close(tasks)
        os.close(answer)
        os.kill(copy, signal.SIGKILL)  # it has told all, or is not wanted any more
        os.waitpid(copy, 0)
    for task in sorted(set(range(number)) - done):
        yield work(task, beat)


def _taken(tasks: int) -> Iterator[int]:
    while task := os.read(tasks, 1):
        yield task[0]


def _received(answer: int, beat: Beat) -> dict[int, Result]:
    """What the copy has made; nothing if it died."""
    pieces = []
    while True:
        if not select.select([answer], [], [], _SECONDS)[0]:
            beat()
        elif piece := os.read(answer, 1 << 16):
            pieces.append(piece)
        else:
            break
    try:
        made: dict[int, Result] = pickle.loads(b"".join(pieces))  # noqa: S301 - our own process wrote it
    except (EOFError, pickle.UnpicklingError):
        return {}
    return made


def _in_the_copy(tasks: int, tell: int, work: Work[Result]) -> NoReturn:
    """Never returns: nothing of the process that was copied may run twice, not even its end."""
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        made = {task: work(task, lambda: None) for task in _taken(tasks)}
        with os.fdopen(tell, "wb") as out:
            pickle.dump(made, out, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)
