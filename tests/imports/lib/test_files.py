"""Whole files: what is found in them, and that every line of them is told of once."""

import csv
import json
from dataclasses import replace

import openpyxl
import pytest

from apps.imports.lib import files, reading, rejected
from apps.imports.lib.lookup import key
from apps.imports.lib.mapping import Mapping
from apps.imports.lib.reference import Reference
from apps.imports.lib.refused import Refused
from apps.imports.lib.rows import Grade, Row, Skipped, Warned, Why
from tests.imports import messy
from tests.imports.lib.reading import codes, read_file, read_rows
from tests.imports.messy import HEADER, people, write_csv, write_xlsx
from tests.imports.university import psu


def everybody(count=40, seed=1):
    return list(people(count, seed))


def known(rows):
    return {row.values["student_id"]: row.values for row in rows}


def assert_all_there(rows, invented, *fields):
    found = known(rows)
    for person in invented:
        wanted = {
            "first_th": person.first,
            "last_th": person.last,
            "birth_date": person.born.isoformat(),
            "faculty": person.faculty,
            "conferred_on": person.conferred.isoformat(),
            "gpa": f"{person.gpa:.2f}",
            "degree": person.degree,
            "programme": person.programme,
        }
        values = found[person.student_id]
        assert {field: values.get(field) for field in fields} == {field: wanted[field] for field in fields}


def test_clean_file_is_read_without_a_problem(tmp_path):
    invented = everybody()
    rows, skipped = read_file(write_csv(tmp_path / "a.csv", [HEADER, *(person.cells() for person in invented)]))

    assert_all_there(
        rows, invented, "first_th", "last_th", "birth_date", "faculty", "conferred_on", "gpa", "programme"
    )
    assert [row.problems for row in rows] == [[]] * len(invented)
    assert [(each.number, each.why) for each in skipped] == [(1, "header")]


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-16-le", ","), ("utf-16-be", "|"), ("cp874", "\t")],
)
def test_encodings_and_delimiters(tmp_path, encoding, delimiter):
    invented = everybody()
    path = write_csv(
        tmp_path / "a.txt", [HEADER, *(p.cells() for p in invented)], encoding=encoding, delimiter=delimiter
    )

    assert_all_there(read_file(path)[0], invented, "first_th", "last_th", "birth_date", "faculty")


def test_tis620_with_thai_digits(tmp_path):
    invented = everybody()
    path = messy.tis620_file(tmp_path, invented)

    assert reading.look(path, path.name, psu()).encoding == "cp874"
    assert_all_there(read_file(path)[0], invented, "first_th", "conferred_on")


def test_printed_report(tmp_path):
    invented = everybody()
    rows, skipped = read_file(messy.report_file(tmp_path, invented))

    assert_all_there(rows, invented, "first_th", "last_th", "faculty", "birth_date", "degree", "programme")
    assert {row.values["graduation_year_be"] for row in rows} == {"2548"}
    assert all("faculty" in row.inherited for row in rows)
    faculties = len({person.faculty for person in invented})
    why = [each.why.value for each in skipped]
    assert {name: why.count(name) for name in set(why)} == {
        "title": 2,
        "blank": 1 + faculties,
        "header": 2,
        "heading": faculties,
        "subtotal": faculties + 1,
        "note": 1,
    }


def test_every_line_is_told_of_once_and_in_order(tmp_path):
    rows, skipped = read_file(messy.report_file(tmp_path, everybody()))

    numbers = sorted([row.number for row in rows] + [each.number for each in skipped])
    assert numbers == list(range(1, len(numbers) + 1))


def test_one_person_written_differently(tmp_path):
    one = next(iter(people(1)))
    married, renamed = messy.variants(one)[1:3]
    rows = read_rows(tmp_path, [HEADER, *(person.cells() for person in messy.variants(one))])

    assert rows[1].values["last_th"] == "ทองใหม่"
    assert rows[1].values["former_last_th"] == one.last
    assert rows[2].values["former_first_th"] == one.first
    assert rows[3].values["first_th"] == rows[0].values["first_th"]
    assert married.student_id == renamed.student_id


