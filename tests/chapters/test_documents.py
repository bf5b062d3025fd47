"""Documents: what is taken for one, who reads it, how it is handed out."""

import io
import zipfile
from urllib.parse import unquote

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from apps.chapters.actions import documents
from apps.chapters.actions.refusals import AlreadyDecided, NotYetTrusted, SameFile
from apps.chapters.models import Document
from apps.core.lib.office_files import Kind, OfficeFileError, recognise
from tests.factories import TermFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def packed(*names, **contents):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
        for name, content in contents.items():
            archive.writestr(name, content)
    return kept.getvalue()


WORD = packed("[Content_Types].xml", "word/document.xml")


def garbled():
    """An OpenDocument file whose directory is whole, and whose first part cannot be unpacked."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    content = bytearray(kept.getvalue())
    begins = 30 + len("mimetype")
    content[begins : begins + 8] = b"\xff" * 8
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, Kind.PDF),
        (WORD, Kind.DOCX),
        (packed("[Content_Types].xml", "xl/workbook.xml"), Kind.XLSX),
        (packed("[Content_Types].xml", "ppt/presentation.xml"), Kind.PPTX),
        (packed(mimetype="application/vnd.oasis.opendocument.text"), Kind.ODT),
    ],
)
def test_kind_is_told_by_the_content(content, kind):
    assert recognise(content) is kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "kind"),
        (b"<html><script>", "kind"),
        (b"MZ\x90\x00", "kind"),
        (PDF[:20], "broken"),
        (WORD[:-10], "broken"),
        (garbled(), "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old"),
        (packed("index.html"), "kind"),
        (packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macros"),
        (packed("Basic/Standard/Module1.xml", mimetype="application/vnd.oasis.opendocument.text"), "macros"),
    ],
)
def test_what_is_no_document_is_refused_with_its_reason(content, code):
    with pytest.raises(OfficeFileError) as refused:
        recognise(content)

    assert refused.value.code == code


def at(name, group, *args):
    return reverse(f"chapters:{name}", args=[group.chapter.slug, *args])


@pytest.fixture
def statutes(group):
    """`statutes("members")`: a document for them, with its file."""

    def put_in(audience="members"):
        values = {"kind": "statutes", "title": "ข้อบังคับชมรม", "dated_on": None, "audience": audience}
        return documents.put_in(group.chapter, values, content=PDF, kind=Kind.PDF, by=group.leader.account)

    return put_in


@pytest.mark.parametrize(
    ("audience", "read_by"),
    [
        ("everyone", {"nobody", "stranger", "member", "leader"}),
        ("alumni", {"stranger", "member", "leader"}),
        ("members", {"member", "leader"}),
        ("leaders", {"leader"}),
    ],
)
def test_document_is_read_by_its_audience_alone(group, browser_of, statutes, audience, read_by):
    document = statutes(audience)
    people = {"nobody": None, "stranger": group.stranger, "member": group.member, "leader": group.leader}

    for who, person in people.items():
        browser = browser_of(person) if person else Client()
        answer = browser.get(at("document_file", group, document.pk, 1))
        assert (who, answer.status_code) == (who, 200 if who in read_by else 404)
        assert (document.title in browser.get(at("documents", group)).content.decode()) == (who in read_by)


def test_leader_of_another_group_reads_nothing_of_this_one(group, browser_of, statutes):
    document = statutes("leaders")
    other = TermFactory()
    browser = browser_of(other.person)

    assert browser.get(at("document_file", group, document.pk, 1)).status_code == 404
    theirs = reverse("chapters:document_file", args=[other.seat.position.chapter.slug, document.pk, 1])
    assert browser.get(theirs).status_code == 404


def test_former_leader_reads_no_leaders_papers(group, browser_of, statutes, days):
    document = statutes("leaders")
    group.term.until = days(-1)
    group.term.save()

    assert browser_of(group.leader).get(at("document_file", group, document.pk, 1)).status_code == 404


def test_file_is_handed_out_to_be_saved_and_never_shown(group, browser_of, statutes):
    answer = browser_of(group.member).get(at("document_file", group, statutes().pk, 1))

    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert answer.content == PDF


def test_file_keeps_its_thai_name(group, browser_of, statutes):
    document = statutes()
    document.title = 'ข้อบังคับ/ฉบับที่ 2 "แก้ไข"'
    document.save()

    answer = browser_of(group.member).get(at("document_file", group, document.pk, 1))

    assert unquote(answer["Content-Disposition"]).endswith("ข้อบังคับ_ฉบับที่_2_แก้ไข_.pdf")


def test_newest_version_is_handed_out_and_leaders_find_the_older(group, browser_of, statutes):
    document = statutes()
    documents.replace(document, content=PDF + b"2", kind=Kind.PDF, note="ข้อ 5", by=group.leader.account)

    answers = {
        (who, number): browser_of(person).get(at("document_file", group, document.pk, number)).status_code
        for who, person in {"member": group.member, "leader": group.leader}.items()
        for number in (1, 2)
    }

    assert answers == {("member", 1): 404, ("member", 2): 200, ("leader", 1): 200, ("leader", 2): 200}


def test_same_file_is_no_new_version(group, statutes):
    with pytest.raises(SameFile):
        documents.replace(statutes(), content=PDF, kind=Kind.PDF, note="", by=group.leader.account)


def test_same_document_sent_twice_is_one(group, statutes, django_capture_on_commit_callbacks):
    first, files = statutes(), set(default_storage.listdir("documents")[1])

    with django_capture_on_commit_callbacks(execute=True):
        again = statutes()
    assert (again, set(default_storage.listdir("documents")[1])) == (first, files)

    statutes("leaders")
    assert Document.objects.count() == 2  # which says something else


def test_taken_down_document_leaves_no_file(group, browser_of, statutes, django_capture_on_commit_callbacks):
    document = statutes()
    name = document.versions.get().file

    with django_capture_on_commit_callbacks(execute=True):
        documents.take_down(document, by=group.leader.account, reason="old")

    assert not default_storage.exists(name)
    assert browser_of(group.leader).get(at("document_file", group, document.pk, 1)).status_code == 404
    with pytest.raises(AlreadyDecided):
        documents.replace(document, content=PDF + b"3", kind=Kind.PDF, note="", by=group.leader.account)


def test_leader_puts_in_a_word_file_called_otherwise(group, browser_of):
    told = {"kind": "minutes", "title": "รายงานการประชุม", "audience": "members", "dated_on": "1/10/2569"}
    told["file"] = SimpleUploadedFile("x.exe", WORD)

    answer = browser_of(group.leader).post(at("desk_document_new", group), told)

    document = Document.objects.get()
    assert (answer.status_code, document.versions.get().kind) == (302, "docx")
    assert str(document.dated_on) == "2026-10-01"


def test_refused_file_loses_nothing_that_was_typed(group, browser_of):
    told = {"kind": "minutes", "title": "รายงานการประชุม", "audience": "members"}

    answer = browser_of(group.leader).post(
        at("desk_document_new", group), told | {"file": SimpleUploadedFile("x.pdf", b"no pdf")}
    )

    assert (answer.status_code, Document.objects.count()) == (422, 0)
    assert "รายงานการประชุม" in answer.content.decode()


def test_untrusted_leader_puts_no_new_version_before_everybody(group, statutes):
    document = statutes("everyone")

    with pytest.raises(NotYetTrusted):
        documents.replace(
            document, content=PDF + b"2", kind=Kind.PDF, note="", by=group.leader.account, leader=group.leader
        )
