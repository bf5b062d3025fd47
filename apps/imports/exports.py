"""Files out: the rows that were not taken, as they came, with the reason in a column."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from apps.imports.lib.rejected import Rejected, write_xlsx
from apps.imports.models import Import, ImportRow
from apps.imports.reports import reasons, values
from apps.imports.reports.names import Names

CHUNK = 2000


def rejected_rows(given: Import) -> bytes:
    """XLSX, in which numbers keep their zeros and nothing becomes a formula."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rejected.xlsx"
        write_xlsx(path, values.mapping(given.mapping), _rows(given))
        return path.read_bytes()


def _rows(given: Import) -> Iterator[Rejected]:
    names = Names()
    rows = ImportRow.objects.filter(of=given, outcome=ImportRow.Outcome.REJECTED).order_by("number")
    for row in rows.iterator(CHUNK):
        cells = [str(cell) for cell in json.loads(row.cells)] if row.cells else []
        why = " ".join(reasons.words(each, names) for each in reasons.that_decide(row.reasons, row.outcome))
        yield row.number, cells, why