def test_names_the_other_way_round_are_held(tmp_path):
    invented = messy.doubled(everybody(300))
    on_record = frozenset(key(person.first) for person in people(3_000, seed=2))
    reference = replace(psu(), given_names=on_record)
    rows = read_rows(tmp_path, [HEADER, *(person.cells() for person in invented)], reference=reference)

    assert codes(rows[3]) == ["name_swapped"]
    assert rows[4].values["title_th"] in {"นาย", "นาง", "นางสาว"}
    held = [row.number for row in rows if "name_swapped" in codes(row)]
    assert len(held) <= 3


def test_columns_the_other_way_round_hold_every_row_until_said(tmp_path):
    invented = everybody(200)
    swapped = [HEADER, *([*p.cells()[:3], p.last, p.first, *p.cells()[5:]] for p in invented)]
    path = write_csv(tmp_path / "a.csv", swapped)
    mapping = reading.look(path, path.name, psu()).mapping

    assert all("name_swapped" in codes(row) for row in read_file(path)[0])
    decided = Mapping(**vars(mapping) | {"options": {"names": "swapped"}})
    rows = read_file(path, mapping=decided)[0]
    assert_all_there(rows, invented, "first_th", "last_th")
    assert not any(codes(row) for row in rows)


def test_former_names_of_faculties(tmp_path):
    rows, _ = read_file(messy.old_names_file(tmp_path, everybody(4)))

    assert [row.values["faculty"] for row in rows] == list(messy.OLD_NAMES.values())
    assert [row.values["campus"] for row in rows] == ["PTN", "HY", "HY", "PTN"]


def test_what_excel_does_to_numbers_and_dates(tmp_path):
    invented = everybody(10)
    rows, _ = read_file(messy.damaged_file(tmp_path, invented))

    assert [row.values["student_id"] for row in rows] == [person.student_id for person in invented]
    assert [codes(row) for row in rows] == [[], ["digits_lost"]] * 5
    assert [row.values["conferred_on"] for row in rows] == [person.conferred.isoformat() for person in invented]
    mobiles = [row.values.get("mobile", "") for row in rows]
    assert mobiles == [person.mobile and f"+66{person.mobile[1:]}" for person in invented]


def test_grades_in_hundredths_and_honours(tmp_path):
    invented = everybody(20)
    rows, _ = read_file(messy.grades_file(tmp_path, invented))

    assert [row.values["gpa"] for row in rows] == [f"{person.gpa:.2f}" for person in invented]
    assert [row.values.get("honours", "") for row in rows[:4]] == ["first", "second", "", "gold"]
    assert not any(codes(row) for row in rows)


def test_signs_that_nobody_sees(tmp_path):
    invented = everybody(20)
    rows, _ = read_file(messy.invisible_file(tmp_path, invented))

    assert_all_there(rows, invented, "first_th", "last_th", "birth_date", "faculty", "programme")
    assert not any(codes(row) for row in rows)


def test_date_cells_that_excel_swapped_are_held(tmp_path):
    header = ["รหัสนักศึกษา", "ชื่อ", "นามสกุล", "วันเกิด"]
    swapped = [[f"44100{n:02}", "มาลี", "ทองดี", f"1982-{n:02}-03"] for n in range(1, 8)]
    rows = read_rows(tmp_path, [header, *swapped, ["4410020", "มาลี", "ทองดี", "25/03/2525"]])

    assert [codes(row) for row in rows] == [[*(["date_cells_swapped"] if n != 3 else [])] for n in range(1, 8)] + [[]]


def test_headings_end_what_stood_below_the_last_one(tmp_path):
    rows = read_rows(
        tmp_path,
        [
            ["รหัสนักศึกษา", "ชื่อ-สกุล", "เกรดเฉลี่ย"],
            ["คณะวิศวกรรมศาสตร์", "", ""],
            ["สาขาวิชาวิศวกรรมโยธา", "", ""],
            ["4410001", "นายสมชาย ใจดี", "2.50"],
            ["คณะวิทยาศาสตร์ ระดับปริญญาโท", "", ""],
            ["4410002", "นางสาวมาลี ทองดี", "2.50"],
            ["คณะที่ไม่มีอยู่", "", ""],
            ["4410003", "นายมานะ ทองดี", "2.50"],
        ],
    )

    assert rows[0].values["faculty"] == "ENG"
    assert rows[0].values["programme"] == "วิศวกรรมโยธา"
    assert rows[1].values["faculty"] == "SCI"
    assert rows[1].values["level"] == "master"
    assert "programme" not in rows[1].values
    assert codes(rows[2]) == ["unknown_faculty"]


