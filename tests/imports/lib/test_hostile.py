"""Files that want to do harm, or that are nothing of ours: each is refused in words, and the process that asked goes
on. What is large is made here, small enough for a test; the child's limits do the rest."""

import struct
import zipfile
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.imports.lib import files, reading, tables, zips
from apps.imports.lib.refused import Refused
from apps.imports.lib.rows import Row, Skipped, Warned
from apps.imports.reports.refusals import REFUSALS, refusal
from tests.imports.messy import write_csv, write_xlsx
from tests.imports.university import psu

HEADER = ["รหัสนักศึกษา", "ชื่อ", "นามสกุล"]
ROW = ["4410001", "สมชาย", "ใจดี"]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def rewritten(path: Path, name: str, change):
    """The same zip with one part changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {each.filename: archive.read(each) for each in archive.infolist()}
    parts[name] = change(parts.get(name, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    return path


def workbook(folder, name="a.xlsx"):
    return write_xlsx(folder / name, [HEADER, ROW])


def sheet(folder, change, name="a.xlsx"):
    return rewritten(workbook(folder, name), "xl/worksheets/sheet1.xml", change)


def refused(path, name=""):
    with pytest.raises(Refused) as found:
        reading.look(path, name or path.name, psu())
    return found.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "is_empty"),
        (b"  \r\n\r\n", "is_empty"),
        (b"\x00" * 5000, "is_empty"),
        (b"%PDF-1.7 ...", "is_pdf"),
        (b"{\\rtf1 ...", "is_document"),
        (b"\x89PNG\r\n\x1a\n....", "is_picture"),
        (b"Rar!\x1a\x07....", "is_archive"),
        (b"\x1f\x8b....", "is_archive"),
        (b"SQLite format 3\x00....", "is_database"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "is_old_excel"),
        (b'<?xml version="1.0"?><a/>', "is_xml"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "is_xml_spreadsheet",
        ),
        (b"MIME-Version: 1.0\r\n", "is_web_archive"),
        (b'[{"id": 1}]', "is_json"),
        (b"<html><p>no table</p></html>", "page_without_table"),
        (bytes(range(256)) * 20, "unknown_encoding"),
        (b"a,b\n" + b"\x01\x02\x03\x04" * 500, "is_binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "is_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "is_document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "has_password"),
        (b"PK\x03\x04" + b"\x07" * 600, "is_broken"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, content, code):
    (tmp_path / "a.csv").write_bytes(content)

    assert refused(tmp_path / "a.csv") == code


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["x" * 200_000]], "cell_too_long"),
        ([[str(n) for n in range(1_500)]], "too_wide"),
        ([HEADER, ["4410001", "x" * 200_000, ""]], "cell_too_long"),
    ],
)
def test_tables_beyond_all_bounds(tmp_path, rows, code):
    assert refused(write_csv(tmp_path / "a.csv", rows)) == code


def test_truncated_workbook(tmp_path):
    content = workbook(tmp_path).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(content[: len(content) // 2])

    assert refused(tmp_path / "cut.xlsx") == "is_broken"


def test_bomb_by_its_directory(tmp_path, monkeypatch):
    monkeypatch.setattr(zips, "MOST_UNPACKED", 1_000_000)

    assert refused(sheet(tmp_path, lambda xml: xml + b" " * 2_000_000)) == "is_bomb"


def test_bomb_with_a_lying_directory(tmp_path):
    path = sheet(tmp_path, lambda xml: xml + b" " * 2_000_000)
    content = bytearray(path.read_bytes())
    entry = content.rfind(b"xl/worksheets/sheet1.xml") - 46
    struct.pack_into("<L", content, entry + 24, 1_000)
    path.write_bytes(content)

    assert refused(path) == "is_bomb"


def test_too_many_parts(tmp_path):
    path = workbook(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(zips.MOST_PARTS):
            archive.writestr(f"xl/{number}", "")

    assert refused(path) == "is_bomb"


@pytest.mark.parametrize(
    "declaration", [b'<!DOCTYPE a [<!ENTITY b "c">]>', b'<!DOCTYPE a SYSTEM "file:///etc/hostname">']
)
def test_entities(tmp_path, declaration):
    assert (
        refused(sheet(tmp_path, lambda xml: xml.replace(b"<worksheet", declaration + b"<worksheet"))) == "has_entities"
    )


@pytest.mark.parametrize(("member", "code"), [("word/document.xml", "is_document"), ("inner.xlsx", "is_archive")])
def test_zips_that_are_no_workbook(tmp_path, member, code):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr(member, "x")

    assert refused(tmp_path / "a.xlsx") == code


def test_macros_and_links_are_told_and_not_read(tmp_path):
    path = rewritten(workbook(tmp_path, "a.xlsm"), "xl/vbaProject.bin", lambda _: b"x")
    path = rewritten(path, "xl/externalLinks/externalLink1.xml", lambda _: b"<x/>")
    look = reading.look(path, path.name, psu())

    assert {warned.code for warned in look.warnings} == {"macros", "links"}


def test_formulas_without_results_are_told(tmp_path):
    look = reading.look(write_xlsx(tmp_path / "a.xlsx", [HEADER, ["4410001", "=1+1", "ใจดี"]]), "a.xlsx", psu())

    assert Warned("formulas_unsaved", {"count": "1"}) in look.warnings


def test_wrong_ending_is_told(tmp_path):
    look = reading.look(workbook(tmp_path), "บัณฑิต.csv", psu())

    assert look.format == "xlsx"
    assert Warned("other_ending", {"ending": "csv", "format": "XLSX"}) in look.warnings


def test_web_page_under_the_name_of_a_workbook(tmp_path):
    (tmp_path / "a.xls").write_text(
        "<html><meta charset=utf-8><table><tr><th colspan=3>รายชื่อ<tr><th>รหัสนักศึกษา<th>ชื่อ<th>นามสกุล"
        "<tr><td>4410001<td>สมชาย<td>ใจ&shy;ดี</table>",
        "utf-8",
    )
    look = reading.look(tmp_path / "a.xls", "a.xls", psu())
    rows = [item for item in reading.read(tmp_path / "a.xls", "a.xls", look.mapping, psu()) if isinstance(item, Row)]

    assert look.format == "html"
    assert rows[0].values == {"student_id": "4410001", "first_th": "สมชาย", "last_th": "ใจดี"}


def test_child_without_memory_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MEMORY", 16 * 1024 * 1024)

    with pytest.raises(Refused) as found:
        files.look(workbook(tmp_path), "a.xlsx", psu())
    assert found.value.code in {"needs_too_much", "is_broken"}


def test_far_cell_takes_no_memory_of_ours(tmp_path):
    path = sheet(tmp_path, lambda xml: xml.replace(b'r="A2"', b'r="XFD1048576"').replace(b'r="2"', b'r="1048576"'))

    with pytest.raises(Refused) as found:
        files.look(path, "a.xlsx", psu())
    assert found.value.code == "needs_too_much"


def test_child_that_takes_too_long_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "PATIENCE", 0.01)

    with pytest.raises(Refused) as found:
        files.look(workbook(tmp_path), "a.xlsx", psu())
    assert found.value.code == "takes_too_long"


def test_file_that_is_too_large_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_LARGEST", 100)

    with pytest.raises(Refused) as found:
        files.look(workbook(tmp_path), "a.xlsx", psu())
    assert found.value.code == "file_too_large"


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_each_refusal_has_its_words(code):
    with translation.override("en"):
        assert refusal(code, {}).endswith(".")


def take_in(path, content):
    path.write_bytes(content)
    try:
        look = reading.look(path, path.name, psu())
        return list(reading.read(path, path.name, look.mapping, psu()))
    except Refused as found:
        return found


ANY_FILE = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def assert_rows_or_refused(found):
    if isinstance(found, Refused):
        assert found.code in REFUSALS
    else:
        lines = [item.number for item in found if isinstance(item, Row | Skipped)]
        assert lines == list(range(1, len(lines) + 1))


@ANY_FILE
@given(st.binary(max_size=400))
def test_any_bytes_are_rows_or_refused(tmp_path, content):
    assert_rows_or_refused(take_in(tmp_path / "a.csv", content))


@ANY_FILE
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), max_size=8), st.sampled_from(",;\t|"))
def test_any_cells_are_rows_or_refused(tmp_path, rows, delimiter):
    text = "\n".join(delimiter.join(row) for row in [["รหัสนักศึกษา", "ชื่อ-สกุล", "วันเกิด", "คณะ", "GPA", "โทร"], *rows])

    assert_rows_or_refused(take_in(tmp_path / "a.csv", text.encode("utf-8", "replace")))


@ANY_FILE
@given(st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8))
def test_flipped_bytes_of_a_workbook_are_rows_or_refused(tmp_path, changes):
    path = tmp_path / "a.xlsx"
    content = bytearray((path if path.exists() else workbook(tmp_path)).read_bytes())
    for place, byte in changes:
        content[int(place * len(content))] = byte

    assert_rows_or_refused(take_in(tmp_path / "b.xlsx", bytes(content)))


def test_reader_of_spreadsheets_names_its_limits():
    assert tables.MOST_COLUMNS < 16_384
