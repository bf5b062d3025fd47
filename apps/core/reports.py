"""The audit trail in words: which field of what said what before and after, read set-based for a page of entries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.core.fields import EncryptedTextField
from apps.core.models import AuditEntry
from apps.core.registries import audit_verbs
from apps.core.templatetags.thai import be_date, be_datetime

# What tells the reader nothing: keys, counters, and what is derived from another field.
SKIPPED = {"id", "public_id", "version", "created_at", "updated_at", "recorded_at", "person_id", "national_id_hash"}
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
    lines: tuple[Said, ...]


def tell(entries: Iterable[AuditEntry], callers: Callers | None = None) -> list[Told]:
    """The entries in words; one query for each kind of thing that their values point at."""
    entries = list(entries)
    names = _names(entries, callers or {})
    return [_told(entry, names) for entry in entries]


def verb_of(action: str) -> str:
    return str(audit_verbs[action]) if action in audit_verbs else action


def thing_of(table: str) -> str:
    model = _model(table)
    return str(model._meta.verbose_name) if model else table


def _told(entry: AuditEntry, names: Names) -> Told:
    model = _model(entry.table)
    before, after = entry.before or {}, entry.after or {}
    lines = [
        Said(_label(model, key), _text(model, key, before.get(key), names), _text(model, key, after.get(key), names))
        for key in dict.fromkeys([*before, *after])
        if key not in SKIPPED
    ]
    return Told(
        entry, verb_of(entry.action), thing_of(entry.table), tuple(line for line in lines if line.before != line.after)
    )


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
    return capfirst(str(field.verbose_name)) if field else key


def _text(model: type[models.Model] | None, key: str, value: Any, names: Names) -> str:
    field = _field(model, key)
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(field, EncryptedTextField):
        return _("(encrypted)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field is not None and field.related_model:
        return names.get(field.related_model, {}).get(str(value), f"#{value}")
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(field, value)


def _plain(field: Any, value: Any) -> str:
    if isinstance(field, models.DateTimeField) and (moment := parse_datetime(str(value))):
        return be_datetime(moment)
    if isinstance(field, models.DateField) and (day := parse_date(str(value))):
        return be_date(day)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {part}" for key, part in value.items())
    return str(value)


def _names(entries: Iterable[AuditEntry], callers: Callers) -> Names:
    """How the rows that the values point at are called today, by model and key."""
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for entry in entries:
        for model, key in _pointers(entry):
            wanted[model].add(key)
    return {model: callers.get(model, partial(_called, model))(keys) for model, keys in wanted.items()}


def _called(model: type[models.Model], keys: set[Any]) -> dict[str, str]:
    return {str(pk): str(row) for pk, row in model._base_manager.in_bulk(list(keys)).items()}


def _pointers(entry: AuditEntry) -> Iterator[tuple[type[models.Model], Any]]:
    model = _model(entry.table)
    for values in (entry.before or {}, entry.after or {}):
        for key, value in _worth_telling(values):
            field = _field(model, key)
            if field is not None and field.related_model:
                yield field.related_model, value


def _worth_telling(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((key, value) for key, value in values.items() if key not in SKIPPED and value not in (None, ""))
