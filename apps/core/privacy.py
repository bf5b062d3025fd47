"""The register of personal data (PDPA s. 39): each app says in a `Part` which of its fields tell of people, why they
are kept and how long, and how they are handed over, erased and moved to another record. Entries stand in
`registries.privacy`; tests/architecture/test_privacy.py fails for every field that no part, or more than one, names.

Whose data it is, is a `Subject`: this app knows neither people nor accounts as models."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core import registries

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PLUMBING = {"id", "version", "created_at", "updated_at"}  # of no model do these tell anything about anybody
Row = dict[str, Any]  # field → value as JSON keeps it


class Basis(StrEnum):
    """What permits the university to keep something (sections of the Personal Data Protection Act B.E. 2562)."""

    CONSENT = "consent"
    CONTRACT = "contract"
    PUBLIC_TASK = "public_task"
    LEGITIMATE = "legitimate"
    LAW = "law"

    @property
    def label(self) -> "_StrPromise":
        return BASES[self]


BASES: dict[str, "_StrPromise"] = {
    Basis.CONSENT: _("your consent (section 19)"),
    Basis.CONTRACT: _("what you asked us to do (section 24 (3))"),
    Basis.PUBLIC_TASK: _("the university's public duty (section 24 (4))"),
    Basis.LEGITIMATE: _("a legitimate interest that does not outweigh yours (section 24 (5))"),
    Basis.LAW: _("a duty under law (section 24 (6))"),
}


@dataclass(frozen=True)
class Subject:
    """Whose data it is: a person of the registry, an account, or one person with both."""

    person_id: int | None = None
    account_id: int | None = None

    def key_for(self, model: type[models.Model]) -> int | None:
        return self.account_id if model is get_user_model() else self.person_id


class Own(StrEnum):
    """What becomes of a row that lies between two records which turn out to be one person: a link, a letter."""

    MOVED = "moved"
    DROPPED = "dropped"  # it says nothing any more
    REFUSED = "refused"  # it says that they are two people: nothing is merged before somebody has looked


def _nothing(_stays: Any, _goes: Any) -> Row:
    return {}


@dataclass(frozen=True)
class Merging:
    """What becomes of a table's rows when two records of one person become one and cannot keep all of them as they
    are. Rows that are `alike` are folded: the one that stays takes over what `takes` says. A `place` is what only one
    row may hold (the name in use, the first address of a kind); the others leave it. The `criteria` decide, the first
    in which two rows differ; each has words for whoever decides in the end."""

    criteria: "tuple[tuple[_StrPromise, Callable[[Any], Any]], ...]" = ()
    alike: Callable[[Any, Any], bool] | None = None
    takes: Callable[[Any, Any], Row] = _nothing
    place: Callable[[Any], Hashable | None] | None = None
    leaves: Mapping[str, Any] = field(default_factory=dict)
    asks: bool = False  # a person decides which row stays or holds the place
    may_be_two: bool = False  # and may keep both of two alike rows
    rewrites: Callable[[Any], Row] | None = None  # what else a moved row must say: which of two people stands first
    own: Own = Own.MOVED


@dataclass(frozen=True)
class Table:
    """The rows of one model that tell of a subject. `fields` are handed over in this order; `withheld` ones never
    are: secrets of sign-in, and what tells of somebody else. `owner` is the way from a row to its subject.

    When two records become one, `owner` is set to the record that stays, and so is whatever else `moves`."""

    model: str  # "records.contact"
    fields: tuple[str, ...]
    owner: str = "person"
    withheld: tuple[str, ...] = ()
    rows: "Callable[[Subject], models.QuerySet[Any]] | None" = None  # where the owner alone does not decide
    tell: Callable[[Any, Subject], Row] | None = None  # where the columns as they are would tell of others
    parts: "Callable[[Any], Iterable[Any]] | None" = None  # of a row that holds several packed together
    moves: tuple[str, ...] = ()  # further ways to a person: who is claimed, in a claim of somebody's account
    merging: Merging | None = None
    follows: tuple[str, ...] = ()  # rows of the register with which a row goes back when a merge is undone
    is_derived: bool = False  # made from other rows: made anew, never moved

    @property
    def rows_of(self) -> type[models.Model]:
        return apps.get_model(self.model)

    def of(self, subject: Subject) -> "models.QuerySet[Any]":
        """The subject's rows, the oldest first."""
        if self.rows is not None:
            return self.rows(subject).order_by("pk")
        key = subject.key_for(self._holder())
        rows: models.QuerySet[Any] = self.rows_of._base_manager.order_by("pk")
        return rows.none() if key is None else rows.filter(**{self.owner: key})

    def row(self, row: models.Model, subject: Subject) -> Row:
        """One row as its subject gets it."""
        if self.tell is not None:
            return self.tell(row, subject)
        return {name: plain(row, name, subject) for name in self.fields}

    def labels(self) -> dict[str, str]:
        return {name: str(_verbose(self.rows_of, name)) for name in self.fields}

    def covered(self) -> set[str]:
        """The names of the fields that this table answers for, "records.contact.value"."""
        first = self.owner.partition("__")[0]
        return {f"{self.model}.{name}" for name in {*self.fields, *self.withheld, first} - {"pk"}}

    def _holder(self) -> type[models.Model]:
        """The model at the end of the way: the account's, or whatever stands for people."""
        model = self.rows_of
        for step in self.owner.split("__"):
            if step != "pk":
                model = model._meta.get_field(step).related_model or model
        return model


