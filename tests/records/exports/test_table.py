import csv
import io
from dataclasses import fields
from datetime import date, timedelta

import openpyxl
import pytest

from apps.records.exports.table import COLUMNS, PeopleResource, PersonRow, person_row, write_table
from apps.records.models import Contact, DoNotContact, Person
from tests.factories import ContactFactory, GraduateFactory

TODAY = date(2026, 11, 21)
FORMULAS = ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "＝1+1"]


def days(number):
    return None if number is None else TODAY + timedelta(days=number)


def exported(person):
    return person_row(Person.objects.for_export().get(pk=person.pk), TODAY)


def row(**cells):
    return PersonRow(**{field.name: "" for field in fields(PersonRow)} | cells)


def headers_and_first_line(content, file_format):
    if file_format == "csv":
        return next(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    headers, line = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return dict(zip(headers, line, strict=True))


@pytest.mark.parametrize("cell", FORMULAS)
def test_write_table_csv_holds_no_formula(cell):
    lines = csv.reader(io.StringIO(write_table([row(first_th=cell)], "csv").decode("utf-8-sig"), newline=""))

    assert [part for part in list(lines)[1] if part] == [f"'{cell}"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_write_table_xlsx_holds_no_formula(cell):
    sheet = openpyxl.load_workbook(io.BytesIO(write_table([row(first_th=cell)], "xlsx"))).active

    assert [part.data_type for part in sheet[2] if part.value] == ["s"]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_write_table_names_its_columns_in_the_readers_language(language, file_format):
    content = write_table([row(faculty="Science")], file_format)

    sheet = headers_and_first_line(content, file_format)
    assert sheet["Faculty" if language == "en" else "คณะ"] == "Science"


def test_columns_are_told_apart_and_complete(language):
    labels = PeopleResource.columns().get_export_headers()

    assert list(COLUMNS) == [field.name for field in fields(PersonRow)]
    assert len(set(labels)) == len(labels)


def test_write_table_survives_control_characters_and_emptiness():
    content = write_table([row(first_th="a\x0bb", last_th="😀")], "xlsx")

    assert openpyxl.load_workbook(io.BytesIO(content)).active.max_row == 2
    assert openpyxl.load_workbook(io.BytesIO(write_table([], "xlsx"))).active is not None


def test_write_table_csv_begins_with_a_byte_order_mark_and_quotes():
    content = write_table([row(employer='ร้าน "ดี", จำกัด')], "csv")

    assert content.startswith(b"\xef\xbb\xbf")
    assert '"ร้าน ""ดี"", จำกัด"' in content.decode("utf-8-sig")


@pytest.mark.django_db
def test_person_row_shows_live_contacts_the_first_one_first():
    person = GraduateFactory()
    ContactFactory(person=person, value="b@example.org")
    ContactFactory(person=person, value="a@example.org", is_primary=True)
    ContactFactory(person=person, value="dead@example.org", status=Contact.Status.BOUNCED)

    assert exported(person).email == "a@example.org; b@example.org"


@pytest.mark.django_db
def test_person_row_tells_the_wishes_in_force_only():
    person = GraduateFactory()
    spans = {"post": (-9, -1), "phone": (1, None), "email": (-9, 0), "line": (0, None)}
    for channel, (since, until) in spans.items():
        DoNotContact.objects.create(person=person, channel=channel, since=days(since), until=days(until))

    assert sorted(exported(person).do_not_contact.split("; ")) == ["email", "line"]
