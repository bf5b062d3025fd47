"""Files that a page hands out."""

from collections.abc import Iterable

from django.http import StreamingHttpResponse


def csv_file(name: str, lines: Iterable[str]) -> StreamingHttpResponse:
    """Written as it is read, however long it is (`lines`: of lib.csv_files)."""
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
