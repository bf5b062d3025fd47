"""The page and the file of all results: which year, put together by what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext

from apps.core.lib import csv_files
from apps.mailings.models import Mailing
from apps.mailings.querysets.gone_out import of_year, years
from apps.mailings.reports.results import WAYS, Line, Results, headings, lines

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class ResultsPage:
    """`ways` by which the lines may be put together, `by` the one that is; `years` in which mailings went out."""

    by: str
    ways: "Mapping[str, _StrPromise]"
    year: int | None
    years: list[int]
    headings: list[str]
    lines: list[Line]


def page_of(
    mailings: QuerySet[Mailing], asked: Mapping[str, str], *, ways: Sequence[str] = tuple(WAYS)
) -> ResultsPage:
    """What was asked for, as far as it exists; else the newest year, mailing by mailing."""
    known = years(mailings)
    wanted = asked.get("year", "")
    year = int(wanted) if wanted in map(str, known) else next(iter(known), None)
    by = asked.get("by", "") if asked.get("by", "") in ways else ways[0]
    found = lines(of_year(mailings, year), by=by) if year else []
    return ResultsPage(by, {key: WAYS[key] for key in ways}, year, known, headings(), found)


def table_file(page: ResultsPage) -> Iterator[str]:
    """The same as CSV; no line names a reader."""
    header = [str(page.ways[page.by]), gettext("Mailings"), gettext("Sent"), *page.headings]
    return csv_files.lines(header, ([line.title, line.mailings, line.sent, *line.cells] for line in page.lines))


def mailing_file(mailing: Mailing, results: Results) -> Iterator[str]:
    """The results of one mailing as CSV."""
    rows = [(gettext("Sent"), results.sent), *((figure.title, figure.cell) for figure in results.figures)]
    return csv_files.lines([mailing.title, gettext("People")], ([str(title), cell] for title, cell in rows))