def test_page_heads_that_repeat(tmp_path):
    header, row = ["รหัสนักศึกษา", "ชื่อ", "นามสกุล", "คณะ", "GPA"], ["4410001", "มาลี", "ทองดี", "วจก.", "2.50"]
    rows, skipped = read_file(
        write_csv(tmp_path / "a.csv", [header, row, ["หน้า 2", "", "", "", ""], header, [*row[:4], "2.60"]])
    )

    assert [row.number for row in rows] == [2, 5]
    assert [each.why.value for each in skipped] == ["header", "note", "repeated_header"]


def test_sheet_of_people_is_chosen_and_the_others_are_told(tmp_path):
    book = openpyxl.load_workbook(write_xlsx(tmp_path / "a.xlsx", [["สรุป"], ["รวม", 45]], sheet="สรุป"))
    page = book.create_sheet("รายชื่อ")
    page.append(["รหัสนักศึกษา", "ชื่อ-สกุล"])
    page.append([4410001, "นายสมชาย ใจดี"])
    book.save(tmp_path / "a.xlsx")
    look = reading.look(tmp_path / "a.xlsx", "a.xlsx", psu())

    assert look.mapping.sheet == "รายชื่อ"
    assert Warned("other_sheets", {"sheets": "สรุป"}) in look.warnings


def test_text_read_in_the_wrong_encoding_is_restored(tmp_path):
    invented = everybody(5)
    good = write_csv(tmp_path / "good.csv", [HEADER, *(p.cells() for p in invented)], encoding="cp874")
    (tmp_path / "bad.csv").write_text(good.read_bytes().decode("cp1252", "surrogateescape"), "utf-8", "ignore")
    look = reading.look(tmp_path / "bad.csv", "bad.csv", psu())

    assert "repaired" in {warned.code for warned in look.warnings}
    assert_all_there(read_file(tmp_path / "bad.csv")[0], invented, "first_th", "last_th", "faculty")


