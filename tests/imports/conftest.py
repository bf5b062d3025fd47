"""A small university and files for it. Reading is left out here: its rows are given as the reader hands them on."""

import pytest
from django.core.files.base import ContentFile

from apps.core.actions import jobs
from apps.imports.actions import checking, files
from apps.imports.lib.mapping import Mapping
from apps.imports.lib.rows import Grade, Problem, Row
from apps.imports.models import Import
from tests.factories import CampusFactory, CountryFactory, DegreeTitleFactory, FacultyFactory, ProvinceFactory

PEOPLE = [
    {
        "title_th": "นาย",
        "first_th": "สมชาย",
        "last_th": "ใจดี",
        "first_en": "Somchai",
        "last_en": "Jaidee",
        "gender": "m",
        "birth_date": "1979-05-14",
        "national_id": "1100000000015",
        "student_id": "4010001",
        "faculty": "SCI",
        "degree": "วท.บ.",
        "programme": "ฟิสิกส์",
        "entry_year_be": "2540",
        "graduation_year_be": "2544",
        "conferred_on": "2001-09-20",
        "gpa": "3.50",
        "honours": "first",
        "email": "somchai@example.org",
        "mobile": "+66812345678",
        "house_no": "1/1",
        "subdistrict": "คอหงส์",
        "province": "90",
        "postcode": "90110",
        "employer": "บริษัทตัวอย่าง",
        "position": "วิศวกร",
    },
    {
        "title_th": "นางสาว",
        "first_th": "มาลี",
        "last_th": "รักเรียน",
        "former_last_th": "เก่าก่อน",
        "gender": "f",
        "student_id": "4010002",
        "faculty": "SCI",
        "degree": "วท.บ.",
        "graduation_year_be": "2545",
    },
    {
        "first_en": "John",
        "last_en": "Smith",
        "nationality": "GB",
        "student_id": "4010003",
        "faculty": "SCI",
        "level": "master",
        "graduation_year_be": "2546",
    },
]


@pytest.fixture
def university(db):
    ProvinceFactory()
    CountryFactory()
    CountryFactory(code="GB", name_th="สหราชอาณาจักร", name_en="United Kingdom")
    faculty = FacultyFactory(campus=CampusFactory(code="HY"), code="SCI", name_th="คณะวิทยาศาสตร์")
    DegreeTitleFactory()
    DegreeTitleFactory(abbr_th="วท.ม.", name_th="วิทยาศาสตรมหาบัณฑิต", level="master", abbr_en="M.Sc.", name_en="M")
    return faculty.institution


@pytest.fixture
def clerk(staff):
    return staff("records", language="en")


@pytest.fixture
def given(university, clerk, monkeypatch):
    """`given([{field: value}, …])`: an import whose file holds these rows, from row 2 on; a row may also be a Row or
    Skipped."""

    def make(rows, *, kind="registrar", name="graduates.csv", by=clerk):
        new = files.upload(ContentFile(b"-"), name=name, kind=kind, by=by)
        files.match(new, Mapping({0: "first_th"}), by=by)
        kept[new.file.path] = [_row(number, values) for number, values in enumerate(rows, start=2)]
        return new

    kept = {}
    monkeypatch.setattr(checking.reader, "read", lambda path, *_: iter(map(_fresh, kept[str(path)])))
    return make


@pytest.fixture
def checked(given, clerk):
    def make(rows, **fields):
        new = given(rows, **fields)
        return check(new, fields.get("by", clerk))

    return make


@pytest.fixture
def imported(checked, clerk):
    def make(rows, **fields):
        return run(checked(rows, **fields), fields.get("by", clerk))

    return make


def check(new, by):
    return finish(new, files.check(new, by=by))


def run(new, by):
    return finish(new, files.run(new, by=by))


def undo(new, by, reason="wrong file"):
    return finish(new, files.undo(new, by=by, reason=reason))


def finish(new, job):
    jobs.run(job_id=job.pk)
    return Import.objects.select_related("job", "batch").get(pk=new.pk)


def outcomes(new):
    return list(new.rows.order_by("number").values_list("outcome", flat=True))


def codes(new, number):
    return [reason["code"] for reason in new.rows.get(number=number).reasons]


def _row(number, values):
    if not isinstance(values, dict):
        return values
    problems = [Problem(field, code, Grade(grade), value) for field, code, grade, value in values.get("problems", ())]
    return Row(number, list(values.values()), {k: v for k, v in values.items() if k != "problems"}, problems)


def _fresh(row):
    return Row(row.number, row.cells, dict(row.values), row.problems) if isinstance(row, Row) else row
