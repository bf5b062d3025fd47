"""What each kind of cell means: the value, or the problem that it makes."""

from datetime import date

import pytest

from apps.imports.lib.cells import contacts, days, numbers, person_names, places, studies
from apps.imports.lib.cells.days import Days
from apps.imports.lib.lookup import Lookup
from tests.imports.university import psu

LOOKUP = Lookup(psu())
BIRTH = Days("birth_date", "dmy", date(1889, 4, 1), date(2016, 12, 31))
CONFERRED = Days("conferred_on", "dmy", date(1967, 1, 1), date(2027, 12, 31), two_digit=2470, whole=True)


def said(found):
    """Values, and the codes of the flags."""
    return dict(found[0]), [code for _, code, _, _ in found[1]]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("31/03/2525", "1982-03-31"),
        ("31 มี.ค. 2525", "1982-03-31"),
        ("๓๑ มีนาคม พ.ศ. ๒๕๒๕", "1982-03-31"),
        ("2525-03-31", "1982-03-31"),
        ("1982-03-31 00:00:00", "1982-03-31"),
        ("31-3-1982", "1982-03-31"),
        ("25250331", "1982-03-31"),
        ("มี.ค. 2525", "1982-03"),
        ("2525", "1982"),
    ],
)
def test_births_are_read(cell, value):
    assert said(days.day(BIRTH)(cell)) == ({"birth_date": value}, [])


@pytest.mark.parametrize("cell", ["", "-", "ไม่ทราบ", "N/A", "\u00a0"])
def test_no_date_is_no_date(cell):
    assert days.day(BIRTH)(cell) == ((), ())


@pytest.mark.parametrize("cell", ["0000-00-00", "00/00/0000", "1900-01-01", "๐๐/๐๐/๐๐๐๐"])
def test_date_that_is_not_known_is_told(cell):
    assert said(days.day(BIRTH)(cell)) == ({}, ["date_unknown"])


@pytest.mark.parametrize(("cell", "value"), [("07-May-82", "1982-05-07"), ("7 May 82", "1982-05-07")])
def test_year_of_two_digits_that_can_be_read_in_one_way_is_taken_and_told(cell, value):
    assert said(days.day(BIRTH)(cell)) == ({"birth_date": value}, ["date_one_reading"])


@pytest.mark.parametrize(
    ("cell", "code", "hint"),
    [
        ("31/3/25", "two_digit_year", "1925-03-31|1982-03-31"),
        ("30/02/2525", "date_unreadable", ""),
        ("วันจันทร์", "date_unreadable", ""),
        ("31/03/1463", "date_far", ""),
        ("31/03/2600", "date_unlikely", "2057-03-31"),
    ],
)
def test_uncertain_births_are_not_decided(cell, code, hint):
    pairs, flags = days.day(BIRTH)(cell)

    assert pairs == ()
    assert [(flag[1], flag[3]) for flag in flags] == [(code, hint)]


def test_order_that_nothing_proves_is_asked_for():
    unproved = Days("birth_date", "", BIRTH.earliest, BIRTH.latest)

    assert said(days.day(unproved)("05/04/2525")) == ({}, ["day_or_month"])
    assert said(days.day(unproved)("25/04/2525")) == ({"birth_date": "1982-04-25"}, [])
    assert said(days.day(unproved)("05/05/2525")) == ({"birth_date": "1982-05-05"}, [])


def test_month_first_where_the_column_is_so():
    american = Days("birth_date", "mdy", BIRTH.earliest, BIRTH.latest)

    assert said(days.day(american)("5/4/1982")) == ({"birth_date": "1982-05-04"}, [])


@pytest.mark.parametrize(
    ("cell", "value", "flags"),
    [
        ("31 มี.ค.49", "2006-03-31", []),
        ("31/3/49", "2006-03-31", []),
        ("310349", "2006-03-31", []),
        ("38807", "2006-03-31", ["date_serial"]),
        ("237137", "2006-04-03", ["date_serial"]),
        ("2549-03-31", "2006-03-31", []),
        ("1949-03-31", None, ["date_unlikely"]),  # 31/3/49 after Excel had read it
        ("มี.ค. 2549", None, ["date_incomplete"]),
    ],
)
def test_days_of_conferral(cell, value, flags):
    assert said(days.day(CONFERRED)(cell)) == ({"conferred_on": value} if value else {}, flags)


