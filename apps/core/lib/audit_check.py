"""What came of the last look at the whole audit trail, kept in a file beside its head: outside the database, which
is the thing that was judged."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Check:
    """When everything was computed anew, and how many findings there were (0: the trail was whole)."""

    at: datetime
    findings: int


def note(head: Path, check: Check) -> None:
    """Keeps the check in place of the one before."""
    path = _beside(head)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(json.dumps({"at": check.at.isoformat(), "findings": check.findings}), encoding="utf-8")
    fresh.replace(path)


def last(head: Path) -> Check | None:
    """The last check; None where there was none, or its file cannot be read."""
    try:
        kept = json.loads(_beside(head).read_text(encoding="utf-8"))
        return Check(datetime.fromisoformat(kept["at"]), int(kept["findings"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _beside(head: Path) -> Path:
    return head.with_name(f"{head.name}.checked")
