"""A file that somebody has made to do harm, on its whole way: what it says is shown, mailed and handed out as text."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from apps.core.actions import jobs
from apps.core.models import Job
from apps.imports.actions import files
from apps.imports.lib.mapping import Mapping
from apps.records.models import Employment, Person
from tests.factories import CampusFactory, CountryFactory, DegreeTitleFactory, FacultyFactory

pytestmark = pytest.mark.django_db
SCRIPT, FORMULA, TURNED = "<script>alert(1)</script>", "=HYPERLINK(1)", "\u202e"
NAME = f"{SCRIPT}{TURNED}vsc\r\nBcc: x@example.org.csv"
KINDS = [
    "student_id",
    "first_th",
    "last_th",
    "faculty",
    "degree",
    "graduation_year_be",
    "employer",
    "position",
    "note",
]
LINES = [
    "รหัส,ชื่อ,สกุล,คณะ,ปริญญา,ปีที่จบ,ที่ทำงาน,ตำแหน่ง,หมายเหตุ",
    f"4710001,สมใจ,ใจงาม,คณะวิทยาศาสตร์,วท.บ.,2551,{FORMULA},{SCRIPT},{TURNED}กลับด้าน{SCRIPT}",
    f"4710002,มาลี,ใจงาม,คณะวิทยาศาสตร์,วท.บ.,{FORMULA},@SUM(1),+1-1,{SCRIPT}",
    f"4710003,{SCRIPT},{FORMULA},คณะวิทยาศาสตร์,{SCRIPT},2551,-1,,",
]


@pytest.fixture
def clerk(staff):
    return staff("administrator", language="en", email="clerk@example.org")


@pytest.fixture
def client(client_for, clerk):
    with translation.override("en"):
        yield client_for(clerk)


@pytest.fixture
def imported(clerk):
    CountryFactory()
    DegreeTitleFactory()
    FacultyFactory(campus=CampusFactory(), name_th="คณะวิทยาศาสตร์")
    new = files.upload(ContentFile("\n".join(LINES).encode()), name=NAME, by=clerk)
    found = files.look(new).mapping
    files.match(new, Mapping(dict(enumerate(KINDS)), found.headers, found.header_row, found.header_lines), by=clerk)
    for step in (files.check, files.run):
        jobs.run(job_id=step(new, by=clerk).pk)
    new.refresh_from_db()
    assert (new.state, Person.objects.count()) == ("done", 1)
    return new


def is_harmless(text):
    return SCRIPT not in text and TURNED not in text


def test_pages_show_it_as_text(client, imported):
    person = Person.objects.get()
    pages = [
        *(
            reverse("office:import", args=[imported.public_id]) + f"?outcome={each}"
            for each in ("created", "rejected")
        ),
        *(reverse("office:imports"), reverse("office:audit"), reverse("office:person", args=[person.public_id])),
        *(reverse("office:jobs"), reverse("office:dashboard")),
    ]
    texts = [client.get(page).content.decode() for page in pages]

    assert [page for page, text in zip(pages, texts, strict=True) if not is_harmless(text)] == []
    assert "&lt;script&gt;alert(1)" in texts[4]


def test_registry_keeps_what_was_meant(imported):
    post = Employment.objects.get()

    assert (post.employer, post.position) == (FORMULA, SCRIPT)
    assert TURNED not in Person.objects.get().note


def test_mail_has_one_subject_and_no_markup(imported, mailoutbox):
    mail = mailoutbox[-1]
    message = mail.message()

    assert (message["Bcc"], mail.bcc, len(message["Subject"].splitlines())) == (None, [], 1)
    assert all(is_harmless(str(body.content)) for body in mail.alternatives)
    assert TURNED not in mail.subject + mail.body


def test_rejected_rows_are_handed_out_without_formulas(client, imported):
    answer = client.post(reverse("office:import_rejected", args=[imported.public_id]))
    cells = [cell for row in load_workbook(BytesIO(answer.content)).active for cell in row]

    assert imported.counts["rejected"] + imported.counts["held"] == 2
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}


def test_exports_hand_it_out_without_formulas(client, imported, django_capture_on_commit_callbacks):
    audit = client.post(reverse("office:audit_csv") + "?table=records.employment", {"reason": "x"})
    chosen = client.post(reverse("office:selection"), {"action": "export", "all": "1", "query": ""})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(chosen.url, {"file_format": "csv", "reason": "x"})
    with Job.objects.latest("pk").result.open() as file:
        people = file.read().decode("utf-8-sig")
    rows = b"".join(audit.streaming_content).decode()

    assert f"'{FORMULA}" in rows
    for text in (rows, people):
        assert f",{FORMULA}" not in text
        assert f'"{FORMULA}' not in text
