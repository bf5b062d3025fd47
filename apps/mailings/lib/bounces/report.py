"""The fields of a delivery status notification (RFC 3464), also where they stand in plain text or half of them are
missing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import addresses

_FIELD = re.compile(r"^[ \t>|]{0,4}([A-Za-z][A-Za-z-]{2,40})[ \t]{0,3}:[ \t]{0,9}(.{0,2000})$")
_NAMES = {
    *("final-recipient", "original-recipient", "x-actual-recipient", "action", "status", "diagnostic-code"),
    *("remote-mta", "reporting-mta", "last-attempt-date", "will-retry-until", "final-log-id", "arrival-date"),
    *("original-envelope-id", "received-from-mta", "x-supplementary-info", "x-postfix-queue-id", "x-display-name"),
    *("dsn-gateway", "x-postfix-sender", "x-notes", "x-response", "x-original-message-id"),
}
_ACTIONS = {
    "failed": re.compile(r"fail|error|bounce|undeliver|reject|permanent"),
    "delayed": re.compile(r"delay|warn|temporar|transient"),
    "delivered": re.compile(r"deliver|relay|expand|success|sent"),
}


@dataclass
class Group:
    """What a notification says of one recipient."""

    fields: dict[str, str] = field(default_factory=dict)

    @property
    def recipient(self) -> str:
        """The address as we wrote it, if it is told; where it was forwarded to, if not."""
        names = ("original-recipient", "final-recipient", "x-actual-recipient")
        found = [addresses.of_field(self.fields.get(name, "")) for name in names]
        return next((address for address in found if "@" in address), next(filter(None, found), ""))

    @property
    def action(self) -> str:
        """ "failed", "delayed" or "delivered"; by the class of the status where no action is told."""
        said = self.fields.get("action", "").strip().lower()
        named = next((name for name, words in _ACTIONS.items() if words.match(said)), "")
        by_class = {"5": "failed", "4": "delayed", "2": "delivered"}
        return named or by_class.get(self.fields.get("status", "").strip()[:1], "")

    @property
    def diagnostic(self) -> str:
        text = self.fields.get("diagnostic-code", "")
        return re.sub(r"^\s*(?:x-)?[\w.-]{1,30}\s*;\s*", "", text).strip()

    @property
    def status(self) -> str:
        return self.fields.get("status", "").strip()[:60]


def groups(text: str) -> list[Group]:
    """One group a recipient. A second address without an empty line before it begins a group of its own."""
    found: list[Group] = []
    current, filled = Group(), ""
    for name, value in _fields(text):
        if not name:
            found, current = _closed(found, current)
            continue
        begins = name in {"final-recipient", "original-recipient"} and name in current.fields
        if begins and current.fields.get(name) != value:
            found, current = _closed(found, current)
        filled = name
        current.fields.setdefault(filled, value)
    found, _ = _closed(found, current)
    return found


def looks_like_one(text: str) -> bool:
    """Whether a plain text holds the fields of a notification."""
    lowered = text[:200_000].lower()
    return "final-recipient" in lowered and ("action:" in lowered or "status:" in lowered or "diagnostic" in lowered)


def _closed(found: list[Group], current: Group) -> tuple[list[Group], Group]:
    """Fields of a recipient make a group; those of the message (reporting MTA, arrival) do not."""
    telling = {"final-recipient", "original-recipient", "x-actual-recipient", "action", "status", "diagnostic-code"}
    if telling & current.fields.keys() and len(found) < 200:
        is_half = found and not (current.recipient and found[-1].recipient)
        if is_half and not (found[-1].fields.keys() & current.fields.keys()):
            found[-1].fields |= current.fields  # an empty line in the middle
            return found, Group()
        return [*found, current], Group()
    return found, Group()


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """Known fields, unfolded; ("", "") for an empty line."""
    name, value = "", ""
    for line in text[:200_000].splitlines():
        if not line.strip(" \t>"):
            if name:
                yield name, value
            yield "", ""
            name = ""
        elif (found := _FIELD.match(line)) and found[1].lower() in _NAMES:
            if name:
                yield name, value
            name, value = found[1].lower(), found[2].strip()
        elif name and (line[:1] in " \t" or name == "diagnostic-code") and len(value) < 4_000:
            value += " " + line.strip()
    if name:
        yield name, value
