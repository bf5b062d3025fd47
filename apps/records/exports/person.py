"""Everything that the portal keeps of one person, as a ZIP for that person: data.json, a CSV for each table, pictures
and papers, and a readme in their language. What is in it, the register of personal data says (`core.privacy`)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from apps.core import privacy
from apps.core.lib import csv_files
from apps.core.privacy import Part, Row, Subject, Table

FORMAT = "alumni-portal-personal-data"
VERSION = 1


@dataclass(frozen=True)
class Sheet:
    """The rows of one table, and the file that holds them."""

    key: str  # of the part
    part: Part
    table: Table
    name: str
    rows: list[Row]


def sheets(subject: Subject) -> list[Sheet]:
    """Every table in which the subject has a row, in the register's order."""
    found = [
        Sheet(key, part, table, _file_name(key, part, table), rows)
        for key, part in privacy.register()
        for table, rows in privacy.export(part, subject)
    ]
    return [sheet for sheet in found if sheet.rows and sheet.table.fields]


def write(subject: Subject) -> bytes:
    """The ZIP, in the language that is active."""
    found = sheets(subject)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        readme = render_to_string("records/privacy/readme.txt", {"sheets": found})
        archive.writestr("readme.txt", csv_files.BYTE_ORDER_MARK + readme)
        archive.writestr("data.json", json.dumps(as_json(found), ensure_ascii=False, indent=2))
        for sheet in found:
            archive.writestr(f"{sheet.name}.csv", "".join(_csv(sheet)))
        for name, content in _files(subject):
            archive.writestr(name, content)
    return out.getvalue()


def as_json(found: list[Sheet]) -> dict[str, Any]:
    """The same for machines: each part with its purpose, each field with its meaning."""
    tables = {
        sheet.name: {
            "part": sheet.key,
            "label": str(sheet.part.label),
            "purpose": str(sheet.part.purpose),
            "basis": str(sheet.part.basis.label),
            "kept_for": str(sheet.part.kept_for),
            "fields": sheet.table.labels(),
            "rows": sheet.rows,
        }
        for sheet in found
    }
    made_at = timezone.now().isoformat(timespec="seconds")
    return {"format": FORMAT, "version": VERSION, "made_at": made_at, "language": get_language(), "tables": tables}


def _csv(sheet: Sheet) -> Iterator[str]:
    names = sheet.table.fields
    return csv_files.lines(names, ([_cell(row.get(name)) for name in names] for row in sheet.rows))


def _cell(value: Any) -> object:
    match value:
        case None:
            return ""
        case bool():
            return int(value)
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
    return value


def _file_name(key: str, part: Part, table: Table) -> str:
    """'contacts/address'; a second way into the same table is told by its name."""
    name = f"{key.partition('.')[2]}/{table.model.partition('.')[2]}"
    first = next(each for each in part.tables if each.model == table.model)
    return name if first is table else f"{name}-{table.owner}"


def _files(subject: Subject) -> Iterator[tuple[str, bytes]]:
    """Pictures and papers of which the register tells; what has gone from the store meanwhile is left out."""
    for _key, part in privacy.register():
        for name, path in part.files(subject) if part.files else ():
            if default_storage.exists(path):
                with default_storage.open(path) as kept:
                    yield f"{name}{PurePath(path).suffix}", kept.read()
