"""What a check has found, what a run has done and what an undo has left: read a page at a time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.reports import Said as Change
from apps.core.reports import thing_of
from apps.imports.lib.rows import Warned
from apps.imports.models import Import, ImportRow
from apps.imports.reports import reasons as why
from apps.imports.reports import refusals, values
from apps.imports.reports.names import Names
from apps.records.models import Person

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Outcome = ImportRow.Outcome
PER_PAGE = 25
CHUNK = 2000
# What is asked for: an outcome, and of the held ones those on which nobody has decided.
TABS: dict[str, "_StrPromise"] = {
    Outcome.CREATED: _("New people"),
    Outcome.UPDATED: _("Changed people"),
    Outcome.UNCHANGED: _("Nothing new"),
    Outcome.HELD: _("Held for you"),
    Outcome.REJECTED: pgettext_lazy("rows of a file", "Rejected"),
    Outcome.SKIPPED: _("No person"),
}
_LEFT: dict[str, "_StrPromise"] = {
    "edited": _("somebody has changed it since"),
    "gone": _("somebody has taken it out since"),
    "used": _("something else refers to it now"),
    "account": _("the person has an account by now"),
}


@dataclass(frozen=True)
class Share:
    """So many lines of a file ended so."""

    outcome: str
    label: str
    count: int


@dataclass(frozen=True)
class Reason:
    code: str
    title: str
    count: int


@dataclass(frozen=True)
class Line:
    """A line of a file, what becomes of it and why."""

    row: ImportRow
    called: str
    person: Person | None
    said: list[values.Said] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    next: int | None  # the number after which the next page begins


@dataclass(frozen=True)
class Left:
    """Something that an undo could not take back."""

    person: Person | None
    thing: str
    origin: str
    why: str


def shares(given: Import) -> list[Share]:
    """The outcomes in the order of the tabs; together all lines of the file."""
    return [Share(str(key), str(label), int(given.counts.get(key, 0))) for key, label in TABS.items()]


def lines_in(given: Import) -> int:
    return sum(share.count for share in shares(given))


def reasons(given: Import, outcome: str) -> list[Reason]:
    """Why rows ended so, the most frequent first. Counted once after each check."""
    key = f"imports.reasons:{given.pk}:{given.checked_at:%s%f}:{outcome}" if given.checked_at else ""
    counted: dict[str, int] | None = cache.get(key) if key else None
    if counted is None:
        counted = _counted(given, outcome)
        if key:
            cache.set(key, counted, 3600)
    return [Reason(code, why.title(code), number) for code, number in counted.items()]


def remarks(given: Import) -> list[str]:
    """What there was to say of the file as a whole."""
    return [refusals.warning(Warned(each["code"], each["params"])) for each in given.seen.get("warnings", [])]


def page(given: Import, outcome: str, *, code: str = "", after: int = 0) -> Page:
    """The rows of one outcome in the order of the file, from the one after `after` on."""
    rows = ImportRow.objects.filter(of=given, outcome=outcome, number__gt=after).select_related("decided_by")
    wanted = with_reason(rows, code) if code else rows
    found = list(wanted.order_by("number")[: PER_PAGE + 1])
    return Page(lines(found[:PER_PAGE]), found[PER_PAGE - 1].number if len(found) > PER_PAGE else None)


def with_reason(rows: QuerySet[ImportRow], code: str) -> QuerySet[ImportRow]:
    """`code`: one that `reasons` has named. (A search in the text: only one of the databases looks into lists.)"""
    return rows.annotate(reasons_text=Cast("reasons", TextField())).filter(reasons_text__contains=f'"{code}"')


def lines(rows: Sequence[ImportRow]) -> list[Line]:
    """Rows in words: a constant number of queries."""
    names = Names()
    people = Person.objects.with_display().in_bulk([row.person_id for row in rows if row.person_id])
    changed = values.changes((row.number, row.changes) for row in rows)
    return [_line(row, people.get(row.person_id or 0), changed.get(row.number, []), names) for row in rows]


def left(given: Import) -> list[Left]:
    """What an undo has left as it is, since somebody has gone on with it."""
    entries: list[dict[str, Any]] = given.report.get("rows", [])
    people = Person.objects.with_display().in_bulk([each["subject_id"] for each in entries if each["subject_id"]])
    return [
        Left(people.get(each["subject_id"]), capfirst(thing_of(each["table"])), each["origin"], why_left(each["why"]))
        for each in entries
    ]


def why_left(code: str) -> str:
    return str(_LEFT.get(code) or _("there is more about them by now: %(thing)s") % {"thing": thing_of(code)})


def _line(row: ImportRow, person: Person | None, changed: list[Change], names: Names) -> Line:
    tells_all = row.outcome in {Outcome.CREATED, Outcome.REJECTED, Outcome.HELD}
    return Line(
        row,
        values.called(row.values),
        person,
        values.said(_besides_name(row), names) if tells_all else [],
        changed if row.outcome == Outcome.UPDATED else [],
        [why.words(each, names) for each in why.that_decide(row.reasons, row.outcome)],
        [why.words(each, names) for each in why.that_remark(row.reasons, row.outcome)],
    )


def _besides_name(row: ImportRow) -> dict[str, Any]:
    """The name stands above what else a new person's row says."""
    left_out = values.CALLED if row.outcome == Outcome.CREATED else ()
    return {kind: value for kind, value in row.values.items() if kind not in left_out}


def _counted(given: Import, outcome: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    rows: Iterable[list[dict[str, Any]]] = (
        ImportRow.objects.filter(of=given, outcome=outcome).values_list("reasons", flat=True).iterator(CHUNK)
    )
    for reasons_of_row in rows:
        found.update({each["code"] for each in why.that_decide(reasons_of_row, outcome)})
    return dict(found.most_common())
