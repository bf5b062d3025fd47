"""Head-counts typed into the grid, or taken in from a file that is checked first."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apps.core.lib import tables
from apps.quality.models import HeadCount
from tests.factories import CampusFactory, CohortFactory, FacultyFactory, GraduateFactory

pytestmark = pytest.mark.django_db
ABOUT = {"document": "letter 1", "counted_on": "30/09/2549"}


@pytest.fixture
def faculty():
    CohortFactory()
    campus = CampusFactory(name_th="วิทยาเขตหาดใหญ่", name_en="Hat Yai Campus", code="HY")
    return FacultyFactory(
        campus=campus, name_th="คณะวิศวกรรมศาสตร์", name_en="Faculty of Engineering", code="ENG", founded_be=2510
    )


@pytest.fixture
def grid(clerk, faculty):
    url = reverse("quality:enter", args=[2548])
    box = f"n-{faculty.pk}-{faculty.campus_id}"
    return lambda **values: clerk.post(
        url, ABOUT | {"edition": 0} | {name.replace("cell_", f"{box}-"): value for name, value in values.items()}
    )


def test_grid_is_kept_as_a_head_count(grid, faculty):
    response = grid(cell_bachelor="๑,๒๐๔", cell_master="-", total="1204")

    assert response.status_code == 302
    kept = HeadCount.objects.get()
    assert (kept.total, kept.by_level, kept.cells.get().faculty) == (1204, True, faculty)


def test_sum_alone_is_a_head_count_too(grid):
    grid(total="6,403 คน")

    kept = HeadCount.objects.get()
    assert (kept.total, kept.by_faculty, kept.cells.get().number) == (6403, False, 6403)


def test_faculty_at_another_campus_has_a_line_of_its_own(grid, faculty):
    other = CampusFactory()
    grid(**{"x0-faculty": faculty.pk, "x0-campus": other.pk, "x0-bachelor": "7"})

    assert HeadCount.objects.get().cells.get().campus == other


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"cell_bachelor": "twelve"}, "cell"),
        ({"cell_bachelor": "1.5"}, "cell"),
        ({"cell_bachelor": "99999999999"}, "cell"),
        ({"x0-bachelor": "7"}, "line"),
        ({"x0-bachelor": "7", "x0-faculty": "oops", "x0-campus": "²"}, "line"),
        ({"x0-bachelor": "7", "x0-faculty": "999999", "x0-campus": "999999"}, "line"),
        ({"cell_bachelor": "5", "total": "6"}, "total"),
        ({"total": "many"}, "total"),
        ({}, "total"),
        ({"cell_bachelor": "5", "counted_on": "1/1/2699"}, "counted_on"),
        ({"cell_bachelor": "5", "document": ""}, "document"),
    ],
)
def test_what_cannot_be_is_said_where_it_was_typed(grid, typed, where):
    page = grid(**typed)

    form = page.context["form"]
    assert page.status_code == 422
    assert where in {"cell", "line"} or form.errors[where]
    assert bool(form.wrong_cells) == (where in {"cell", "line"})
    for name, value in typed.items():
        assert name.startswith("x0-") or value[:12] in page.content.decode()
    assert not HeadCount.objects.exists()


def test_opened_twice_saved_once(grid):
    grid(cell_bachelor="5")

    page = grid(cell_bachelor="6")

    assert page.status_code == 422
    assert page.context["form"].non_field_errors()
    assert HeadCount.objects.get().total == 5


def test_grid_opens_with_the_numbers_in_force(grid, clerk):
    grid(cell_bachelor="5")

    page = clerk.get(reverse("quality:enter", args=[2548]))

    assert [cell.typed for line in page.context["form"].lines for cell in line.cells if cell.typed] == ["5"]


def test_staff_of_one_campus_enter_nothing(staff, client_for, faculty):
    limited = client_for(staff("records", campus=faculty.campus))

    assert limited.get(reverse("quality:enter", args=[2548])).status_code == 302
    assert limited.post(reverse("quality:file"), {"checked": "x"}).status_code == 302
    limited.post(reverse("quality:enter", args=[2548]), ABOUT | {"total": "5"})
    assert not HeadCount.objects.exists()


def upload(client, rows, name="counts.csv", **more):
    file = SimpleUploadedFile(name, tables.write(rows[0], rows[1:], name.rpartition(".")[2]))
    return client.post(reverse("quality:file"), ABOUT | {"counts": "people", "file": file} | more)


def confirm(client, page):
    return client.post(reverse("quality:file"), {"checked": page.context["checked"]}, follow=True)


@pytest.mark.parametrize("name", ["counts.csv", "counts.xlsx"])
def test_file_is_checked_then_kept(clerk, faculty, name):
    GraduateFactory(degree__faculty=faculty)
    rows = [["ปีการศึกษา", "คณะ", "วิทยาเขต", "ระดับ", "จำนวน"], ["2548", "วิศวกรรมศาสตร์", "หาดใหญ่", "ปริญญาตรี", "๒"]]
    page = upload(clerk, rows, name)

    assert page.status_code == 200
    assert not HeadCount.objects.exists()
    assert [(line.counted.total, line.ours) for line in page.context["check"].lines] == [(2, 1)]
    confirm(clerk, page)
    assert HeadCount.objects.get().cells.get().faculty == faculty


def test_same_file_again_changes_nothing(clerk, faculty):
    rows = [["ปี", "จำนวน"], ["2547", "5"], ["2548", "6"]]
    confirm(clerk, upload(clerk, rows))

    page = upload(clerk, rows)

    assert not page.context["check"].changes
    assert HeadCount.objects.count() == 2


def test_every_cell_that_cannot_be_read_is_named(clerk, faculty):
    rows = [
        ["ปี", "คณะ", "ระดับ", "จำนวน"],
        ["2548", "คณะเวทมนตร์", "ปริญญาตรี", "2"],
        ["2548", "ENG", "ปริญญาเวท", "2"],
        ["2548", "ENG", "ตรี", "สอง"],
        ["เมื่อก่อน", "ENG", "ตรี", "2"],
    ]
    page = upload(clerk, rows)

    assert page.status_code == 422
    assert [problem.cell for problem in page.context["check"].problems] == ["B2", "C3", "D4", "A5"]
    assert "checked" in page.context
    confirm(clerk, page)
    assert not HeadCount.objects.exists()


def test_head_count_entered_since_the_check_is_not_written_over(clerk, faculty, grid):
    page = upload(clerk, [["ปี", "จำนวน"], ["2548", "6"]])
    grid(cell_bachelor="5")

    again = confirm(clerk, page)

    assert again.context["is_news"]
    assert HeadCount.objects.get().total == 5


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"nothing that names a column"])
def test_file_that_is_no_head_count_is_refused(clerk, faculty, content):
    file = SimpleUploadedFile("x.csv", content)

    page = clerk.post(reverse("quality:file"), ABOUT | {"counts": "people", "file": file})

    assert page.status_code == 422


def test_old_or_tampered_check_is_not_believed(clerk, faculty):
    assert clerk.post(reverse("quality:file"), {"checked": "x:y:z"}).status_code == 302
    assert not HeadCount.objects.exists()
