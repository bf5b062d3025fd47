"""Files such as registrars send, of invented people: each kind of mess that is known, made by code.

`people(count)` invents graduates, the same for the same seed; each `…_file` writes them into a folder in one way of
making a mess and says what a reader should find."""

import csv
import json
import random
import struct
import zipfile
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl

from apps.core.lib.dates.words import MONTHS_TH_SHORT
from apps.core.lib.digits import to_thai
from apps.core.lib.national_id import check_digit

from .university import FIXTURES, psu

HEADER = (
    *("รหัสนักศึกษา", "เลขประจำตัวประชาชน", "คำนำหน้า", "ชื่อ", "นามสกุล", "ชื่อ (อังกฤษ)", "นามสกุล (อังกฤษ)"),
    *("วันเดือนปีเกิด", "คณะ", "วิทยาเขต", "ชื่อปริญญา", "สาขาวิชา", "ปีที่เข้าศึกษา", "ปีการศึกษาที่จบ", "วันที่อนุมัติ"),
    *("GPAX", "อีเมล", "โทรศัพท์มือถือ"),
)
_LEVELS = {"bachelor": "ปริญญาตรี", "master": "ปริญญาโท", "doctoral": "ปริญญาเอก"}


@dataclass(frozen=True)
class Invented:
    """One graduate, as the registrar should have written it."""

    student_id: str
    national_id: str
    title: str
    first: str
    last: str
    first_en: str
    last_en: str
    born: date
    faculty: str
    faculty_name: str
    campus_name: str
    degree: str
    programme: str
    level: str
    entry: int
    graduated: int
    conferred: date
    gpa: float
    email: str
    mobile: str

    @property
    def full(self):
        return f"{self.title}{self.first} {self.last}"

    def cells(self):
        """In the order of HEADER."""
        return [
            *(self.student_id, self.national_id, self.title, self.first, self.last, self.first_en, self.last_en),
            *(be(self.born), self.faculty_name, self.campus_name, self.degree, self.programme),
            *(str(self.entry), str(self.graduated), be(self.conferred), f"{self.gpa:.2f}", self.email, self.mobile),
        ]


@cache
def _names():
    return json.loads((FIXTURES / "names_th.json").read_text(encoding="utf-8"))


@cache
def _programmes():
    reference = psu()
    names = {entry.code: (entry.names[0], entry.campus) for entry in reference.faculties}
    campuses = {entry.code: entry.names[-2] for entry in reference.campuses}
    levels = {entry.abbr_th: entry.level for entry in reference.degrees}
    return [
        (entry.faculty, names[entry.faculty][0], campuses[names[entry.faculty][1]], entry.degree, entry.name_th)
        for entry in reference.programmes
        if levels[entry.degree] in _LEVELS
    ]


def _surname(dice, parts):
    kinds = [part for part in ("first", "middle", "last") if parts[part]]
    chosen = [dice.choice(parts[kind]) for kind in kinds]
    return "".join(th for th, _ in chosen), "".join(en for _, en in chosen).capitalize()


def people(count, seed=1):
    dice = random.Random(seed)
    parts, levels = _names(), {entry.abbr_th: entry.level for entry in psu().degrees}
    first_names = {sex: [pair for era in parts[sex].values() for pair in era] for sex in ("male", "female")}
    for number in range(count):
        sex = dice.choice(("male", "female", "female"))
        first, first_en = dice.choice(first_names[sex])
        last, last_en = _surname(dice, parts["surname"])
        faculty, faculty_name, campus, degree, programme = dice.choice(_programmes())
        entry = dice.randint(2515, 2544)
        graduated = entry + dice.randint(4, 6) - 1
        twelve = f"10000{number:07}"
        yield Invented(
            student_id=f"{entry % 100}{number % 100000:05}",
            national_id=f"{twelve}{check_digit(twelve)}",
            title="นาย" if sex == "male" else dice.choice(("นางสาว", "นาง")),
            first=first,
            last=last,
            first_en=first_en,
            last_en=last_en,
            born=date(entry - 543 - 19, dice.randint(1, 12), dice.randint(1, 28)),
            faculty=faculty,
            faculty_name=faculty_name,
            campus_name=campus,
            degree=degree,
            programme=programme,
            level=levels[degree],
            entry=entry,
            graduated=graduated,
            conferred=date(graduated - 543 + 1, dice.choice((3, 4, 9)), dice.randint(13, 28)),
            gpa=dice.randint(200, 400) / 100,
            email=f"{first_en.lower()}.{number}@example.com" if dice.random() < 0.45 else "",
            mobile=f"08{dice.randint(0, 9)}{dice.randint(0, 9999999):07}" if dice.random() < 0.6 else "",
        )


