"""`manage.py import_graduates`: the same steps, read from a real file."""

import json

import pytest
from django.core.management import CommandError, call_command

from apps.records.models import Person

pytestmark = pytest.mark.django_db
LINES = """\
รหัสนักศึกษา,คำนำหน้า,ชื่อ,นามสกุล,คณะ,ปริญญา,ปีที่สำเร็จการศึกษา
4010001,นาย,สมชาย,ใจดี,คณะวิทยาศาสตร์,วท.บ.,2544
4010002,นางสาว,มาลี,รักเรียน,คณะวิทยาศาสตร์,วท.บ.,2545
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "graduates.csv"
    path.write_text(LINES, encoding="utf-8")
    return path


def call(*args):
    call_command("import_graduates", *map(str, args))


def test_imports_a_file_and_reports_every_row(university, clerk, file, tmp_path, capsys):
    call(file, "--as", clerk.email, "--report", tmp_path / "out.json")

    assert Person.objects.count() == 2
    report = json.loads((tmp_path / "out.json").read_text())
    assert [row["outcome"] for row in report["rows"]] == ["skipped", "created", "created"]
    assert "created=2" in capsys.readouterr().out


def test_check_only_writes_nothing(university, clerk, file):
    call(file, "--as", clerk.email, "--check-only")

    assert not Person.objects.exists()


def test_rows_that_are_left_over_are_told_by_the_exit_code(university, clerk, file):
    file.write_text(LINES + "4010003,นาย,ไม่มี,ปี,คณะวิทยาศาสตร์,วท.บ.,\n", encoding="utf-8")

    with pytest.raises(SystemExit) as left:
        call(file, "--as", clerk.email)

    assert (left.value.code, Person.objects.count()) == (3, 2)


def test_unknown_mapping_and_account_are_named(university, clerk, file):
    with pytest.raises(CommandError, match="nosuch"):
        call(file, "--as", clerk.email, "--mapping", "nosuch")
    with pytest.raises(CommandError, match="--as"):
        call(file, "--as", "nobody@example.org")
