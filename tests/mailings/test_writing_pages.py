"""The office writes: nothing that was typed is lost, whoever else writes and however often one presses."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from apps.mailings.actions import composing
from apps.mailings.models import Mailing
from apps.mailings.reports.desk import held_words
from tests.chapters.pictures import jpeg
from tests.factories import (
    ContactFactory,
    FacultyFactory,
    GraduateFactory,
    HoldFactory,
    MailingFactory,
)

from .test_composing_pages import WORDS, at

pytestmark = pytest.mark.django_db
KEY = "6f1c3c1e-8a53-4c53-9c38-1f0a3f6f1f10"


def test_twenty_presses_are_one_draft(office):
    url = reverse("mailings:office_new")
    answers = [office.post(url, WORDS | {"form_key": KEY, "title": f"ข่าว {number}"}) for number in range(20)]

    assert {answer.status_code for answer in answers} == {302}
    assert Mailing.objects.get().title == "ข่าว 19"


def test_what_both_wrote_is_shown_and_may_be_saved_over(office, draft, writer):
    seen = draft.version
    composing.change(draft, {"text_th": "คำจากอีกหน้าต่าง", "title": WORDS["title"]}, by=writer)

    words = WORDS | {"subject_en": draft.subject_en, "text_en": draft.text_en}
    answer = office.post(at("office_write", draft), words | {"version": seen})

    assert answer.status_code == 422
    assert {each.text for each in answer.context["theirs"]} == {draft.subject_th, "คำจากอีกหน้าต่าง"}
    assert WORDS["text_th"] in answer.content.decode()
    again = office.post(at("office_write", draft), words | {"version": answer.context["form"]["version"].value()})
    assert again.status_code == 302
    draft.refresh_from_db()
    assert draft.text_th == WORDS["text_th"]


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        ({"text_th": "ก", "text_en": "a"}, {"text_th", "text_en"}),
        ({"text_th": "ก", "text_en": "", "subject_en": ""}, {"text_th"}),
        ({"text_th": "", "subject_th": "", "text_en": "a"}, {"text_en"}),
        ({"text_th": "![ก](picture-1)", "text_en": "a"}, {"text_th"}),
        ({"text_th": "ก" * 7_600, "text_en": ""}, set()),
    ],
)
def test_picture_that_was_added_stands_in_the_texts(office, writer, texts, shown):
    mailing = MailingFactory(author=writer, **texts)
    picture = SimpleUploadedFile("p.jpg", jpeg(), "image/jpeg")

    office.post(at("office_add_file", mailing), {"kind": "picture", "file": picture, "alt": "ก"})

    mailing.refresh_from_db()
    assert {name for name in ("text_th", "text_en") if "![ก](picture-1)" in getattr(mailing, name)} == shown


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_was_sent_is_not_thrown_away(office, writer, method):
    mailing = MailingFactory(author=writer, sending=True)
    assert getattr(office, method)(at("office_discard", mailing)).url == at("office_show", mailing)
    assert Mailing.objects.exists()


def test_stopped_before_its_list_was_closed_reaches_nobody(office, writer):
    mailing = MailingFactory(author=writer, freezing=True)
    Mailing.objects.filter(pk=mailing.pk).update(state="stopped", finished_at=mailing.created_at)

    assert office.get(at("office_show", mailing)).context["desk"].reach.number == 0


@pytest.mark.parametrize(
    ("do", "goes_on"),
    [("add:0", "b0l1v1"), ("block", "b1new"), ("drop:0:0", "b0new"), ("drop:0", "b0new")],
)
def test_whoever_chooses_readers_by_keyboard_goes_on_where_they_were(office, draft, do, goes_on):
    FacultyFactory()
    lines = {"b0": "1", "b0l0kind": "all", "b0new": "faculty"}
    page = office.post(at("office_audience", draft), lines | {"do": do}).content.decode()

    assert re.findall(r'<(?:input|select)[^>]* id="(\w+)"[^>]* autofocus', page) == [goes_on]


def test_what_is_only_held_is_told_to_go_by_itself(office, writer):
    ContactFactory(person=GraduateFactory())
    mailing = MailingFactory(author=writer, declared_neutral_at=None)
    HoldFactory()

    data = {"version": mailing.version, "is_neutral": "on", "scheduled_on": "", "scheduled_at": "09:00"}
    with translation.override("en"):
        page = office.post(at("office_show", mailing), data, follow=True)

    mailing.refresh_from_db()
    assert mailing.held_until is not None
    [told] = [str(message) for message in page.context["messages"]]
    with translation.override("en"):
        assert told == held_words(mailing)