def be(day):
    return f"{day.day:02}/{day.month:02}/{day.year + 543}"


def be_short(day):
    """31 มี.ค.49"""
    return f"{day.day} {MONTHS_TH_SHORT[day.month - 1]}{(day.year + 543) % 100:02}"


def write_csv(path, rows, *, encoding="utf-8", delimiter=",", newline="\r\n"):
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return path


def write_xlsx(path, rows, *, merged=(), sheet="บัณฑิต"):
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    for cells in merged:
        page.merge_cells(cells)
    book.save(path)
    return path


def write_xls(path, rows):
    """A workbook of Excel 97: one sheet of texts and numbers, in the smallest container that holds it."""

    def record(kind, data):
        return struct.pack("<HH", kind, len(data)) + data

    def cell(row, column, value):
        if isinstance(value, int):
            return record(0x0203, struct.pack("<HHHd", row, column, 0, value))
        text = value.encode("utf-16-le")
        return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + text)

    bof = [record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1997, 0, 6)) for kind in (5, 16)]
    name = "list"
    sheet_entry = struct.pack("<IHBB", len(bof[0]) + 4 + 8 + len(name) + 4, 0, len(name), 0) + name.encode()
    cells = b"".join(cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row))
    stream = bof[0] + record(0x0085, sheet_entry) + record(0x000A, b"") + bof[1] + cells + record(0x000A, b"")
    path.write_bytes(_container("Workbook", stream.ljust(4096, b"\0")))
    return path


def _container(name, stream):
    """One stream in an OLE file: sector 0 says where the others are, sector 1 is the directory."""
    sectors = -(-len(stream) // 512)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    fat = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))

    def entry(title, kind, child, start, size):
        encoded = title.encode("utf-16-le")
        return (
            encoded.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(encoded) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
            + b"\0" * 36
            + struct.pack("<IQ", start, size)
        )

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(name, 2, 0xFFFFFFFF, 2, len(stream))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return head + fat + directory.ljust(512, b"\0") + stream.ljust(sectors * 512, b"\0")


def write_ods(path, rows):
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
            for value in row
        )
        + "</table:table-row>"
        for row in rows
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
            f'<table:table table:name="list">{body}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return path


# ---- the ten kinds


def tis620_file(folder: Path, everybody):
    """(1) TIS-620 with Buddhist-era dates in several forms and Thai digits."""
    rows = [list(HEADER)]
    for index, person in enumerate(everybody):
        cells = person.cells()
        cells[14] = (be(person.conferred), be_short(person.conferred), to_thai(be(person.conferred)))[index % 3]
        if index % 4 == 0:
            cells[0] = to_thai(person.student_id)
        rows.append(cells)
    return write_csv(folder / "บัณฑิต.csv", rows, encoding="cp874")


def report_file(folder: Path, everybody):
    """(2) A printed report as a workbook: title lines, a header of two lines, merged faculty headings, sums, blank
    lines, notes at the end."""
    rows = [
        ["มหาวิทยาลัยสงขลานครินทร์"],
        ["รายชื่อผู้สำเร็จการศึกษา ประจำปีการศึกษา 2548"],
        [],
        ["ลำดับ", "รหัสนักศึกษา", "ชื่อ-สกุล", None, None, "วุฒิ", "วันเกิด"],
        ["ที่", None, "คำนำหน้า", "ชื่อ", "นามสกุล", None, None],
    ]
    merged = ["A1:G1", "A2:G2", "C4:E4"]
    by_faculty: dict[str, list[Invented]] = {}
    for person in everybody:
        by_faculty.setdefault(person.faculty_name, []).append(person)
    for faculty, members in by_faculty.items():
        rows.append([faculty])
        merged.append(f"A{len(rows)}:G{len(rows)}")
        for number, person in enumerate(members, 1):
            title, degree = person.title, f"{person.degree} ({person.programme})"
            rows.append([number, int(person.student_id), title, person.first, person.last, degree, be(person.born)])
        rows += [[f"รวม {len(members)} คน"], []]
    rows += [[f"รวมทั้งสิ้น {len(everybody)} คน"], ["หมายเหตุ ข้อมูล ณ วันที่ 1 เมษายน 2549"]]
    return write_xlsx(folder / "รายงาน.xlsx", rows, merged=merged)


