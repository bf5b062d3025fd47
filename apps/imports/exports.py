"""Files out: the rows that were not taken, as they came, with the reason in a column."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import rustpy_xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from apps.imports.models import Import, ImportRow
from apps.imports.reports import reasons, values
from apps.imports.reports.columns import letter
from apps.imports.reports.names import Names

CHUNK = 2000
LIST = "; "


def rejected_rows(given: Import) -> bytes:
    """XLSX, in which numbers keep their zeros and nothing becomes a formula. The columns stand as in the file; a file
    that comes back mended is known by the two columns at its end, which are not read."""
    rows = ImportRow.objects.filter(of=given, outcome=ImportRow.Outcome.REJECTED).order_by("number")
    width = max((len(_cells(row)) for row in rows.iterator(CHUNK)), default=0)
    heads = [*_heads(given, width), _("why not accepted"), _("row in file")]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rejected.xlsx"
        lines = _lines(rows, heads)
        rustpy_xlsxwriter.write_worksheet(lines, str(path), sheet_name="rejected", freeze_row=1, bold_headers=True)
        return path.read_bytes()


def _lines(rows: QuerySet[ImportRow], heads: list[str]) -> Iterator[dict[str, str]]:
    names = Names()
    for row in rows.iterator(CHUNK):
        cells = _cells(row)
        why = LIST.join(reasons.words(each, names) for each in reasons.that_decide(row.reasons, row.outcome))
        filled = [*cells, *[""] * (len(heads) - 2 - len(cells)), why, str(row.number)]
        yield dict(zip(heads, filled, strict=True))


def _heads(given: Import, width: int) -> list[str]:
    """What stands over the columns, each once: a column without a head is named as spreadsheets name it."""
    headers = values.mapping(given.mapping).headers
    heads: list[str] = []
    for index in range(width):
        head = headers.get(index, "") or letter(index)
        heads.append(head if head not in heads else f"{head} ({letter(index)})")
    return heads


def _cells(row: ImportRow) -> list[str]:
    return [str(cell) for cell in json.loads(row.cells)] if row.cells else []
