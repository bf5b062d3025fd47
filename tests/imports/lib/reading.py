"""Files written, looked at and read in this process, for tests of what a reader makes of them."""

from apps.imports.lib import reading
from apps.imports.lib.rows import Row, Skipped
from tests.imports.messy import write_csv
from tests.imports.university import psu


def read_file(path, *, mapping=None, reference=None):
    """Rows and skipped lines, in order."""
    reference = reference or psu()
    look = reading.look(path, path.name, reference)
    items = list(reading.read(path, path.name, mapping or look.mapping, reference))
    return [item for item in items if isinstance(item, Row)], [item for item in items if isinstance(item, Skipped)]


def read_rows(folder, rows, **kwargs):
    """The people in a table of texts."""
    return read_file(write_csv(folder / "table.csv", rows), **kwargs)[0]


def codes(row):
    return [problem.code for problem in row.problems]
