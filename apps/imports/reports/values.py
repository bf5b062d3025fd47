"""What a row of a file says, and what it changes, in the reader's words."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.core.models import AuditEntry
from apps.core.reports import Said as Change
from apps.core.reports import Told, tell
from apps.core.templatetags.thai import phone
from apps.imports.lib import mapping as mappings
from apps.imports.lib.facts import CONTACT
from apps.imports.querysets.studies import NEW
from apps.imports.reports import fields
from apps.imports.reports.names import Names
from apps.records.models import Contact

# Columns that the office does not think of as facts: keys, marks and what follows from another column.
_OURS = {"source", "source_ref", "birth_date_source", "cohort_id", "is_primary", "is_first", "is_current"}
_ONLY_OF_NEW = {"status"}


CALLED = ("title_th", "first_th", "middle_th", "last_th")


@dataclass(frozen=True)
class Said:
    label: str
    text: str


def mapping(plain: dict[str, Any]) -> mappings.Mapping:
    """A mapping as it stands in the database."""
    return mappings.Mapping.from_json(json.dumps(plain))


def said(given: Mapping[str, Any], names: Names) -> list[Said]:
    """The values of a row, in the order in which forms ask for them."""
    return [
        Said(capfirst(fields.label(kind.removesuffix("_sealed"))), names.text(kind, str(given[kind])))
        for kind in _in_order(given)
    ]


def called(given: Mapping[str, Any]) -> str:
    """Whom a row names."""
    thai = [given.get(part, "") for part in ("title_th", "first_th", "middle_th", "last_th")]
    latin = [given.get(part, "") for part in ("title_en", "first_en", "middle_en", "last_en")]
    title = thai[0] or ""
    name = " ".join(filter(None, thai[1:]))
    return f"{title}{name}".strip() if name else " ".join(filter(None, latin))


def changes(rows: Iterable[tuple[int, list[dict[str, Any]]]]) -> dict[int, list[Change]]:
    """What rows change, field by field, by the number of the row: a constant number of queries."""
    numbers, entries = [], []
    for number, changed in rows:
        for each in changed:
            numbers.append(number)
            entries.append(_entry(each))
    found: dict[int, list[Change]] = {}
    for number, told in zip(numbers, tell(entries), strict=True):
        found.setdefault(number, []).extend(_of_contact(told) or map(_without_marks, told.lines))
    return found


def _of_contact(told: Told) -> list[Change]:
    """A new contact in one line."""
    said = told.entry.after or {}
    if told.entry.table != CONTACT or told.entry.before is not None or "value" not in said:
        return []
    return [Change(str(Contact.Kind(said["kind"]).label), "", _shown(said))]


def _entry(change: Mapping[str, Any]) -> AuditEntry:
    is_new = change["key"] is None
    hidden = _OURS | (_ONLY_OF_NEW if is_new else set())
    before, after = ({k: v for k, v in change[side].items() if k not in hidden} for side in ("before", "after"))
    return AuditEntry(
        action="", table=change["table"], key=str(change["key"] or ""), before=None if is_new else before, after=after
    )


def _shown(contact: Mapping[str, Any]) -> str:
    is_number = contact["kind"] in {Contact.Kind.MOBILE, Contact.Kind.PHONE}
    return phone(contact["value"]) if is_number else str(contact["value"])


def _without_marks(line: Change) -> Change:
    """A programme that the run will enter has no number yet; its name stands in the mark."""
    mark = f"#{NEW}"
    if not line.after.startswith(mark):
        return line
    return Change(line.label, line.before, _("%(name)s (new)") % {"name": line.after.split(":", 3)[-1]})


def _in_order(given: Mapping[str, Any]) -> list[str]:
    wanted = [kind for kind in fields.LABELS if given.get(kind)]
    return wanted + [f"{name}_sealed" for name in ("national_id", "passport_no") if given.get(f"{name}_sealed")]
