"""A registrar's file of people whom nobody knows, as a CSV, and the same rows for a flat table."""

import csv
import random

from apps.records.models import Faculty, Programme

HEADERS = (
    *("รหัสนักศึกษา", "คำนำหน้า", "ชื่อ", "นามสกุล", "First name", "Last name", "เพศ", "วันเดือนปีเกิด", "คณะ"),
    *("ปริญญา", "สาขาวิชา", "ปีที่เข้าศึกษา", "ปีที่สำเร็จการศึกษา", "เกียรตินิยม", "เกรดเฉลี่ย", "วันที่อนุมัติปริญญา", "อีเมล"),
    *("โทรศัพท์มือถือ",),
)
KINDS = (
    *("student_id", "title_th", "first_th", "last_th", "first_en", "last_en", "gender", "birth_date", "faculty"),
    *("degree", "programme", "entry_year_be", "graduation_year_be", "honours", "gpa", "conferred_on", "email"),
    *("mobile",),
)
_CONSONANTS = "กขคงจชดตทธนบปพมยรลวศสหอ"
_VOWELS = "าิีุู"
_LATIN = "bcdfghjklmnprstvwy"


def people(count, *, seed=1):
    """Rows of cells, each another person."""
    dice = random.Random(seed)
    courses = _courses()
    firsts = [(_thai(dice, 3), _latin(dice, 3)) for _ in range(6000)]
    for number in range(count):
        faculty, degree, programme = courses[number % len(courses)]
        year = 2540 + number % 25
        first_th, first_en = firsts[dice.randrange(len(firsts))]
        is_woman = dice.random() < 0.6
        born = f"{dice.randint(1, 28)}/{dice.randint(1, 12)}/{year - 23}"
        yield [
            *(f"{1_000_000 + number:07d}", "นางสาว" if is_woman else "นาย", first_th, _surname(dice), first_en),
            *(_latin(dice, 5), "หญิง" if is_woman else "ชาย", born, faculty, degree, programme),
            *(str(year - 4), str(year), dice.choice(["", "", "", "อันดับ 1"]), f"{dice.uniform(2, 4):.2f}"),
            *(f"20/9/{year + 1}", f"graduate{number}@example.org", f"08{dice.randrange(10**8):08d}"),
        ]


def write(path, rows):
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        writer.writerows(rows)


def changed(rows, *, every=100):
    """The same rows with another e-mail address and grade in one of a hundred."""
    for number, row in enumerate(rows):
        grade = "2.22" if row[14] != "2.22" else "2.23"
        yield [*row[:14], grade, row[15], f"other{number}@example.org", row[17]] if number % every == 0 else row


def _courses():
    found = Programme.objects.select_related("faculty", "title").filter(
        faculty__in=Faculty.objects.filter(closed_be=None, founded_be__lte=2535), title__level="bachelor"
    )
    return [(each.faculty.name_th, each.title.abbr_th, each.name_th) for each in found]


def _surname(dice):
    """None that begins like a title: such a row would be held, and rightly so."""
    name = _thai(dice, 5)
    return name if not name.startswith("นาย") else _surname(dice)


def _thai(dice, syllables):
    return "".join(
        dice.choice(_CONSONANTS) + dice.choice(_VOWELS) + dice.choice(_CONSONANTS) for _ in range(syllables)
    )


def _latin(dice, syllables):
    return "".join(dice.choice(_LATIN) + dice.choice("aeiou") for _ in range(syllables)).capitalize()