def marked_file(folder: Path, everybody):
    """(3) UTF-8 with its byte order mark, parted by semicolons."""
    return write_csv(
        folder / "marked.csv", [HEADER, *(p.cells() for p in everybody)], encoding="utf-8-sig", delimiter=";"
    )


def variants(person: Invented):
    """(4) One person written differently: married, another first name, a slip with a tone mark, ํา and เเ."""
    return [
        person,
        replace(person, title="นาง", last=f"ทองใหม่ (เดิม {person.last})"),
        replace(person, first=f"กมลา (ชื่อเดิม {person.first})"),
        replace(person, first=person.first.replace("ำ", "ํา").replace("แ", "เเ")),
    ]


def two_degrees(person: Invented):
    """(5) A bachelor's and a master's degree of one person under two student ids."""
    later = replace(person, student_id=f"{person.entry % 100 + 5}{person.student_id[2:]}", entry=person.entry + 5)
    return [person, replace(later, graduated=person.graduated + 5, degree="วท.ม.", level="master")]


def doubled(everybody):
    """(6) A row twice, one id with two names, first and last name the other way round, the title glued on."""
    one, two, *rest = everybody
    return [
        one,
        one,
        replace(two, student_id=one.student_id),
        replace(rest[0], first=rest[0].last, last=rest[0].first),
        replace(rest[1], title="", first=rest[1].title + rest[1].first),
        *rest[2:],
    ]


OLD_NAMES = {"คณะมนุษยศาสตร์": "HSS", "วจก.": "MGT", "วศ.": "ENG", "มนุษย์ฯ": "HSS"}


def old_names_file(folder: Path, everybody):
    """(7) Former names and abbreviations of faculties, no campus."""
    rows = [[*HEADER[:9], *HEADER[13:14]]]
    for person, name in zip(everybody, OLD_NAMES, strict=False):
        rows.append([*person.cells()[:8], name, str(person.graduated)])
    return write_csv(folder / "old-names.csv", rows)


def damaged_file(folder: Path, everybody):
    """(8) What Excel does: leading zeros lost, 13 digits as 1.10170E+12, dates as C.E. 2549, one cell a number."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(list(HEADER))
    for index, person in enumerate(everybody):
        cells: list[object] = list(person.cells())
        cells[0] = int(person.student_id)
        cells[1] = f"{int(person.national_id):.5E}" if index % 2 else int(person.national_id)
        cells[14] = person.conferred.replace(year=person.conferred.year + 543)
        cells[17] = int(person.mobile) if person.mobile else None
        page.append(cells)
    book.save(folder / "damaged.xlsx")
    return folder / "damaged.xlsx"


def grades_file(folder: Path, everybody):
    """(9) Grade point averages as 350, honours in words."""
    rows = [["รหัสนักศึกษา", "ชื่อ - นามสกุล", "เกรดเฉลี่ยสะสม", "เกียรตินิยม"]]
    words = ("เกียรตินิยมอันดับหนึ่ง", "เกียรตินิยมอันดับ ๒", "-", "เหรียญทอง")
    for index, person in enumerate(everybody):
        rows.append([person.student_id, person.full, f"{person.gpa * 100:.0f}", words[index % 4]])
    return write_csv(folder / "grades.csv", rows, encoding="utf-16", delimiter="\t")


def invisible_file(folder: Path, everybody):
    """(10) No-break and zero-width spaces and tabs within cells."""
    rows = [[f"{name}\u00a0" for name in HEADER]]
    for person in everybody:
        rows.append(
            [f"\u200b{cell}\u00a0" if index % 2 else f" {cell}\t" for index, cell in enumerate(person.cells())]
        )
    return write_csv(folder / "invisible.csv", rows)