@pytest.mark.parametrize(
    ("cell", "value", "flags"),
    [
        *[(cell, "2548", []) for cell in ("2548", "๒๕๔๘", "48", "2005", "พ.ศ. 2548", "ปีการศึกษา 2548", "2548.0")],
        *[("2/2548", "2548", []), ("2548/1", "2548", [])],
        *[("2547/2548", None, ["year_range"]), ("2547-48", None, ["year_range"])],
        *[
            ("31/03/2549", None, ["year_from_date"]),
            ("9999", None, ["year_unlikely"]),
            ("เมื่อก่อน", None, ["year_unreadable"]),
        ],
    ],
)
def test_years(cell, value, flags):
    assert said(days.year("graduation_year_be", 2510, 2570)(cell)) == (
        {"graduation_year_be": value} if value else {},
        flags,
    )


@pytest.mark.parametrize(
    ("cell", "value", "flags"),
    [
        *[(cell, "4410001", []) for cell in ("4410001", "๔๔๑๐๐๐๑", "44-10001", " 4410001 ", "'4410001", "4410001.0")],
        ("4.410001E+06", "4410001", []),
        ("4.41E+06", None, ["digits_lost"]),
        ("410001", None, ["id_short"]),
        ("44100012", None, ["id_unlike"]),
        ("4410001, 4610002", None, ["several_ids"]),
        ("-", None, []),
        ("0000000", None, []),
    ],
)
def test_student_ids(cell, value, flags):
    assert said(numbers.student_id(psu().student_ids)(cell)) == ({"student_id": value} if value else {}, flags)


@pytest.mark.parametrize(
    ("cell", "values", "flags"),
    [
        ("1000000000017", {"national_id": "1000000000017"}, []),
        ("1-0000-00000-01-7", {"national_id": "1000000000017"}, []),
        ("๑๐๐๐๐๐๐๐๐๐๐๑๗", {"national_id": "1000000000017"}, []),
        ("1.10170E+12", {}, ["digits_lost"]),
        ("1000000000018", {}, ["national_id_checksum"]),
        ("100000000001", {}, ["national_id_length"]),
        ("AA1234567", {"passport_no": "AA1234567"}, ["passport_moved"]),
        ("0000000000000", {}, []),
        ("1111111111111", {}, []),
        ("ไม่มี", {}, []),
    ],
)
def test_national_ids(cell, values, flags):
    assert said(numbers.national_id(cell)) == (values, flags)


@pytest.mark.parametrize(
    ("cell", "values", "flags"),
    [
        ("นางสาวสุดา มณีรัตน์", {"title_th": "นางสาว", "first_th": "สุดา", "last_th": "มณีรัตน์"}, []),
        ("น.ส.สุดา   มณีรัตน์", {"title_th": "นางสาว", "first_th": "สุดา", "last_th": "มณีรัตน์"}, []),
        ("นาย สมชาย แซ่ ลิ้ม", {"title_th": "นาย", "first_th": "สมชาย", "last_th": "แซ่ ลิ้ม"}, []),
        ("ม.ล.ปิ่น ณ อยุธยา", {"title_th": "หม่อมหลวง", "first_th": "ปิ่น", "last_th": "ณ อยุธยา"}, []),
        ("สุดา มณีรัตน์ (เดิม ใจดี)", {"first_th": "สุดา", "last_th": "มณีรัตน์", "former_last_th": "ใจดี"}, []),
        ("สุดา มณีรัตน์ นามสกุลเดิม ใจดี", {"first_th": "สุดา", "last_th": "มณีรัตน์", "former_last_th": "ใจดี"}, []),
        ("สุดา มณีรัตน์ (ชื่อเดิม มาลี)", {"first_th": "สุดา", "last_th": "มณีรัตน์", "former_first_th": "มาลี"}, []),
        ("พระมหาสมชาย", {"title_th": "พระมหา", "first_th": "สมชาย"}, []),
        ("สมชาย", {"first_th": "สมชาย"}, ["name_without_surname"]),
        ("Mr. John Smith", {"title_en": "Mr.", "first_en": "John", "last_en": "Smith"}, []),
        ("สุดา มณี/ใจดี", {}, ["several_names"]),
        ("???????", {}, ["damaged"]),
        ("สม\ufffdชาย ใจดี", {}, ["damaged"]),
        ("เธชเธกเธ\x8aเธฒเธข เน\x83เธ\x88เธ”เธต", {"first_th": "สมชาย", "last_th": "ใจดี"}, []),
        ("ÊÁªÒÂ ã¨´Õ", {"first_th": "สมชาย", "last_th": "ใจดี"}, []),
        ("เเสงดาว นํ้าใส", {"first_th": "แสงดาว", "last_th": "น้ำใส"}, []),
        ("=HYPERLINK(1) ใจดี", {"first_th": "=HYPERLINK", "last_th": "ใจดี"}, ["brackets", "name_odd"]),
    ],
)
def test_full_names(cell, values, flags):
    found, told = said(person_names.full(cell))

    assert (found, sorted(told)) == (values, flags)


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("081-234-5678", {"mobile": "+66812345678"}),
        ("812345678", {"mobile": "+66812345678"}),
        ("74282209", {"phone": "+6674282209"}),
        ("0-7428-2209 ต่อ 12", {"phone": "+6674282209;ext=12"}),
        ("081-2345678, 089-8765432", {"mobile": "+66812345678", "mobile_2": "+66898765432"}),
        ("074-282209/0812345678", {"phone": "+6674282209", "mobile": "+66812345678"}),
        ("๐๘๑-๒๓๔-๕๖๗๘", {"mobile": "+66812345678"}),
        ("01-234-5678", {"mobile": "+66812345678"}),
        ("-", {}),
    ],
)
def test_phones(cell, values):
    assert dict(contacts.phones("phone")(cell)[0]) == values


