"""What a device at the door sends: who was let in, undone or walked in, with the moments of its own clock. Whatever
arrives is read here, and what cannot be read is named; nothing of it is believed."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from apps.core.lib.errors import BadInputError
from apps.core.lib.uuids import uuid_in
from apps.events.lib.prices import PriceError, parse_price

MOST = 500  # in one request
OLDEST = timedelta(days=14)  # a scan that says it is older is dated so
NAME_LENGTH = 150
DEVICE_LENGTH = 40
CODE_LENGTH = 40
_LARGEST_KEY = 2**63 - 1


class Unreadable(BadInputError):
    """No envelope of scans. Codes: json, shape, many."""


@dataclass(frozen=True)
class Scan:
    """One deed at a door: somebody let in by their key or their code, a deed undone, or a walk-in by name."""

    id: UUID
    at: datetime
    offline: bool = False
    attendee: int | None = None
    code: str = ""
    undo: UUID | None = None
    name: str = ""
    beyond: bool = False  # let in though all seats are taken
    ticket: int | None = None  # of a walk-in
    paid_satang: int | None = None  # by a walk-in, at this door


@dataclass(frozen=True)
class Envelope:
    """Deeds in the order in which they were done, and the names of those that say nothing."""

    device: str
    since: datetime | None
    scans: tuple[Scan, ...]
    unread: tuple[str, ...]


def read(body: bytes, *, now: datetime) -> Envelope:
    """What the device says. Its clock may be wrong: the moments are moved by as much as it differs from ours at the
    sending, and none lies in the future. Raises Unreadable."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable("json", "this is not JSON") from error
    entries = sent.get("scans", []) if isinstance(sent, dict) else None
    if not isinstance(entries, list):
        raise Unreadable("shape", "an object with a list of scans is needed")
    if len(entries) > MOST:
        raise Unreadable("many", f"at most {MOST} scans at once")
    clock = _moment(sent.get("now"))
    ahead = now - clock if clock else timedelta(0)
    scans, unread = list[Scan](), list[str]()
    for entry in entries:
        scan = _scan(entry, now, ahead)
        if scan is not None:
            scans.append(scan)
        elif isinstance(entry, dict) and isinstance(entry.get("id"), str):
            unread.append(entry["id"][:CODE_LENGTH])
    scans.sort(key=lambda scan: scan.at)
    return Envelope(_text(sent.get("device"), DEVICE_LENGTH), _since(sent.get("since")), tuple(scans), tuple(unread))


def _scan(entry: Any, now: datetime, ahead: timedelta) -> Scan | None:
    if not isinstance(entry, dict) or (key := uuid_in(entry.get("id"))) is None:
        return None
    at = _moment(entry.get("at"))
    scan = Scan(
        id=key,
        at=max(now - OLDEST, min(now, at + ahead)) if at else now,
        offline=entry.get("offline") is True,
        attendee=_key(entry.get("attendee")),
        code=_text(entry.get("code"), CODE_LENGTH),
        undo=uuid_in(entry.get("undo")),
        name=_text(entry.get("name"), NAME_LENGTH),
        ticket=_key(entry.get("ticket")),
        paid_satang=_satang(entry.get("paid")),
    )
    said = [scan.attendee is not None, bool(scan.code), scan.undo is not None, bool(scan.name)]
    return scan if said.count(True) == 1 else None


def _moment(value: Any) -> datetime | None:
    """Milliseconds since 1970, as browsers count."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _since(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo and 1970 < moment.year < 9000 else None


def _key(value: Any) -> int | None:
    return value if type(value) is int and 0 < value <= _LARGEST_KEY else None


def _satang(value: Any) -> int | None:
    """What a box for baht says; what cannot be read counts as nothing said, so that nobody is lost for it."""
    try:
        return parse_price(value[:30]) if isinstance(value, str) and value.strip() else None
    except PriceError:
        return None


def _text(value: Any, length: int) -> str:
    """Printable, in one line; a lone half of a surrogate pair or a null byte would not fit into any database."""
    if not isinstance(value, str):
        return ""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())[:length].strip()
