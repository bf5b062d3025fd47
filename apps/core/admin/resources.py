"""What stands in a file of office data: the columns, how a cell is read and written, and what a row would change.
django-import-export reads the rows and finds what they are about; every write is an action's."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import tablib
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.results import RowResult

from apps.core.actions import audit
from apps.core.actions.rows import Stale
from apps.core.lib import csv_files
from apps.core.lib.text import fold, normalise


class Unreadable(Exception):
    """A file whose columns are not those of this table; the text says why."""


@dataclass(frozen=True)
class Row:
    """What the file's row would do. `changes`: the column, what it says before and after."""

    number: int  # as a spreadsheet counts, the header being 1
    kind: str  # new, changed, unchanged, refused
    name: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """What a file would do, or has done."""

    rows: list[Row]
    ignored: list[str] = field(default_factory=list)  # columns that are not read

    def of_kind(self, kind: str) -> list[Row]:
        return [row for row in self.rows if row.kind == kind]

    @property
    def counts(self) -> dict[str, int]:
        return {kind: len(self.of_kind(kind)) for kind in ("new", "changed", "unchanged", "refused")}

    @property
    def writes(self) -> bool:
        return any(row.kind in {"new", "changed"} for row in self.rows)

    @property
    def digest(self) -> str:
        told = [[row.number, row.kind, row.changes, row.problems] for row in self.rows]
        return hashlib.sha256(audit.canonical(told).encode()).hexdigest()


