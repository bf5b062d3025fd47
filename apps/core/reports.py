"""The audit trail in words: which field of what said what before and after, read set-based for a page of entries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.actions import audit
from apps.core.fields import EncryptedTextField, PartialDateField
from apps.core.models import AuditEntry, Tracked
from apps.core.querysets.entries import one_by_one
from apps.core.registries import audit_readings, audit_verbs, roles
from apps.core.templatetags.thai import be_date, be_datetime

# What tells the reader nothing: keys, counters, and what is derived from another field.
SKIPPED = {"id", "public_id", "version", "created_at", "updated_at", "recorded_at", "person_id", "national_id_hash"}
# What actions write down that is no column.
WORDS = {
    "roles": _("roles"),
    "campuses": _("campuses"),
    "filter": _("filter"),
    "people": _("people"),
    "stopped": _("stopped"),
}
Cells = dict[tuple[str, str], Any]  # values by their table and column
Names = dict[type[models.Model], dict[str, str]]
# How rows of a model are called, where that takes more than their `str`: their keys in, their names by key out.
Callers = Mapping[type[models.Model], Callable[[set[Any]], dict[str, str]]]


@dataclass(frozen=True)
class Said:
    """One field, and what it said before and after; empty where it said nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """An entry of the trail, told to a reader."""

    entry: AuditEntry
    verb: str
    thing: str  # what kind of row it was: "contact"
    name: str  # what the row is called today; empty where the entry is about a person, or the row is gone
    lines: tuple[Said, ...]


def tell(entries: Iterable[AuditEntry], callers: Callers | None = None) -> list[Told]:
    """The entries in words, packed facts one by one; one query for each kind of thing that their values point at."""
    entries = list(one_by_one(entries))
    names = _names(entries, callers or {})
    return [_told(entry, names) for entry in entries]


def verb_of(action: str) -> str:
    return str(audit_verbs[action]) if action in audit_verbs else action


def thing_of(table: str) -> str:
    model = _model(table)
    return str(model._meta.verbose_name) if model else table


def recorded_now(row: Tracked, typed: models.Model, names: set[str]) -> dict[str, str]:
    """What a row says in words, by those of its fields in which `typed` says something else."""
    keys = {field.name: field.attname for field in row._meta.concrete_fields if field.name in names}
    now, wanted = audit.values_of(row), audit.values_of(typed)
    told = {}
    for name, key in keys.items():
        if now[key] != wanted[key]:
            entry = AuditEntry(action="", table=audit.table_of(row), key=str(row.pk), before={key: now[key]}, after={})
            told[name] = next((line.before for line in tell([entry])[0].lines), "–")
    return told


def _told(entry: AuditEntry, names: Names) -> Told:
    model = _model(entry.table)
    before, after = _cells(entry, entry.before), _cells(entry, entry.after)
    lines = [_said(cell, before.get(cell), after.get(cell), names) for cell in dict.fromkeys([*before, *after])]
    name = names.get(model, {}).get(entry.key, "") if model and entry.subject_id is None else ""
    told = tuple(line for line in lines if line.before != line.after)
    return Told(entry, verb_of(entry.action), thing_of(entry.table), name, told)


def _cells(entry: AuditEntry, values: Mapping[str, Any] | None) -> Cells:
    """Each value by itself, without what tells the reader nothing."""
    if not values:
        return {}
    how = next((name for name in (entry.action, entry.table) if name in audit_readings), None)
    read = audit_readings[how](values) if how else ((entry.table, key, value) for key, value in values.items())
    return {(table, key): value for table, key, value in read if key not in SKIPPED or isinstance(value, list)}


def _said(cell: tuple[str, str], before: Any, after: Any, names: Names) -> Said:
    table, key = cell
    model = _model(table)
    return Said(_label(model, key), _text(model, key, before, names), _text(model, key, after, names))


def _model(table: str) -> type[models.Model] | None:
    try:
        return apps.get_model(table)
    except (LookupError, ValueError):
        return None


def _field(model: type[models.Model] | None, key: str) -> Any:
    fields = model._meta.concrete_fields if model else ()
    return next((field for field in fields if field.attname == key), None)


def _label(model: type[models.Model] | None, key: str) -> str:
    field = _field(model, key)
    return capfirst(str(field.verbose_name if field else WORDS.get(key, key)))


def _text(model: type[models.Model] | None, key: str, value: Any, names: Names) -> str:
    field = _field(model, key)
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(field, EncryptedTextField):
        return gettext("(encrypted)")
    if field is not None and field.related_model:
        called = names.get(field.related_model, {})
        return ", ".join(called.get(str(key), f"#{key}") for key in _several(value))
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _of_its_kind(field, value) or _plain(key, value)


def _of_its_kind(field: Any, value: Any) -> str:
    if isinstance(field, models.DateTimeField) and (moment := parse_datetime(str(value))):
        return be_datetime(moment)
    if isinstance(field, models.DateField) and (day := parse_date(str(value))):
        return be_date(day)
    if isinstance(field, PartialDateField):
        return be_date(field.to_python(value))
    return ""


def _plain(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return ", ".join(_role(part) if key == "roles" else str(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {part}" for name, part in value.items())
    return str(value)


def _role(key: Any) -> str:
    return str(roles[key].name) if key in roles else str(key)


def _names(entries: Iterable[AuditEntry], callers: Callers) -> Names:
    """How the rows that the values point at are called today, by model and key."""
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for entry in entries:
        for model, key in _pointers(entry):
            wanted[model].add(key)
    return {model: callers.get(model, partial(_called, model))(keys) for model, keys in wanted.items()}


def _called(model: type[models.Model], keys: set[Any]) -> dict[str, str]:
    known = [key for key in {str(key) for key in keys} if _is_key(model, key)]
    return {str(pk): str(row) for pk, row in model._base_manager.in_bulk(known).items()}


def _is_key(model: type[models.Model], key: str) -> bool:
    try:
        model._meta.pk.to_python(key)
    except ValidationError:
        return False
    return True


def _pointers(entry: AuditEntry) -> Iterator[tuple[type[models.Model], Any]]:
    model = _model(entry.table)
    if model and entry.subject_id is None and entry.key.isalnum():
        yield model, entry.key
    for values in (entry.before, entry.after):
        for (table, key), value in _cells(entry, values).items():
            field = _field(_model(table), key)
            if field is not None and field.related_model and value not in (None, ""):
                yield from ((field.related_model, each) for each in _several(value))


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
