"""Files of office data: checked before anything is written, told row by row, taken in as a whole through the
actions, and the same when they come back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apps.core.lib import tables
from apps.core.models import AuditBatch, AuditEntry
from apps.records.models import Campus, CampusName, Cohort, DegreeTitle, Faculty
from tests.factories import (
    CampusFactory,
    CohortFactory,
    DegreeTitleFactory,
    FacultyFactory,
    InstitutionFactory,
    ProgrammeFactory,
)

TRAPS = ("=1+1", "+66", "-1", "@sum", "\tx", "\rx", "＝1", "'=1", "''+1", "a\r\nb", "' =1")


@pytest.fixture
def clerk(staff, client_for):
    return client_for(staff("records"))


def url(model, page, kind=""):
    return reverse(f"admin:records_{model}_{page}") + (f"?kind={kind}" if kind else "")


def upload(client, address, *rows, name="file.csv"):
    content = tables.write(rows[0], rows[1:], name.rpartition(".")[2])
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def confirm(client, address, response):
    return client.post(address, {"checked": response.context["checked"]}, follow=True)


def export(client, address, file_format):
    response = client.post(address, {"file_format": file_format})
    return SimpleUploadedFile(f"back.{file_format}", response.content)


def test_check_tells_every_row_and_writes_nothing(clerk):
    title = DegreeTitleFactory(name_en="Old")
    DegreeTitleFactory(abbr_th="ศศ.บ.", name_th="ศิลปศาสตรบัณฑิต", name_en="", abbr_en="")
    page = upload(
        *(clerk, url("degreetitle", "import"), ["ชื่อย่อภาษาไทย", "name_en", "Level", "ชื่อภาษาไทย"]),
        ["วท.บ.", "New", "ปริญญาตรี", title.name_th],
        ["ศศ.บ.", "", "bachelor", "ศิลปศาสตรบัณฑิต"],
        ["น.บ.", "Bachelor of Laws", "Bachelor's", "นิติศาสตรบัณฑิต"],
        ["บธ.บ.", "x", "ปริญญาเอกอุ", "บริหาร"],
    )

    outcome = page.context["outcome"]
    assert [(row.number, row.kind) for row in outcome.rows] == [
        *((2, "changed"), (3, "unchanged"), (4, "new"), (5, "refused"))
    ]
    assert [change[1:] for change in outcome.rows[0].changes] == [("Old", "New")]
    assert "ปริญญาเอกอุ" in outcome.rows[3].problems[0]
    assert not page.context["may_confirm"]
    assert DegreeTitle.objects.get(pk=title.pk).name_en == "Old"
    assert (AuditEntry.objects.count(), AuditBatch.objects.count()) == (0, 0)


def test_confirmed_file_is_written_by_audited_actions(clerk):
    title = DegreeTitleFactory(name_en="Old")
    address = url("degreetitle", "import")
    page = upload(clerk, address, ["abbr_th", "name_en"], [title.abbr_th, "New"])

    confirm(clerk, address, page)

    title.refresh_from_db()
    entry = AuditEntry.objects.get(table="records.degreetitle")
    assert (title.name_en, title.version) == ("New", 2)
    assert (entry.action, entry.before, entry.after) == (
        *("records.change_reference", {"name_en": "Old"}, {"name_en": "New"}),
    )
    assert (entry.origin, entry.batch.note) == ("file.csv:2", "file.csv")


def test_what_changed_since_the_check_is_shown_and_nothing_written(clerk):
    title = DegreeTitleFactory(name_en="Old")
    address = url("degreetitle", "import")
    page = upload(clerk, address, ["abbr_th", "name_en"], [title.abbr_th, "New"])
    DegreeTitle.objects.update(name_en="A colleague's")

    again = confirm(clerk, address, page)

    assert again.context["is_news"]
    assert DegreeTitle.objects.get().name_en == "A colleague's"
    assert not AuditEntry.objects.exists()
    confirm(clerk, address, again)
    assert DegreeTitle.objects.get().name_en == "New"


def test_one_refused_row_keeps_the_whole_file_out(clerk):
    campus = CampusFactory()
    page = upload(
        *(clerk, url("faculty", "import"), ["code", "name_th", "campus"]),
        ["NEW", "คณะใหม่", campus.code],
        ["BAD", "คณะอื่น", "NOWHERE"],
    )

    assert page.context["outcome"].counts == {"new": 1, "changed": 0, "unchanged": 0, "refused": 1}
    assert "NOWHERE" in page.context["outcome"].rows[1].problems[0]
    assert not page.context["may_confirm"]
    assert not Faculty.objects.exists()


def test_confirming_by_hand_what_was_refused_writes_nothing(clerk):
    address = url("degreetitle", "import")
    page = upload(clerk, address, ["abbr_th", "name_th", "level"], ["ก.", "ก", "bachelor"], ["ข.", "ข", "nonsense"])

    confirm(clerk, address, page)

    assert not DegreeTitle.objects.exists()


def test_new_faculty_has_its_first_dated_name(clerk):
    campus = CampusFactory()
    address = url("faculty", "import")
    confirm(clerk, address, upload(clerk, address, ["code", "name_th", "campus"], ["NEW", "คณะใหม่", campus.code]))

    assert [name.name_th for name in Faculty.objects.get(code="NEW").names.all()] == ["คณะใหม่"]


def test_name_of_a_faculty_is_changed_in_the_file_of_names(clerk):
    faculty = FacultyFactory()
    page = upload(clerk, url("faculty", "import"), ["code", "name_th"], [faculty.code, "คณะอื่น"])
    assert page.context["outcome"].counts["refused"] == 1

    address = url("faculty", "import", "names")
    page = upload(clerk, address, ["faculty", "valid_from", "name_th"], [faculty.code, "", "คณะอื่น"])
    confirm(clerk, address, page)

    faculty.refresh_from_db()
    assert faculty.name_th == "คณะอื่น"


def test_new_cohort_gets_the_number_of_its_year(clerk):
    InstitutionFactory()
    address = url("cohort", "import")
    confirm(clerk, address, upload(clerk, address, ["ปีการศึกษาที่สำเร็จการศึกษา", "graduation_year_be"][1:], ["๒๕๔๘"]))

    assert Cohort.objects.get().number == 35


def test_row_that_is_there_twice_is_refused(clerk):
    page = upload(
        *(clerk, url("degreetitle", "import"), ["abbr_th", "name_th", "level"]),
        *([["น.บ.", "นิติศาสตร์", "bachelor"]] * 2),
    )

    assert [row.kind for row in page.context["outcome"].rows] == ["new", "refused"]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_exported_file_comes_back_unchanged(clerk, file_format):
    DegreeTitleFactory()
    for number, trap in enumerate(TRAPS):
        DegreeTitleFactory(abbr_th=f"ท{number}", name_th=trap, name_en=trap, abbr_en=trap)
        CampusFactory(code=f"C{number}", address_th=trap)
    faculty = FacultyFactory(name_th="=HYPERLINK()", founded_be=2510, successor=FacultyFactory())
    ProgrammeFactory(faculty=faculty, name_th="+66")
    CohortFactory(ceremony_no=3)

    for model, kind in (
        ("degreetitle", ""),
        ("campus", ""),
        ("campus", "names"),
        ("faculty", ""),
        ("faculty", "names"),
        ("programme", ""),
        ("cohort", ""),
    ):
        back = export(clerk, url(model, "export", kind), file_format)
        outcome = clerk.post(url(model, "import", kind), {"file": back}).context["outcome"]
        found = [row for row in outcome.rows if row.kind != "unchanged"]
        assert outcome.rows
        assert (model, kind, found) == (model, kind, [])


@pytest.mark.parametrize("trap", TRAPS)
def test_no_cell_of_an_export_begins_a_formula(clerk, trap):
    DegreeTitleFactory(name_en=trap)
    content = clerk.post(url("degreetitle", "export"), {"file_format": "xlsx"}).content

    cells = [cell for row in tables.read(content, "x.xlsx") for cell in row]
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "＝")) for cell in cells)


def test_whole_day_names_of_a_campus_come_in(clerk):
    campus = CampusFactory()
    address = url("campus", "import", "names")
    rows = [["campus", "valid_from", "valid_to", "name_th", "kind"]]
    rows += [
        [campus.code, "", "31/12/2549", campus.name_th, "campus"],
        [campus.code, "๑ ม.ค. ๒๕๕๐", "", "ชื่อใหม่", "วิทยาเขต"],
    ]
    confirm(clerk, address, upload(clerk, address, *rows))

    assert [str(name.valid_from) for name in CampusName.objects.order_by("pk")] == ["None", "2007-01-01"]
    assert Campus.objects.get().name_th == "ชื่อใหม่"


def test_file_without_its_key_is_refused_at_the_field(clerk):
    page = upload(clerk, url("degreetitle", "import"), ["nothing"], ["x"])

    assert page.status_code == 422
    assert page.context["form"].errors["file"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.exe", b"MZ"),
        ("x.csv", b""),
        ("x.xlsx", b"PK\x03\x04broken"),
        ("x.xls", b"\xd0\xcf\x11\xe0broken"),
        ("x.csv", b"a," * 1_100_000),
        ("x.csv", b"abbr_th\n" + b"x\n" * 6000),
        ("x.csv", b"PK\x03\x04a spreadsheet in disguise"),
    ],
)
def test_hostile_file_is_refused_at_the_field(clerk, name, content):
    page = clerk.post(url("degreetitle", "import"), {"file": SimpleUploadedFile(name, content)})

    assert page.status_code == 422
    assert page.context["form"].errors["file"]


def test_tampered_check_is_not_believed(clerk):
    address = url("degreetitle", "import")
    page = upload(clerk, address, ["abbr_th", "name_th", "level"], ["น.บ.", "นิติศาสตร์", "bachelor"])

    response = clerk.post(address, {"checked": page.context["checked"][:-2] + "xx"})

    assert response.status_code == 302
    assert not DegreeTitle.objects.exists()


def test_check_of_a_colleague_is_not_mine(clerk, staff, client_for):
    address = url("degreetitle", "import")
    page = upload(clerk, address, ["abbr_th", "name_th", "level"], ["น.บ.", "นิติศาสตร์", "bachelor"])

    client_for(staff("records")).post(address, {"checked": page.context["checked"]})

    assert not DegreeTitle.objects.exists()


def test_reader_of_reports_exports_but_takes_nothing_in(staff, client_for):
    DegreeTitleFactory()
    reader = client_for(staff("reports"))

    assert reader.get(url("degreetitle", "export")).status_code == 200
    assert reader.get(url("degreetitle", "import")).status_code == 403
    assert reader.post(url("degreetitle", "import"), {"checked": "x"}).status_code == 403
