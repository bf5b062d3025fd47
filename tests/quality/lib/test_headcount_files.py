"""The registrar's head-counts in the shapes in which files have them."""

import pytest

from apps.core.lib.text import fold
from apps.quality.lib.headcount_files import Known, read, whole

KNOWN = Known(
    {fold("คณะวิศวกรรมศาสตร์"): (1, 10), fold("วิศวกรรมศาสตร์"): (1, 10), fold("คณะพยาบาลศาสตร์"): (2, 10)},
    {fold("หาดใหญ่"): 10, fold("ปัตตานี"): 20},
)


def problems(rows, **more):
    return [(each.row, each.column, each.code) for each in read(rows, KNOWN, **more).problems]


def test_line_for_each_number():
    found = read(
        [
            ["รายงานจำนวนบัณฑิต", "", "", "", ""],
            ["", "", "", "", ""],
            ["ปีการศึกษา", "คณะ", "วิทยาเขต", "ระดับการศึกษา", "จำนวน (คน)"],
            ["พ.ศ. ๒๕๔๘", "คณะวิศวกรรมศาสตร์", "หาดใหญ่", "ป.ตรี", "๑,๒๐๔"],
            ["", "", "", "ปริญญาโท", "12.0"[:2]],
            ["", "", "", "รวม", "1,216"],
            ["", "คณะพยาบาลศาสตร์", "", "ตรี", "5"],
            ["รวมทั้งสิ้น", "", "", "", "1221"],
        ],
        KNOWN,
    )

    assert found.problems == []
    assert found.years == {2548: {(1, 10, "bachelor"): 1204, (1, 10, "master"): 12, (2, 10, "bachelor"): 5}}
    assert (found.told, found.sums) == ((True, True, True), 2)


def test_levels_side_by_side_under_two_rows_of_headings():
    found = read(
        [
            ["คณะ", "จำนวนผู้สำเร็จการศึกษา", "", ""],
            ["", "ปริญญาตรี", "ปริญญาโท", "รวม"],
            ["คณะวิศวกรรมศาสตร์", "10", "-", "10"],
            ["รวม", "10", "", "10"],
        ],
        KNOWN,
        year=2548,
    )

    assert found.problems == []
    assert found.years == {2548: {(1, None, "bachelor"): 10}}
    assert found.told == (True, False, True)


def test_years_side_by_side():
    found = read([["วิทยาเขต", "2547", "ปี 2548"], ["หาดใหญ่", "3", "4"], ["ปัตตานี", "", "5"]], KNOWN)

    assert found.years == {2547: {(None, 10, ""): 3}, 2548: {(None, 10, ""): 4, (None, 20, ""): 5}}


def test_year_and_number_are_enough():
    assert read([["ปี", "รวม"], ["2548", "6403"]], KNOWN).years == {2548: {(None, None, ""): 6403}}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["a", "b"]], [(1, -1, "no_header")]),
        ([["คณะ", "จำนวน"], ["คณะวิศวกรรมศาสตร์", "3"]], [(1, -1, "no_year")]),
        ([["ปี", "คณะ", "จำนวน"], ["2548", "คณะเวทมนตร์", "3"]], [(2, 1, "faculty")]),
        ([["ปี", "วิทยาเขต", "จำนวน"], ["2548", "นอกโลก", "3"]], [(2, 1, "campus")]),
        ([["ปี", "ระดับ", "จำนวน"], ["2548", "ชั้นฟ้า", "3"]], [(2, 1, "level")]),
        ([["ปี", "จำนวน"], ["2548", "-3"]], [(2, 1, "number")]),
        ([["ปี", "จำนวน"], ["เมื่อวาน", "3"]], [(2, 0, "year")]),
        ([["ปี", "จำนวน"], ["2548", "3"], ["2548", "4"]], [(3, 1, "twice")]),
        ([["ปี", "จำนวน"], ["2548", "3"], ["รวม", "4"]], [(3, -1, "sum")]),
    ],
)
def test_every_doubt_is_told_at_its_cell(rows, said):
    assert problems(rows) == said


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,204", 1204),
        ("๑๒", 12),
        ("5 คน", 5),
        ("0", 0),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        ("9" * 9, None),
    ],
)
def test_whole_numbers(text, number):
    assert whole(text) == number