@dataclass(frozen=True)
class Expiry:
    """Rows whose time is over after so many days: `over` finds those from before a moment, `end` ends them."""

    what: "_StrPromise"
    days: int
    over: "Callable[[datetime], models.QuerySet[Any]]"
    end: "Callable[[models.QuerySet[Any]], int] | None" = None  # None: they are deleted

    @property
    def after(self) -> timedelta:
        return timedelta(days=self.days)


@dataclass(frozen=True)
class Part:
    """One entry of the register: a kind of data, in words for the public page and in tables for the machine."""

    order: int  # where it stands in the register
    label: "_StrPromise"
    purpose: "_StrPromise"
    basis: Basis
    kept_for: "_StrPromise"
    tables: tuple[Table, ...]
    erased: "_StrPromise | str" = ""  # what an erasure takes away, in words
    stays: "_StrPromise | str" = ""  # what stays after one, and why
    erase: Callable[[Subject], int] | None = None  # how many rows it took; None: all rows of the tables are deleted
    files: Callable[[Subject], "Iterator[tuple[str, str]]"] | None = (
        None  # pictures and papers: a name, the file's path
    )
    expiries: tuple[Expiry, ...] = ()


def register() -> list[tuple[str, Part]]:
    """Every part in the order in which it is read."""
    return sorted(registries.privacy, key=lambda entry: (entry[1].order, entry[0]))


def tables_of(model: str) -> list[Table]:
    return [table for _key, part in registries.privacy for table in part.tables if table.model == model]


def export(part: Part, subject: Subject) -> Iterator[tuple[Table, list[Row]]]:
    """Everything that a part keeps of the subject, table by table, and of nobody else."""
    for table in part.tables:
        pointers = [field.name for field in table.rows_of._meta.concrete_fields if field.is_relation]
        rows = table.of(subject).select_related(*pointers) if pointers else table.of(subject)
        read = rows.iterator(1000)
        yield table, [table.row(row, subject) for row in (table.parts(read) if table.parts else read)]


def plain(row: models.Model, name: str, subject: Subject) -> Any:
    """A field's value for the file: who else is meant is told by the part they play, never by name."""
    field: Any = row._meta.get_field(name)
    if isinstance(field, models.ManyToManyField):
        return [str(each) for each in getattr(row, name).all()]
    if field.is_relation:
        return _pointed_at(row, field, subject)
    return in_json(field.value_from_object(row), field)


def in_json(value: Any, field: Any = None) -> Any:
    match value:
        case None | bool() | int() | float() | dict() | list():
            return value
        case str():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
    return str(field.get_prep_value(value)) if field is not None else str(value)


def who(account: Any, subject: Subject) -> str:
    """An account as somebody else may know it."""
    if account is None:
        return ""
    if account.pk == subject.account_id:
        return gettext("you")
    return gettext("the office") if account.is_staff else gettext("another person")


def owners() -> set[type[models.Model]]:
    """The models that are people themselves: the registry's people and the accounts."""
    return {table.rows_of for _key, part in registries.privacy for table in part.tables if table.owner == "pk"}


def movable(to: type[models.Model]) -> dict[type[models.Model], tuple[str, ...]]:
    """The fields by which each model of the register points straight at people (or at accounts), as a merge moves
    them; derived tables are left out."""
    found: dict[type[models.Model], list[str]] = {}
    for _key, part in registries.privacy:
        for table in part.tables:
            for name in (table.owner, *table.moves) if not table.is_derived else ():
                if _points_at(table.rows_of, name, to) and name not in found.setdefault(table.rows_of, []):
                    found[table.rows_of].append(name)
    return {model: tuple(names) for model, names in found.items() if names}


def merging_of(model: type[models.Model]) -> Merging:
    """What the register says of the model's rows when two records become one; by default they all move."""
    rules = [table.merging for table in tables_of(model._meta.label_lower) if table.merging]
    return rules[0] if rules else Merging()


def _points_at(model: type[models.Model], name: str, to: type[models.Model]) -> bool:
    if name == "pk" or "__" in name:
        return False
    related = model._meta.get_field(name).related_model
    return isinstance(related, type) and related._meta.concrete_model is to


def _pointed_at(row: models.Model, field: Any, subject: Subject) -> Any:
    key = getattr(row, field.attname)
    if key is None:
        return None
    if field.related_model is get_user_model():
        return who(getattr(row, field.name), subject)
    if field.related_model._meta.concrete_model in owners():
        return gettext("you") if key == subject.person_id else gettext("another person")
    if tables_of(field.related_model._meta.label_lower):  # another row of the register: maybe somebody else's
        return f"#{key}"
    return str(getattr(row, field.name))


def _verbose(model: type[models.Model], name: str) -> Any:
    field = model._meta.get_field(name)
    return getattr(field, "verbose_name", name)