def test_phone_that_is_none_is_told():
    assert said(contacts.phones("phone")("12345")) == ({}, ["phone_unreadable"])
    assert said(contacts.phones("phone")("0812345678, 123")) == ({"mobile": "+66812345678"}, ["phone_unreadable"])


@pytest.mark.parametrize(
    ("cell", "values", "flags"),
    [
        ("Suda@Example.COM", {"email": "Suda@example.com"}, []),
        ("a@example.com; b@example.com", {"email": "a@example.com", "email_2": "b@example.com"}, []),
        ("suda@gmial.com", {"email": "suda@gmial.com"}, ["email_typo"]),
        ("suda@hotmai.com", {"email": "suda@hotmai.com"}, ["email_typo"]),
        ("suda@gmail.com", {"email": "suda@gmail.com"}, []),
        ("suda.example.com", {}, ["email_unreadable"]),
        ("ไม่มี", {}, []),
    ],
)
def test_emails(cell, values, flags):
    assert said(contacts.email(cell)) == (values, flags)


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        (
            "15/2 ม.6 ซ.3 ถ.กาญจนวนิช ต.คอหงส์ อ.หาดใหญ่ จ.สงขลา 90110",
            {"house_no": "15/2", "moo": "6", "soi": "3", "road": "กาญจนวนิช", "subdistrict": "คอหงส์"}
            | {"district": "หาดใหญ่", "province": "90", "postcode": "90110"},
        ),
        (
            "99 หมู่บ้านสวนสน แขวงลาดยาว เขตจตุจักร กทม. 10900",
            {"house_no": "99", "village": "หมู่บ้านสวนสน", "subdistrict": "ลาดยาว", "district": "จตุจักร"}
            | {"province": "10", "postcode": "10900"},
        ),
        (
            "๑๒ หมู่ที่ ๓ ตำบลคอหงส์ อำเภอหาดใหญ่ สงขลา ๙๐๑๑๐",
            {"house_no": "12", "moo": "3", "subdistrict": "คอหงส์", "district": "หาดใหญ่", "province": "90"}
            | {"postcode": "90110"},
        ),
        ("1 High Street, London SW1, United Kingdom", {"foreign_lines": "1 High Street, London SW1", "country": "GB"}),
        ("บ้านยายมี", {"village": "บ้านยายมี"}),
    ],
)
def test_addresses(cell, values):
    assert said(places.address(LOOKUP)(cell)) == (values, [])


