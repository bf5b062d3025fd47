"""Which column is taken for what."""

import pytest

from apps.imports.lib import reading
from apps.imports.lib.headers import known
from tests.imports.messy import HEADER, people, write_csv, write_xlsx
from tests.imports.university import psu


def kinds(folder, rows):
    path = write_csv(folder / "a.csv", rows)
    return list(reading.look(path, path.name, psu()).mapping.columns.values())


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        *[
            (text, "student_id")
            for text in ("รหัสนักศึกษา", "รหัสประจำตัวนักศึกษา", "Student ID", "student_id", "รหัส นศ.", "รหัสนศ")
        ],
        *[(text, "full_name") for text in ("ชื่อ-สกุล", "ชื่อ–นามสกุล", "ชื่อ - นามสกุล", "ชื่อ/สกุล", "Name-Surname")],
        *[(text, "national_id") for text in ("เลขประจำตัวประชาชน", "เลขบัตรประชาชน", "Citizen ID", "เลขประจำตัวประชาขน")],
        *[(text, "birth_date") for text in ("ว/ด/ป เกิด", "ว.ด.ป.เกิด", "วัน เดือน ปีเกิด", "DOB", "Date of Birth")],
        *[(text, "graduation_year_be") for text in ("ปีการศึกษาที่จบ", "ปีที่จบ", "Graduation Year")],
        *[(text, "entry_year_be") for text in ("ปีที่เข้า", "ปีที่เข้าศึกษา", "Admission year")],
        *[(text, "conferred_on") for text in ("วันที่อนุมัติ", "วันอนุมัติปริญญา", "Date Conferred")],
        *[(text, "mobile") for text in ("มือถือ", "โทรศัพท์มือถือ", "Mobile No.")],
        *[(text, "email") for text in ("อีเมล", "อีเมล์", "E-mail", "อีเมลล์")],
        *[("คณะ", "faculty"), ("วิชาเอก", "programme"), ("สาขา", "programme"), ("วุฒิ", "degree"), ("GPAX", "gpa")],
        *[("คำนำหน้า", "title_th"), ("คำนำหน้าชื่อ", "title_th"), ("ที่อยู่", "address"), ("โทรศัพท์", "phone")],
        *[("รหัสนักศกึษา", "student_id"), ("เกียรตินิยม", "honours"), ("วันเกิด (พ.ศ.)", "birth_date"), ("ลำดับ", "")],
        *[("ศาสนา", "not_kept"), ("หมู่โลหิต", "not_kept")],
    ],
)
def test_headers(header, kind):
    found = known(header)

    assert found
    assert found[0] == kind


@pytest.mark.parametrize("header", ["", "#", "สมชาย", "xyz", "4410001"])
def test_headers_that_say_nothing(header):
    assert known(header) is None


def test_all_columns_of_a_good_file(tmp_path):
    assert kinds(tmp_path, [HEADER, *(person.cells() for person in people(20))]) == [
        *(
            "student_id",
            "national_id",
            "title_th",
            "first_th",
            "last_th",
            "first_en",
            "last_en",
            "birth_date",
            "faculty",
        ),
        *(
            "campus",
            "degree",
            "programme",
            "entry_year_be",
            "graduation_year_be",
            "conferred_on",
            "gpa",
            "email",
            "mobile",
        ),
    ]


def test_columns_without_any_header(tmp_path):
    found = kinds(tmp_path, [person.cells() for person in people(30)])

    assert {"student_id", "national_id", "title_th", "faculty", "campus", "degree"} <= set(found)


@pytest.mark.parametrize(
    ("header", "cell", "kind"),
    [
        ("เลขประจำตัว", "1000000000017", "national_id"),
        ("เลขประจำตัว", "4410001", "student_id"),
        ("ชื่อ", "นายสมชาย ใจดี", "full_name"),
        ("Name", "Somchai Jaidee", "full_name_en"),
        ("สาขา", "วท.บ. (เคมี)", "degree"),
        ("ปีที่จบ", "31/03/2549", "conferred_on"),
        ("วันที่จบ", "2549", "graduation_year_be"),
        ("เลขที่", "1", ""),
    ],
)
def test_cells_decide_what_a_header_leaves_open(tmp_path, header, cell, kind):
    other = ["รหัสนักศึกษา", "4410009"] if kind != "student_id" else ["คณะ", "วจก."]

    assert kinds(tmp_path, [[other[0], header], *[[other[1], cell]] * 5])[1] == kind


def test_names_under_one_merged_header(tmp_path):
    rows = [["ที่", "รหัส", "ชื่อ-สกุล", None, None], *[[n, 4410000 + n, "นาย", "สมชาย", "ใจดี"] for n in range(1, 6)]]
    path = write_xlsx(tmp_path / "a.xlsx", rows, merged=["C1:E1"])

    assert list(reading.look(path, path.name, psu()).mapping.columns.values()) == [
        *("", "student_id", "title_th", "first_th", "last_th")
    ]


def test_second_column_of_a_kind(tmp_path):
    assert kinds(tmp_path, [["รหัสนักศึกษา", "อีเมล", "E-mail"], ["4410001", "a@example.com", "b@example.com"]]) == [
        *("student_id", "email", "email_2")
    ]