def test_quotation_mark_left_open_swallows_nothing(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('รหัสนักศึกษา,ชื่อ,นามสกุล\n4410001,"สมชาย,ใจดี\n4410002,มาลี,ทองดี\n4410003,"มานะ,ดีใจ\n', "utf-8")

    assert list(known(read_file(path)[0])) == ["4410001", "4410002", "4410003"]


def test_cell_that_begins_like_a_formula_is_text(tmp_path):
    rows = read_rows(tmp_path, [["รหัสนักศึกษา", "ชื่อ-สกุล", "หมายเหตุ"], ["4410001", "นายสมชาย ใจดี", "=1+1"]])

    assert rows[0].values["note"] == "=1+1"


def test_row_without_anybody_is_rejected(tmp_path):
    rows = read_rows(tmp_path, [["รหัสนักศึกษา", "ชื่อ", "นามสกุล", "คณะ", "GPA"], ["", "-", "", "วจก.", "3.50"]])

    assert [row.grade for row in rows] == [Grade.REJECT]
    assert codes(rows[0]) == ["nobody"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rejected_rows_come_back_mended(tmp_path, kind):
    header = ["รหัสนักศึกษา", "ชื่อ-สกุล", "หมายเหตุ"]
    path = write_csv(tmp_path / "a.csv", [header, ["4.4E+06", "นายสมชาย ใจดี", "=1+1"], ["-", "-", "+๒"]])
    look = reading.look(path, path.name, psu())
    rows = read_file(path)[0]
    again = tmp_path / f"again.{kind}"
    bad = [(row.number, row.cells, "เหตุ") for row in rows if row.grade == Grade.REJECT]
    if kind == "csv":
        again.write_text("".join(rejected.csv_lines(look.mapping, bad)), "utf-8", newline="")
    else:
        rejected.write_xlsx(again, look.mapping, bad)

    mended = reading.look(again, again.name, psu())
    assert {index: kind for index, kind in mended.mapping.columns.items() if kind} == look.mapping.columns
    assert Warned("mended_file") in mended.warnings
    found = list(reading.read(again, again.name, mended.mapping, psu()))
    cells = [item.cells[:3] for item in found if isinstance(item, Row)]
    assert cells[0][1] == "นายสมชาย ใจดี"
    assert next(item.values.get("note") for item in found if isinstance(item, Row)) == "=1+1"


def test_saved_mapping_finds_its_columns_in_the_next_file(tmp_path):
    first = write_csv(tmp_path / "a.csv", [["รหัสนักศึกษา", "ชื่อ-สกุล", "กลุ่ม"], ["4410001", "นายสมชาย ใจดี", "x"]])
    saved = reading.look(first, "a.csv", psu()).mapping
    saved = Mapping.from_json(Mapping(**vars(saved) | {"columns": saved.columns | {2: "note"}}).to_json())
    second = write_csv(tmp_path / "b.csv", [["กลุ่ม", "รหัสนักศึกษา", "ชื่อ-สกุล"], ["x", "4410001", "นายสมชาย ใจดี"]])

    assert saved.fitted(reading.look(second, "b.csv", psu()).mapping).columns == {
        0: "note",
        1: "student_id",
        2: "full_name",
    }


def test_saved_mapping_gives_no_two_columns_one_meaning(tmp_path):
    saved = Mapping({0: "student_id", 1: "full_name", 2: "note"}, {0: "เลขที่", 1: "ชื่อ-สกุล", 2: "กลุ่ม"}, 1)
    head = ["รหัสนักศึกษา", "เลขที่", "ชื่อ-สกุล", "กลุ่ม", "กลุ่ม", "หมายเหตุ"]
    path = write_csv(tmp_path / "c.csv", [head, ["4410001", "4410001", "นายสมชาย ใจดี", "x", "y", "z"]])

    columns = saved.fitted(reading.look(path, "c.csv", psu()).mapping).columns

    assert columns == {0: "", 1: "student_id", 2: "full_name", 3: "note", 4: "", 5: ""}


@pytest.mark.parametrize("text", ["{}", "[]", '{"columns": {"0": "salary"}}', '{"columns": {"x": ""}}', "x"])
def test_what_is_no_mapping_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 # of any wording
        Mapping.from_json(text)


def test_reference_survives_its_way_to_the_child():
    assert Reference.from_json(psu().to_json()) == psu()
    assert json.loads(psu().to_json())["this_year_be"] == 2569


def test_child_reads_what_this_process_reads(tmp_path):
    path = messy.report_file(tmp_path, everybody())
    look = files.look(path, path.name, psu())

    assert look == reading.look(path, path.name, psu())
    items = list(files.read(path, path.name, look.mapping, psu()))
    assert items == list(reading.read(path, path.name, look.mapping, psu()))


def test_reader_may_stop_halfway(tmp_path):
    path = write_csv(tmp_path / "a.csv", [HEADER, *(p.cells() for p in people(9_000))])
    items = files.read(path, "a.csv", files.look(path, "a.csv", psu()).mapping, psu())

    assert isinstance(next(items), Skipped)
    items.close()


def test_numbers_of_rows_are_those_of_a_spreadsheet(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([[], ["รหัสนักศึกษา", "ชื่อ-สกุล", "ที่อยู่"], ["4410001", "นายสมชาย ใจดี", "1 ต.คอหงส์\nจ.สงขลา"]])
        writer.writerows([[], ["4410002", "นางมาลี ทองดี", ""]])

    assert [row.number for row in read_file(path)[0]] == [3, 5]


def test_refusal_passes_from_the_child(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"%PDF-1.4")

    with pytest.raises(Refused) as refused:
        files.look(tmp_path / "a.xlsx", "a.xlsx", psu())
    assert refused.value.code == "is_pdf"


def test_cell_merged_over_several_rows_is_said_of_all_of_them(tmp_path):
    rows = [["คณะ", "รหัส", "ชื่อ", "นามสกุล"], *[["วจก.", 4410000 + n, "มาลี", "ทองดี"] for n in range(1, 4)]]
    found, _ = read_file(write_xlsx(tmp_path / "a.xlsx", rows, merged=["A2:A3"]))

    assert [row.values["faculty"] for row in found] == ["MGT"] * 3


def test_family_with_one_surname_is_not_the_other_way_round(tmp_path):
    first = ("ก้อง", "แก้ว", "กบ", "กุ้ง", "ไก่", "เก่ง", "กล้า", "กมล")
    header = ["รหัสนักศึกษา", "ชื่อ", "นามสกุล"]
    rows = read_rows(tmp_path, [header, *[[f"44100{n:02}", name, "ใจดี"] for n, name in enumerate(first)]])

    assert not any(codes(row) for row in rows)


@pytest.mark.parametrize(
    ("first", "last", "values", "flags"),
    [
        ("อับดุล รอมัน", "บิน อาแว", {"first_th": "อับดุล รอมัน", "last_th": "บิน อาแว"}, []),
        ("NUR AISYAH", "BINTI AHMAD", {"first_en": "NUR AISYAH", "last_en": "BINTI AHMAD"}, []),
        ("สมชาย ใจดี", "", {"first_th": "สมชาย", "last_th": "ใจดี"}, []),
        ("สมชาย ใจดี", "ใจดี", {"first_th": "สมชาย", "last_th": "ใจดี"}, []),
        ("ส มชาย", "ใจดี", {"first_th": "ส มชาย", "last_th": "ใจดี"}, ["name_parts_unsure"]),
    ],
)
def test_first_names_of_several_words(tmp_path, first, last, values, flags):
    rows = read_rows(tmp_path, [["รหัสนักศึกษา", "ชื่อ", "นามสกุล"], ["4410001", first, last], ["4410002", "มาลี", "ดี"]])

    assert rows[0].values == {"student_id": "4410001", **values}
    assert codes(rows[0]) == flags


def test_title_before_the_surname_shows_that_the_names_are_swapped(tmp_path):
    rows = read_rows(tmp_path, [["รหัสนักศึกษา", "ชื่อ", "นามสกุล"], ["4410001", "ใจดี", "นายสมชาย"]])

    assert codes(rows[0]) == ["name_swapped"]


def test_rows_of_a_second_table_are_rejected(tmp_path):
    rows = read_rows(
        tmp_path,
        [
            ["รหัส", "ชื่อ", "นามสกุล", "คณะ", "เกรด", "โทร"],
            ["4410001", "มาลี", "ทองดี", "วจก.", "2.50", ""],
            ["ที่", "ชื่อ-สกุล", "คณะ", "รหัส", "อีเมล", "เกรด"],
            ["1", "นายมานะ ใจดี", "วจก.", "4410002", "a@example.com", "2.50"],
        ],
    )

    assert [codes(row) for row in rows] == [[], ["other_table"]]


def test_workbook_of_the_old_kind(tmp_path):
    path = messy.write_xls(tmp_path / "a.xls", [["รหัสนักศึกษา", "ชื่อ-สกุล"], [4410001, "นายสมชาย ใจดี"]])
    look = reading.look(path, path.name, psu())

    assert (look.format, look.warnings) == ("xls", ())
    assert read_file(path)[0][0].values["student_id"] == "4410001"


def test_open_document(tmp_path):
    path = messy.write_ods(tmp_path / "a.ods", [["รหัสนักศึกษา", "ชื่อ-สกุล"], ["4410001", "นายสมชาย ใจดี"]])

    assert reading.look(path, path.name, psu()).format == "ods"
    assert read_file(path)[0][0].values["first_th"] == "สมชาย"


@pytest.mark.parametrize("line", ["-- จบรายงาน --", "จบรายงาน", "— End of report —", "=== จบรายการ ==="])
def test_end_of_a_report_is_a_note(tmp_path, line):
    path = write_csv(tmp_path / "a.csv", [["รหัสนักศึกษา", "ชื่อ-สกุล"], ["4410001", "นายสมชาย ใจดี"], [line, ""]])

    *_, last = reading.read(path, "a.csv", reading.look(path, "a.csv", psu()).mapping, psu())

    assert (last.number, last.why) == (3, Why.NOTE)