@pytest.mark.parametrize(
    ("cell", "values", "flags"),
    [
        ("วท.บ. (วิทยาการคอมพิวเตอร์)", {"degree": "วท.บ.", "programme": "วิทยาการคอมพิวเตอร์"}, []),
        ("วทบ.", {"degree": "วท.บ."}, []),
        ("วิทยาศาสตรบัณฑิต สาขาวิชาเคมี", {"degree": "วท.บ.", "programme": "เคมี"}, []),
        ("วิศวกรรมศาสตรบัณฑิต (วิศวกรรมโยธา)", {"degree": "วศ.บ.", "programme": "วิศวกรรมโยธา"}, []),
        ("B.Sc. (Chemistry)", {"degree": "วท.บ.", "programme": "เคมี"}, []),
        ("วศ.บ. วิศวกรรมโยธา เกียรตินิยมอันดับ ๒", {"degree": "วศ.บ.", "programme": "วิศวกรรมโยธา", "honours": "second"}, []),
        ("วท.บ. (โหราศาสตร์)", {"degree": "วท.บ.", "programme": "โหราศาสตร์"}, ["unknown_programme"]),
        ("ช่างตัดผม", {}, ["unknown_degree"]),
    ],
)
def test_degrees(cell, values, flags):
    assert said(studies.degree(LOOKUP)(cell)) == (values, flags)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        *[(cell, "bachelor") for cell in ("ป.ตรี", "ปริญญาตรี", "ตรี", "Bachelor's degree", "40", "undergraduate")],
        *[(cell, "master") for cell in ("ป.โท", "ปริญญาโท", "Master", "60")],
        *[(cell, "doctoral") for cell in ("ป.เอก", "Ph.D.", "80")],
        *[("อนุปริญญา", "associate"), ("ป.บัณฑิต", "graduate_diploma"), ("ประกาศนียบัตรบัณฑิตชั้นสูง", "higher_diploma")],
    ],
)
def test_levels(cell, value):
    assert said(studies.level(cell)) == ({"level": value}, [])


@pytest.mark.parametrize(
    ("cell", "values", "flags"),
    [
        *[(cell, {"honours": "first"}, []) for cell in ("เกียรตินิยมอันดับ 1", "อันดับหนึ่ง", "1", "First Class Honours")],
        *[(cell, {"honours": "second"}, []) for cell in ("เกียรตินิยมอันดับสอง", "๒", "Second-class honours")],
        ("เกียรตินิยมอันดับ 1 เหรียญทอง", {"honours": "gold"}, []),
        ("เกียรตินิยม", {}, ["honours_unclear"]),
        ("-", {}, []),
    ],
)
def test_honours(cell, values, flags):
    assert said(studies.honours(cell)) == (values, flags)


@pytest.mark.parametrize(
    ("cell", "value", "flags"),
    [
        *[("3.50", "3.50", []), ("3,5", "3.50", []), ("3", "3.00", []), ("๓.๕๐", "3.50", []), ("4.00", "4.00", [])],
        *[("350", "3.50", ["gpa_hundredths"]), ("3.456", "3.46", ["gpa_rounded"]), ("35", None, ["gpa_unreadable"])],
        *[("A", None, ["gpa_unreadable"]), ("-", None, []), ("0", None, [])],
    ],
)
def test_grades(cell, value, flags):
    assert said(numbers.gpa(hundredths=False)(cell)) == ({"gpa": value} if value else {}, flags)


@pytest.mark.parametrize(
    ("text", "campus", "codes", "how"),
    [
        ("คณะวิศวกรรมศาสตร์", "", ["ENG"], "name"),
        ("วิศวกรรมศาสตร์", "", ["ENG"], "name"),
        ("วศ.", "", ["ENG"], "name"),
        ("วจก.", "", ["MGT"], "name"),
        ("มนุษย์ฯ", "", ["HSS"], "name"),
        ("คณะมนุษยศาสตร์", "", ["HSS"], "name"),
        ("Faculty of Engineering", "", ["ENG"], "name"),
        ("คณะวิศวกรรมศาสตร์ มหาวิทยาลัยสงขลานครินทร์", "", ["ENG"], "name"),
        ("คณะพยาบาลศาสตร์", "PTN", ["NUR-PTN"], "name"),
        ("คณะพยาบาลศาสตร์", "", ["NUR"], "name"),
        ("วิศวะ", "", ["ENG"], "beginning"),
        ("คณะวิศวกรรมศาสตร", "", ["ENG"], "name"),
        ("คณะวิศวกรมศาสตร์", "", ["ENG"], "like"),
        ("คณะโหราศาสตร์", "", [], "none"),
    ],
)
def test_faculties(text, campus, codes, how):
    assert LOOKUP.faculty(text, campus) == (codes, how)
