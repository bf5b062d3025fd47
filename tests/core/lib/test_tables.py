"""Small tables from files that may be anything."""

import io
import zipfile

import pytest

from apps.core.lib import tables
from apps.core.lib.tables import TableError

HEADER = '<?xml version="1.0"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    "</Types>",
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
}


def workbook(sheet, **more):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**PARTS, "xl/worksheets/sheet1.xml": sheet, **more}.items():
            archive.writestr(name, HEADER + text)
    return content.getvalue()


def sheet(*cells):
    rows = "".join(f'<row r="{ref.lstrip("ABCDEFX")}"><c r="{ref}"><v>{value}</v></c></row>' for ref, value in cells)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("คณะ,จำนวน\r\nวิศวฯ,5\r\n".encode("utf-8-sig"), [["คณะ", "จำนวน"], ["วิศวฯ", "5"]]),
        ("คณะ;จำนวน\nวิศวฯ;5\n".encode("cp874"), [["คณะ", "จำนวน"], ["วิศวฯ", "5"]]),
        ("คณะ\tจำนวน\nวิศวฯ\t5\n".encode("utf-16"), [["คณะ", "จำนวน"], ["วิศวฯ", "5"]]),
    ],
)
def test_texts_are_read_in_the_letters_in_which_they_are_written(content, rows):
    assert tables.read(content, "a.csv") == rows


def test_numbers_of_a_spreadsheet_are_read_as_typed():
    assert tables.read(workbook(sheet(("A1", "2548"), ("B2", "3.5"))), "a.xlsx") == [["2548", ""], ["", "3.5"]]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_what_is_written_is_read(file_format):
    content = tables.write(["ก", "b"], [["1", "=x"], ["", "สอง"]], file_format)

    assert tables.read(content, f"a.{file_format}") == [["ก", "b"], ["1", "'=x"], ["", "สอง"]]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"x", "a.pdf", "kind"),
        (b"", "a.csv", "empty"),
        (b"a\n" * 6000, "a.csv", "too_many_rows"),
        (b"a" + b"," * 300, "a.csv", "too_many_columns"),
        (b"x" * 5000, "a.csv", "long_cell"),
        (b"x" * 2_000_001, "a.csv", "too_large"),
        (b"a\0b", "a.csv", "kind"),
        (b"PK\x03\x04", "a.csv", "kind"),
        (b"nothing", "a.xlsx", "damaged"),
        (b"PK\x03\x04nothing", "a.xlsx", "damaged"),
        (b"\xd0\xcf\x11\xe0nothing", "a.xls", "damaged"),
    ],
)
def test_what_is_no_table_is_refused(content, name, code):
    with pytest.raises(TableError) as refused:
        tables.read(content, name)

    assert refused.value.code == code


def test_bomb_in_an_archive_is_refused_before_anything_reads_it():
    with pytest.raises(TableError) as refused:
        tables.read(workbook(sheet(("A1", "1")), **{"xl/sharedStrings.xml": " " * 40_000_000}), "a.xlsx")

    assert refused.value.code == "too_large"


def test_cell_at_the_far_corner_harms_nobody():
    with pytest.raises(TableError) as refused:
        tables.read(workbook(sheet(("A1", "1"), ("XFD1048576", "1"))), "a.xlsx")

    assert refused.value.code in {"damaged", "too_many_rows"}


def test_entities_of_a_sheet_are_not_unfolded():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    content = workbook(bomb + sheet(("A1", "&b;")))

    assert len(str(readable(content))) < 100


def readable(content):
    """The rows, or none where the file is refused."""
    try:
        return tables.read(content, "a.xlsx")
    except TableError:
        return []
