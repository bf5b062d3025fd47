"""Migration operations for what PostgreSQL and SQLite both can do but say differently: trigram search, indexes that
compare text by code points, spans of time that must not overlap.

SQLite rebuilds a table to change a column or a constraint and forgets its triggers and hand-made indexes: a later
migration that changes such a table repeats the operation. tests/core/test_operations.py finds what was forgotten."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

from django.db import models, router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_FTS_TABLE = """CREATE VIRTUAL TABLE {index} USING
  fts5({text}, content={rows}, content_rowid='id', tokenize='trigram case_sensitive 1')"""
_FTS_FILL = "INSERT INTO {index} (rowid, {text}) SELECT id, {text} FROM {rows} WHERE {holds}"
_FTS_TRIGGER_HEAD = "CREATE TRIGGER {trigger} AFTER {event} ON {rows} WHEN "
_FTS_REMOVE = "INSERT INTO {index} ({index}, rowid, {text}) VALUES ('delete', OLD.id, OLD.{text});"
_FTS_ADD = "INSERT INTO {index} (rowid, {text}) VALUES (NEW.id, NEW.{text});"
_FTS_TRIGGERS = {  # the event, when the trigger acts, what it does; a row does not move from one index to another
    "insert": ("INSERT", "{new_holds}", _FTS_ADD),
    "delete": ("DELETE", "{old_holds}", _FTS_REMOVE),
    "update": ("UPDATE", "{new_holds} AND OLD.{text} IS NOT NEW.{text}", _FTS_REMOVE + " " + _FTS_ADD),
}
_REFUSE_OVERLAP = """CREATE TRIGGER {trigger} BEFORE {event} ON {rows} WHEN EXISTS (
  SELECT 1 FROM {rows} o WHERE o.{owner} = NEW.{owner} AND o.id IS NOT NEW.id
  AND coalesce(o.{start}, '0000') <= coalesce(NEW.{end}, '9999')
  AND coalesce(NEW.{start}, '0000') <= coalesce(o.{end}, '9999')
) BEGIN SELECT RAISE(ABORT, 'exclusion constraint failed: {name}'); END"""


class _ByVendor(Operation):
    """Says the same thing to PostgreSQL and SQLite, statement by statement; the models' state does not change."""

    name: str

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models know nothing of this."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self._run(schema_editor, app_label, to_state, "create")

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self._run(schema_editor, app_label, from_state, "drop")

    def describe(self) -> str:
        return f"{type(self).__name__} {self.name}"

    @property
    def migration_name_fragment(self) -> str:
        return self.name.lower()

    def _run(self, schema_editor: BaseDatabaseSchemaEditor, app_label: str, state: ProjectState, what: str) -> None:
        if not router.allow_migrate(schema_editor.connection.alias, app_label):
            return
        write = getattr(self, f"{what}_{schema_editor.connection.vendor}")
        for statement in write(_Table(schema_editor, app_label, state)):
            schema_editor.execute(statement, params=None)


class _Table:
    """Finds quoted names for models and fields as they are at this point of the migrations."""

    def __init__(self, schema_editor: BaseDatabaseSchemaEditor, app_label: str, state: ProjectState) -> None:
        self.quote: Callable[[str], str] = schema_editor.quote_name
        self._editor: Any = schema_editor
        self._state, self._app_label = state, app_label

    def name(self, model: str) -> str:
        return self.quote(self._model(model)._meta.db_table)

    def column(self, model: str, field: str) -> str:
        found = cast("models.Field[Any, Any]", self._model(model)._meta.get_field(field))
        return self.quote(str(found.column))

    def _model(self, name: str) -> type[models.Model]:
        return self._state.apps.get_model(self._app_label, name)

    def own_index(self, model: str, field: str) -> str:
        """The index that Django gives a foreign key."""
        found: Any = self._model(model)._meta.get_field(field)
        return self.quote(self._editor._create_index_name(found.model._meta.db_table, [found.column]))

    def columns(self, model: str, fields: Iterable[str]) -> list[str]:
        return [self.column(model, field) for field in fields]