class FileResource(ModelResource):
    """The base of the files of one kind of rows. A subclass names its columns as fields whose `column_name` is the
    attribute's, and the action that writes a row: `add(row, …)` and `change(row, values, …)`."""

    title: ClassVar[Any] = ""  # empty: by the model's name
    actions: ClassVar[Any] = None
    labels: ClassVar[Mapping[str, Any]] = {}  # what a column is called, where its field's own name does not tell

    class Meta:
        skip_unchanged = True
        report_skipped = True
        use_transactions = True
        skip_html_diff = True
        store_instance = True
        store_row_values = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._first_seen: dict[tuple[str, ...], int] = {}

    @classmethod
    def heading(cls, name: str) -> str:
        """What stands above a column, in the language that is active."""
        label = cls.labels.get(name) or cls._meta.model._meta.get_field(name).verbose_name
        return str(capfirst(str(label)))

    def columns(self) -> list[str]:
        return [each.column_name for each in self.get_export_fields()]

    def table(self, queryset: models.QuerySet[Any]) -> list[list[str]]:
        """The cells of these rows, a line each."""
        fields = self.get_export_fields()
        return [[str(each.export(row)) for each in fields] for row in queryset]

    def take(
        self, rows: Sequence[Sequence[str]], *, by: AbstractBaseUser, may: frozenset[str], origin: str, is_check: bool
    ) -> Outcome:
        """Does what the file says, all of it or nothing; a check writes nothing. Raises Unreadable."""
        columns, ignored = self._columns_of(rows[0])
        numbered = [
            (number, [csv_files.restored(cell) for cell in row])
            for number, row in enumerate(rows[1:], start=2)
            if any(cell.strip() for cell in row)
        ]
        if not numbered:
            raise Unreadable(_("There are no rows under the headings."))
        dataset = tablib.Dataset(headers=[*columns.values(), "_row"])
        for number, cells in numbered:
            padded = [*cells, *[""] * len(rows[0])]
            dataset.append([*(padded[place] for place in columns), number])
        with transaction.atomic():
            action = f"{self._meta.model._meta.app_label}.import_file"
            batch = audit.begin_batch(action=action, by=by, note=origin)
            result = self.import_data(
                dataset,
                dry_run=is_check,
                rollback_on_validation_errors=True,
                by=by,
                may=may,
                batch=batch,
                origin=origin,
            )
            outcome = Outcome(
                [self._told(number, each) for (number, _c), each in zip(numbered, result, strict=True)], ignored
            )
            if is_check or outcome.counts["refused"] or not outcome.writes:
                transaction.set_rollback(True)
        return outcome

    def _columns_of(self, header: Sequence[str]) -> tuple[dict[int, str], list[str]]:
        """Which column is which, by its heading in any language or its name."""
        known = {fold(name): name for name in self.columns()}
        for code, _label in settings.LANGUAGES:
            with translation.override(code):
                known |= {fold(self.heading(name)): name for name in self.columns()}
        found: dict[int, str] = {}
        ignored = []
        for place, text in enumerate(header):
            name = known.get(fold(csv_files.restored(text)))
            if name in found.values():
                raise Unreadable(_("The column “%(name)s” is there twice.") % {"name": text})
            if name:
                found[place] = name
            elif text.strip():
                ignored.append(text)
        missing = [self.heading(name) for name in self._meta.import_id_fields if name not in found.values()]
        if missing:
            told = {"missing": ", ".join(missing), "columns": ", ".join(map(self.heading, self.columns()))}
            raise Unreadable(_("The first row does not name the column %(missing)s. It may name: %(columns)s.") % told)
        return found, ignored

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> Any:
        key = tuple(normalise(row[name]) for name in self._meta.import_id_fields)
        first = self._first_seen.setdefault(key, row["_row"])
        if first != row["_row"]:
            raise ValidationError(_("The same is in row %(row)s already.") % {"row": first})
        return super().get_or_init_instance(instance_loader, row)

    def get_instance(self, instance_loader: Any, row: Any) -> Any:
        """Whatever is recorded under what the row says, letter by letter or as it is spelled properly."""
        try:
            found = super().get_instance(instance_loader, row)
            return found or super().get_instance(instance_loader, {**row, **self._spelled(row)})
        except ValueError as error:
            raise ValidationError(str(error)) from error
        except self._meta.model.MultipleObjectsReturned:
            raise ValidationError(_("Several rows are recorded under this.")) from None

    def _spelled(self, row: Any) -> dict[str, str]:
        return {name: normalise(row[name]) for name in self._meta.import_id_fields}

    def import_field(self, field: Field, instance: Any, row: Any, is_m2m: bool = False, **kwargs: Any) -> None:
        """A cell that says what is recorded changes nothing, however that is spelled."""
        text = row.get(field.column_name)
        if text is None or (instance.pk and text == str(field.export(instance))):
            return
        super().import_field(field, instance, {**row, field.column_name: normalise(text)}, is_m2m, **kwargs)

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        """Through the action, which checks, versions and audits; import-export's own save is never called."""
        verb = "add" if is_create else "change"
        if verb not in kwargs["may"]:
            words = {"add": _("You may not add rows here."), "change": _("You may not change rows here.")}
            raise ValidationError(words[verb])
        about = {"by": kwargs["by"], "batch": kwargs["batch"], "origin": f"{kwargs['origin']}:{row['_row']}"}
        try:
            if is_create:
                self.actions.add(instance, **about)
            else:
                names = {each.attribute for each in self.get_import_fields() if each.column_name in row}
                self.actions.change(instance, {name: getattr(instance, name) for name in names}, **about)
        except Stale as stale:
            raise ValidationError(stale.message) from stale

    def save_m2m(self, *args: Any, **kwargs: Any) -> None:
        """No file holds many-to-many relations."""

    def validate_instance(self, instance: Any, import_validation_errors: Any = None, **kwargs: Any) -> None:
        """Only what could not be read; the rest is checked by the action."""
        if import_validation_errors:
            raise ValidationError(import_validation_errors)

    def _told(self, number: int, result: Any) -> Row:
        if result.errors:
            raise result.errors[0].error
        if result.import_type == RowResult.IMPORT_TYPE_INVALID:
            name = " ".join(filter(None, (result.row_values[each] for each in self._meta.import_id_fields)))
            return Row(number, "refused", name, problems=self._problems(result.validation_error))
        name = str(result.instance)
        if result.import_type == RowResult.IMPORT_TYPE_SKIP:
            return Row(number, "unchanged", name)
        before = result.original
        changes = [
            (self.heading(each.column_name), was, now)
            for each in self.get_import_fields()
            for was, now in [(str(each.export(before)) if before else "", str(each.export(result.instance)))]
            if was != now
        ]
        return Row(number, "changed" if before else "new", name, changes=changes)

    def _problems(self, error: ValidationError) -> list[str]:
        if not hasattr(error, "error_dict"):
            return list(error.messages)
        names = {each.attribute: each.column_name for each in self.get_import_fields()}
        return [
            f"{self.heading(names[name])}: {message}" if name in names else str(message)
            for name, messages in error.message_dict.items()
            for message in messages
        ]
