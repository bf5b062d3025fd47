"""What runs in the child process: one request in, frames out. A frame is its length (four bytes) and a marshalled
tuple whose first member says what it is: look, rows, warned, refused, done."""

import json
import marshal
import resource
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

BATCH = 2_000


def main() -> None:
    out = sys.stdout.buffer
    request = json.loads(sys.stdin.buffer.read())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes to its pipe alone
    resource.setrlimit(resource.RLIMIT_AS, (request["memory"], request["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (request["seconds"], request["seconds"] + 5))
    from apps.core.lib.garbage import seldom_collected  # noqa: PLC0415 # what is heavy is loaded within the limits

    from .refused import Refused  # noqa: PLC0415

    try:
        with seldom_collected():
            for frame in _answer(request):
                send(out, frame)
    except Refused as refused:
        send(out, ("refused", refused.code, refused.params))
    except (MemoryError, RecursionError):
        send(out, ("refused", "needs_too_much", {}))
    except Exception as error:
        send(out, ("refused", "is_broken", {"error": type(error).__name__}))
    out.flush()


def send(out: BinaryIO, frame: tuple[Any, ...]) -> None:
    packed = marshal.dumps(frame)
    out.write(len(packed).to_bytes(4, "big"))
    out.write(packed)
    out.flush()


def _answer(request: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    from .mapping import Mapping  # noqa: PLC0415
    from .reading import look, read  # noqa: PLC0415
    from .reference import Reference  # noqa: PLC0415
    from .rows import Row, Skipped  # noqa: PLC0415

    reference = Reference.from_json(request["reference"]) if request["reference"] else None
    path = Path(request["path"])
    if request["what"] == "look":
        yield ("look", json.dumps(look(path, request["name"], reference, request["sheet"]).to_plain()))
        return
    if reference is None:
        raise ValueError("nothing to look words up in")
    batch: list[tuple[Any, ...]] = []
    for item in read(path, request["name"], Mapping.from_json(request["mapping"]), reference):
        if isinstance(item, Row):
            problems = [(p.field, p.code, p.grade.value, p.value, p.hint) for p in item.problems]
            batch.append((item.number, item.cells, item.values, problems, item.inherited))
        elif isinstance(item, Skipped):
            batch.append((item.number, item.why.value, item.text))
        else:
            yield ("warned", json.dumps(asdict(item)))
        if len(batch) >= BATCH:
            yield ("rows", batch)
            batch = []
    if batch:
        yield ("rows", batch)
    yield ("done",)


if __name__ == "__main__":
    main()