class Extension(_ByVendor):
    """An extension of PostgreSQL; stays when the migration is undone, since others may use it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def create_postgresql(self, table: _Table) -> Iterator[str]:
        yield f"CREATE EXTENSION IF NOT EXISTS {table.quote(self.name)}"

    def drop_postgresql(self, table: _Table) -> Iterator[str]:
        yield from ()

    create_sqlite = drop_sqlite = drop_postgresql


class Index(_ByVendor):
    """An index that Django cannot describe for both databases: text compared by code points (`by_code_point`),
    columns that are only read from it (`include`), only the rows of which `where` holds (SQL for both)."""

    def __init__(
        self,
        model_name: str,
        name: str,
        fields: Sequence[str],
        *,
        by_code_point: Sequence[str] = (),
        include: Sequence[str] = (),
        where: str = "",
    ) -> None:
        self.model_name, self.name, self.fields = model_name, name, fields
        self.by_code_point, self.include, self.where = by_code_point, include, where

    def create_postgresql(self, table: _Table) -> Iterator[str]:
        keys = [
            table.column(self.model_name, field) + (' COLLATE "C"' if field in self.by_code_point else "")
            for field in self.fields
        ]
        read = ", ".join(table.columns(self.model_name, self.include))
        yield self._create(table, keys) + (f" INCLUDE ({read})" if read else "") + self._condition()

    def create_sqlite(self, table: _Table) -> Iterator[str]:
        """SQLite compares text by code points anyway; what is only read stands behind the keys."""
        yield self._create(table, table.columns(self.model_name, [*self.fields, *self.include])) + self._condition()

    def drop_postgresql(self, table: _Table) -> Iterator[str]:
        yield f"DROP INDEX {table.quote(self.name)}"

    drop_sqlite = drop_postgresql

    def _create(self, table: _Table, keys: Iterable[str]) -> str:
        return f"CREATE INDEX {table.quote(self.name)} ON {table.name(self.model_name)} ({', '.join(keys)})"

    def _condition(self) -> str:
        return f" WHERE {self.where}" if self.where else ""


class WithoutOwnIndex(_ByVendor):
    """Takes away the index of a foreign key with which another index begins. (`db_index=False` says the same to the
    model; Django would make SQLite rebuild the table for it.)"""

    def __init__(self, model_name: str, field: str) -> None:
        self.model_name, self.field = model_name, field
        self.name = f"{model_name}_{field}"

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        field: Any = state.models[app_label, self.model_name].fields[self.field].clone()
        field.db_index = False
        state.alter_field(app_label, self.model_name, self.field, field, preserve_default=True)

    def create_postgresql(self, table: _Table) -> Iterator[str]:
        yield f"DROP INDEX {table.own_index(self.model_name, self.field)}"

    def drop_postgresql(self, table: _Table) -> Iterator[str]:
        column = table.column(self.model_name, self.field)
        name = table.own_index(self.model_name, self.field)
        yield f"CREATE INDEX {name} ON {table.name(self.model_name)} ({column})"

    create_sqlite, drop_sqlite = create_postgresql, drop_postgresql


class TrigramIndex(_ByVendor):
    """Makes "contains" quick in those rows of a table in which `column` is `value`: a GIN index on PostgreSQL, on
    SQLite a full-text table of the same name, kept by triggers, that is searched with MATCH and joined by rowid."""

    def __init__(self, model_name: str, name: str, field: str, *, where: tuple[str, str]) -> None:
        self.model_name, self.name, self.field, self.where = model_name, name, field, where

    def create_postgresql(self, table: _Table) -> Iterator[str]:
        yield (
            f"CREATE INDEX {table.quote(self.name)} ON {table.name(self.model_name)} "
            f"USING gin ({table.column(self.model_name, self.field)} gin_trgm_ops) "
            f"WHERE {self._holds(table)}"
        )

    def drop_postgresql(self, table: _Table) -> Iterator[str]:
        yield f"DROP INDEX {table.quote(self.name)}"

    def create_sqlite(self, table: _Table) -> Iterator[str]:
        names = {
            "index": table.quote(self.name),
            "rows": table.name(self.model_name),
            "text": table.column(self.model_name, self.field),
            "holds": self._holds(table),
            "old_holds": self._holds(table, "OLD."),
            "new_holds": self._holds(table, "NEW."),
        }
        yield _FTS_TABLE.format_map(names)
        yield _FTS_FILL.format_map(names)
        for name, (event, when, body) in _FTS_TRIGGERS.items():
            names |= {"trigger": table.quote(f"{self.name}_{name}"), "event": event}
            yield (_FTS_TRIGGER_HEAD + when + " BEGIN " + body + " END").format_map(names)

    def drop_sqlite(self, table: _Table) -> Iterator[str]:
        for name in _FTS_TRIGGERS:
            yield f"DROP TRIGGER {table.quote(f'{self.name}_{name}')}"
        yield f"DROP TABLE {table.quote(self.name)}"

    def _holds(self, table: _Table, row: str = "") -> str:
        column, value = self.where
        return f"{row}{table.column(self.model_name, column)} = '{value}'"


class NoOverlap(_ByVendor):
    """Spans of days (both ends included, an open end means for ever) of one `owner` never overlap; whatever would
    make them raises IntegrityError."""

    def __init__(self, model_name: str, name: str, *, owner: str, start: str, end: str) -> None:
        self.model_name, self.name, self.owner, self.start, self.end = model_name, name, owner, start, end

    def create_postgresql(self, table: _Table) -> Iterator[str]:
        owner, start, end = table.columns(self.model_name, (self.owner, self.start, self.end))
        yield (
            f"ALTER TABLE {table.name(self.model_name)} ADD CONSTRAINT {table.quote(self.name)} "
            f"EXCLUDE USING gist ({owner} WITH =, daterange({start}, {end}, '[]') WITH &&)"
        )

    def drop_postgresql(self, table: _Table) -> Iterator[str]:
        yield f"ALTER TABLE {table.name(self.model_name)} DROP CONSTRAINT {table.quote(self.name)}"

    def create_sqlite(self, table: _Table) -> Iterator[str]:
        owner, start, end = table.columns(self.model_name, (self.owner, self.start, self.end))
        names = {"rows": table.name(self.model_name), "owner": owner, "start": start, "end": end, "name": self.name}
        for event in ("INSERT", "UPDATE"):
            yield _REFUSE_OVERLAP.format(trigger=self._trigger(table, event), event=event, **names)

    def drop_sqlite(self, table: _Table) -> Iterator[str]:
        for event in ("INSERT", "UPDATE"):
            yield f"DROP TRIGGER {self._trigger(table, event)}"

    def _trigger(self, table: _Table, event: str) -> str:
        return table.quote(f"{self.name}_{event.lower()}")
