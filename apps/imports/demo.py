"""Two files of the demonstration: the registrar's newest one, checked and waiting for somebody to import it, and a
chapter's contact list that was imported, of which a row waits for a decision."""

import csv
from collections.abc import Callable, Iterable
from io import StringIO

from django.core.files.base import ContentFile
from django.db import transaction

from apps.accounts.models import User
from apps.accounts.rules import RECORDS
from apps.core.actions import jobs
from apps.core.models import Job
from apps.core.registries import demo_steps
from apps.imports import rules
from apps.imports.actions import files
from apps.imports.lib.mapping import Mapping
from apps.imports.models import Import
from apps.records.models import Person

REGISTRAR = {
    "รหัสนักศึกษา": "student_id",
    "คำนำหน้า": "title_th",
    "ชื่อ": "first_th",
    "นามสกุล": "last_th",
    "วันเกิด": "birth_date",
    "คณะ": "faculty",
    "ปริญญา": "degree",
    "ปีที่จบ": "graduation_year_be",
    "อีเมล": "email",
    "เลขบัตรประชาชน": "national_id",
}
CHAPTER = {"ชื่อ": "first_th", "นามสกุล": "last_th", "วันเกิด": "birth_date", "อีเมล": "email"}
NEWCOMERS = (("กานต์ธิดา", "สายลมเย็น"), ("ปัณณ์", "ธารน้ำใส"), ("อิงฟ้า", "เมฆขาวงาม"))
ATTEMPTS = 3  # a machine that is busy or was paused loses a reader's patience
Line = list[str]


def register() -> None:
    demo_steps.add("imports", seed)


@transaction.atomic
def seed(*, graduates: int | None, seed: int, say: Callable[[str], None]) -> None:
    """Through the same steps as the office's pages, the work done at once."""
    people = _people()
    clerk = next((user for user in _clerks() if rules.may_import(user)), None)
    if Import.objects.exists() or clerk is None or len(people) < 10:
        return
    contacts = _file(CHAPTER, _contacts(people[5:9]))
    listed = _checked(contacts, "รายชื่อสมาชิกชมรม.csv", CHAPTER, Import.Kind.CHAPTER, clerk)
    _finish(files.run(listed, by=clerk))
    _checked(_file(REGISTRAR, _graduates(people)), "บัณฑิตใหม่.csv", REGISTRAR, Import.Kind.REGISTRAR, clerk)
    say("A file of the registrar and a contact list of a chapter")


def _clerks() -> Iterable[User]:
    return User.objects.filter(is_staff=True, groups__name=RECORDS).order_by("pk")


def _people() -> list[Person]:
    """Graduates whose whole date of birth and student id are known."""
    known = Person.objects.filter(birth_date__regex=r"^\d{4}-\d{2}-\d{2}$", account=None)
    first = known.filter(degrees__is_first=True, degrees__title__isnull=False).exclude(degrees__student_id="")
    return list(first.with_display().order_by("pk")[:10])


def _graduates(people: list[Person]) -> Iterable[Line]:
    """New, changed, known, held and rejected rows; a heading and a sum around them."""
    degree = people[0].first_degrees[0]  # type: ignore[attr-defined] # with_display
    study = [degree.faculty.name_th, degree.title.abbr_th, str(degree.graduation_year_be)]
    yield [f"รายชื่อผู้สำเร็จการศึกษา ปี {study[2]}"]
    yield list(REGISTRAR)
    start = str(degree.graduation_year_be - 4)[2:]
    for number, (first, last) in enumerate(NEWCOMERS):
        born = f"{number + 21}/6/{degree.graduation_year_be - 22}"
        yield [f"{start}9999{number}", "นาย", first, last, born, *study, f"new{number}@alumni.example", ""]
    yield _said_of(people[0])
    yield _said_of(people[1], email="changed@alumni.example")
    yield _said_of(people[2], name=("เปลี่ยนชื่อ", "แล้วทั้งคู่"))
    yield _said_of(people[3], born="5/4/30")
    yield _said_of(people[4], card="1234567890123")
    yield ["", "", "", "", "", "", "", "รวม", "8", "คน"]


def _said_of(
    person: Person, *, name: tuple[str, str] = ("", ""), born: str = "", email: str = "", card: str = ""
) -> Line:
    called, degree = person.current_names[0], person.first_degrees[0]  # type: ignore[attr-defined] # with_display
    names = [name[0] or called.first_th, name[1] or called.last_th]
    study = [degree.faculty.name_th, degree.title.abbr_th, str(degree.graduation_year_be)]
    return [degree.student_id, called.title_th, *names, born or _day(person), *study, email, card]


def _contacts(people: list[Person]) -> Iterable[Line]:
    yield list(CHAPTER)
    for number, person in enumerate(people):
        name = person.current_names[0]  # type: ignore[attr-defined] # with_display
        born = "" if number == len(people) - 1 else _day(person)
        yield [name.first_th, name.last_th, born, f"member{number}@alumni.example"]


def _day(person: Person) -> str:
    year, month, day = str(person.birth_date).split("-")
    return f"{int(day)}/{int(month)}/{int(year) + 543}"


def _file(columns: dict[str, str], lines: Iterable[Line]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows([*line, *[""] * (len(columns) - len(line))] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def _checked(content: bytes, name: str, columns: dict[str, str], kind: str, clerk: User) -> Import:
    new = files.upload(ContentFile(content), name=name, kind=kind, by=clerk)
    head = 2 if kind == Import.Kind.REGISTRAR else 1
    mapping = Mapping(dict(enumerate(columns.values())), dict(enumerate(columns)), header_row=head)
    files.match(new, mapping, by=clerk)
    for _attempt in range(ATTEMPTS):
        _finish(files.check(new, by=clerk))
        new.refresh_from_db()
        if new.state == Import.State.CHECKED:
            return new
    raise RuntimeError(f"{name}: {new.message}")


def _finish(job: Job) -> None:
    jobs.run(job_id=job.pk)
