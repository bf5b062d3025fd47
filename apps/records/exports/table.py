"""People as a table: the columns are django-import-export fields, the rows are written one by one to CSV or XLSX.

No cell becomes a formula: XLSX cells are written as text, CSV cells are marked where a spreadsheet would compute them
(apps.core.lib.csv_files)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import rustpy_xlsxwriter
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field
from import_export.resources import Resource

from apps.core.lib import csv_files
from apps.records.exports import Exported, wishes_in_force
from apps.records.models import Contact, Degree, PersonName

FORMATS = {"xlsx": _("Excel (XLSX)"), "csv": _("CSV")}


@dataclass(frozen=True)
class PersonRow:
    """One person as a line of a table; several student ids or numbers stand in one cell, parted by a semicolon."""

    record: str
    title_th: str
    first_th: str
    last_th: str
    title_en: str
    first_en: str
    last_en: str
    nickname: str
    student_ids: str
    degree: str
    faculty: str
    campus: str
    graduation_year_be: str
    cohort: str
    email: str
    phone: str
    province: str
    employer: str
    position: str
    deceased: str
    do_not_contact: str


# What stands above each column, in the reader's language. A label says in any language which column it is, so that a
# file can be read back; no two are the same.
COLUMNS = {
    "record": _("number of the record"),
    "title_th": _("title in Thai"),
    "first_th": _("first name in Thai"),
    "last_th": _("surname in Thai"),
    "title_en": _("title in Latin letters"),
    "first_en": _("first name in Latin letters"),
    "last_en": _("surname in Latin letters"),
    "nickname": _("nickname"),
    "student_ids": _("student id"),
    "degree": _("degree"),
    "faculty": _("faculty"),
    "campus": _("campus"),
    "graduation_year_be": _("academic year of graduation (B.E.)"),
    "cohort": _("cohort"),
    "email": _("e-mail"),
    "phone": _("Telephone"),
    "province": _("province"),
    "employer": _("employer"),
    "position": _("position"),
    "deceased": _("deceased"),
    "do_not_contact": _("do not contact"),
}


class PeopleResource(Resource):  # type: ignore[misc] # import-export has no types
    """The table's columns, in order, named in the language that is active."""

    @classmethod
    def columns(cls) -> "PeopleResource":
        resource = cls()
        resource.fields = {
            name: Field(attribute=name, column_name=capfirst(str(label))) for name, label in COLUMNS.items()
        }
        return resource


def person_row(person: Exported, today: date) -> PersonRow:
    """The line of a person as things stand today."""
    name = person.current_names[0] if person.current_names else PersonName()
    degrees = person.all_degrees
    first = degrees[0] if degrees else Degree()
    provinces = [address.province for address in person.live_addresses if address.province]
    death = getattr(person, "death", None)
    return PersonRow(
        record=str(person.public_id),
        title_th=name.title_th,
        first_th=name.first_th,
        last_th=name.last_th,
        title_en=name.title_en,
        first_en=name.first_en,
        last_en=name.last_en,
        nickname=name.nickname,
        student_ids=_joined(degree.student_id for degree in degrees),
        degree=_joined(str(degree.title) if degree.title else degree.get_level_display() for degree in degrees),
        faculty=str(first.faculty or ""),
        campus=str(first.campus or ""),
        graduation_year_be=str(first.graduation_year_be or ""),
        cohort=str(first.cohort.number) if first.cohort else "",
        email=_joined(_values(person, Contact.Kind.EMAIL)),
        phone=_joined([*_values(person, Contact.Kind.MOBILE), *_values(person, Contact.Kind.PHONE)]),
        province=str(provinces[0]) if provinces else "",
        employer=_joined(post.employer for post in person.current_posts),
        position=_joined(post.position for post in person.current_posts),
        deceased="1" if death and death.is_confirmed else "",
        do_not_contact=_joined(wish.channel for wish in wishes_in_force(person, today)),
    )


def write_table(rows: Iterable[PersonRow], file_format: str) -> bytes:
    """The whole file. XLSX and CSV (UTF-8 with a byte order mark, so that Excel reads the Thai)."""
    resource = PeopleResource.columns()
    headers: list[str] = resource.get_export_headers()
    cells = ([str(cell) for cell in resource.export_resource(row)] for row in rows)
    return _xlsx(headers, cells) if file_format == "xlsx" else "".join(csv_files.lines(headers, cells)).encode()


def _xlsx(headers: list[str], rows: Iterator[list[str]]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "people.xlsx"
        records = (dict(zip(headers, row, strict=True)) for row in rows)
        rustpy_xlsxwriter.write_worksheet(records, str(path), sheet_name="people", freeze_row=1, bold_headers=True)
        return path.read_bytes()


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(part for part in parts if part)


def _values(person: Exported, kind: str) -> list[str]:
    return [contact.value for contact in person.live_contacts if contact.kind == kind]
