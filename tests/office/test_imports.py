"""A file's way into the registry by the office's pages. Files are read for real where the test is about that."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from apps.core.actions import jobs
from apps.core.models import AuditEntry
from apps.imports.models import Import, ImportRow
from apps.records.models import Person
from tests.factories import CampusFactory, DegreeTitleFactory, FacultyFactory, ImportFactory, ImportRowFactory
from tests.factories.imports import FILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(staff):
    return staff("records", language="en")


@pytest.fixture
def client(client_for, clerk):
    with translation.override("en"):
        yield client_for(clerk)


@pytest.fixture
def faculty():
    DegreeTitleFactory()
    return FacultyFactory(campus=CampusFactory(), name_th="คณะวิทยาศาสตร์")


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def files_kept():
    return {path for path in (Path(settings.MEDIA_ROOT) / "imports").rglob("*") if path.is_file()}


def url(name, given):
    return reverse(f"office:{name}", args=[given.public_id])


def send(client, content, name="graduates.csv", kind="registrar"):
    return client.post(reverse("office:import_new"), {"file": SimpleUploadedFile(name, content), "kind": kind})


def columns(kinds, **other):
    chosen = {f"column_{index}": kind for index, kind in enumerate(kinds)}
    return {"sheet": "", "header": "1", "check": ""} | chosen | other


ALL = ["student_id", "first_th", "last_th", "faculty", "degree", "graduation_year_be"]


# ---- upload


def test_file_is_kept_and_its_columns_are_next(client, clerk, faculty):
    answer = send(client, FILE.encode())

    given = Import.objects.get()
    assert answer.headers["Location"] == url("import_columns", given)
    assert (given.by, given.kind, given.state) == (clerk, "registrar", "uploaded")


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.csv", b""), ("list.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64)), ("list.csv", b"%PDF-1.7")],
)
def test_refused_file_is_kept_nowhere(client, faculty, name, content, committed):
    kept = files_kept()

    with committed(execute=True):
        answer = send(client, content, name)

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not Import.objects.exists()
    assert files_kept() == kept


def test_nothing_chosen_is_said(client):
    answer = client.post(reverse("office:import_new"), {"kind": "registrar"})

    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors


# ---- columns


def test_columns_come_with_their_guess(client, faculty):
    given = ImportFactory()

    form = client.get(url("import_columns", given)).context["form"]

    assert [column.kind for column in form.columns] == ALL


def test_first_lines_are_shown_as_they_would_be_read(client, faculty):
    answer = client.get(url("import_columns", ImportFactory()))

    header, person = answer.context["lines"]
    assert header.skipped
    assert "สมใจ" in {said.text for said in person.said}


def test_same_meaning_twice_is_said_at_the_second_column(client, faculty):
    given = ImportFactory()

    answer = client.post(url("import_columns", given), columns(["student_id", "first_th", "first_th", "", "", ""]))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["column_2"]
    given.refresh_from_db()
    assert given.state == "uploaded"


def test_columns_that_name_nobody_are_refused(client, faculty):
    answer = client.post(url("import_columns", ImportFactory()), columns(["", "", "", "faculty", "degree", ""]))

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_preview_settles_nothing(client, faculty):
    given = ImportFactory()
    asked = columns(["", "last_th", "first_th", "", "", ""], preview="")

    answer = client.post(url("import_columns", given), asked)

    given.refresh_from_db()
    assert (answer.status_code, given.state) == (200, "uploaded")
    assert ("First name", "ใจงาม") in {(said.label, said.text) for said in answer.context["lines"][1].said}


def test_other_header_line_can_be_chosen(client, faculty):
    answer = client.get(url("import_columns", ImportFactory()), {"header": "0"})

    assert [column.header for column in answer.context["form"].columns] == [""] * 6


def test_settled_columns_are_checked_and_kept_under_a_name(client, faculty):
    given = ImportFactory()

    answer = client.post(url("import_columns", given), columns(ALL, save_as="ทะเบียน 2551"))

    given.refresh_from_db()
    assert answer.headers["Location"] == url("import", given)
    assert given.state == "checking"
    names = client.get(reverse("office:import_mappings")).context["listed"]
    assert [(saved.name, read) for saved, read in names] == [
        ("ทะเบียน 2551", "student id, first name, surname, faculty, degree, year of graduation")
    ]


# ---- check, run, undo


def test_whole_way(client, faculty):
    given = ImportFactory()
    client.post(url("import_columns", given), columns(ALL))
    finish(given)

    shares = client.get(url("import", given)).context["shares"]
    assert {share.outcome: share.count for share in shares if share.count} == {"created": 1, "skipped": 1}

    client.post(url("import_run", given))
    finish(given)
    person = Person.objects.get()
    assert [line.person for line in client.get(url("import", given)).context["rows"].lines] == [person]

    client.post(url("import_undo", given), {"reason": "wrong file"})
    finish(given)
    assert not Person.objects.exists()
    assert "Everything is as it was before." in client.get(url("import", given)).content.decode()


def finish(given):
    given.refresh_from_db()
    jobs.run(job_id=given.job_id)


def test_page_of_an_import_at_work_keeps_itself_up_to_date(client, faculty):
    given = ImportFactory()
    client.post(url("import_columns", given), columns(ALL))

    page = client.get(url("import", given)).content.decode()

    assert 'data-live="2000"' in page
    assert 'http-equiv="refresh"' not in page


def test_check_is_stopped(client, faculty):
    given = ImportFactory()
    client.post(url("import_columns", given), columns(ALL))

    client.post(url("import_stop", given))

    given.refresh_from_db()
    assert given.state == "cancelled"


def test_second_press_is_told_to_look_again(client):
    given = ImportFactory(ran=True)

    answer = client.post(url("import_run", given), follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        "This import has gone on in the meantime. Look at where it stands now."
    ]


def test_undo_asks_for_a_reason(client):
    given = ImportFactory(ran=True)

    answer = client.post(url("import_undo", given), {"reason": ""})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])


def test_after_thirty_days_nothing_is_taken_back(client):
    given = ImportFactory(ran=True, ran_at=timezone.now() - timedelta(days=31))

    assert client.get(url("import_undo", given)).context["may_be_undone"] is False
    assert client.post(url("import_undo", given), {"reason": "late"}).status_code == 422


def test_file_that_was_not_imported_is_thrown_away(client, committed):
    given = ImportFactory(checked=True)
    ImportRowFactory(of=given)

    with committed(execute=True):
        client.post(url("import_discard", given))

    assert not Import.objects.exists()
    assert not ImportRow.objects.exists()
    assert not Path(given.file.path).exists()
    assert AuditEntry.objects.filter(action="imports.discard").exists()


def test_what_was_imported_is_not_thrown_away(client):
    given = ImportFactory(ran=True)

    client.post(url("import_discard", given))

    assert Import.objects.get() == given


# ---- the result


@pytest.fixture
def rejected():
    given = ImportFactory(checked=True, counts={"rejected": 30})
    for number in range(2, 32):
        code = "nobody" if number % 3 else "missing_name"
        reasons = [{"field": "", "code": code, "value": "", "grade": "reject"}]
        cells = '["4710001", "x", "y"]'
        ImportRowFactory(of=given, number=number, outcome="rejected", reasons=reasons, cells=cells)
    return given


def test_rows_come_page_by_page_in_the_order_of_the_file(client, rejected):
    first = client.get(url("import", rejected)).context["rows"]
    second = client.get(url("import", rejected), {"outcome": "rejected", "after": first.next}).context["rows"]

    assert [line.row.number for line in [*first.lines, *second.lines]] == list(range(2, 32))
    assert second.next is None


def test_rows_are_found_by_their_reason(client, rejected):
    context = client.get(url("import", rejected), {"outcome": "rejected", "reason": "missing_name"}).context

    assert [(each.code, each.count) for each in context["reasons"]] == [("nobody", 20), ("missing_name", 10)]
    assert [line.row.number for line in context["rows"].lines] == list(range(3, 32, 3))


@pytest.mark.parametrize(
    "query", ["outcome=x", "reason=%27", "after=x", "after=99999999999", "after=-1", "outcome=%00"]
)
def test_odd_addresses_are_passed_over(client, rejected, query):
    assert client.get(f"{url('import', rejected)}?{query}").status_code == 200


def test_result_costs_the_same_for_one_and_many(client, cost_of):
    one, many = ImportFactory(checked=True), ImportFactory(checked=True)
    ImportRowFactory(of=one)
    ImportRowFactory.create_batch(25, of=many)

    assert cost_of(client, url("import", one)) == cost_of(client, url("import", many))


def test_rejected_rows_are_a_file_with_the_reasons(client, rejected):
    answer = client.post(url("import_rejected", rejected))

    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert len(rows) == 31
    assert rows[1][0] == "4710001"
    assert rows[1][-1].startswith("There is no name")
    assert AuditEntry.objects.filter(action="imports.export_rejected").exists()


# ---- the list


def test_list_costs_the_same_for_one_and_many(client, cost_of):
    ImportFactory(checked=True)
    for_one = cost_of(client, reverse("office:imports"))
    ImportFactory.create_batch(5, checked=True)

    assert cost_of(client, reverse("office:imports")) == for_one


def test_clerk_of_one_campus_is_told_whom_to_ask(staff, client_for):
    client = client_for(staff("records", campus=CampusFactory(), language="en"))

    for name in ("imports", "import_new", "import_held", "import_mappings", "import_corrections"):
        answer = client.get(reverse(f"office:{name}"))
        assert (answer.status_code, next(part.name for part in answer.templates)) == (403, "office/import_closed.html")


def test_corrections_become_a_file_for_a_reason(client):
    data = {"since": "1/1/2560", "reason": "for the registrar"}

    assert client.post(reverse("office:import_corrections"), {"since": ""}).status_code == 422
    assert "/jobs/" in client.post(reverse("office:import_corrections"), data).headers["Location"]
