"""The button by which anybody asks the office to look at the page of a group or at a post."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from apps.chapters.actions import complaints
from apps.chapters.actions.refusals import OwnGroup
from apps.chapters.models import Complaint, Photo, PostReport
from tests.factories import (
    AlbumFactory,
    AlumnusFactory,
    ChapterFactory,
    DocumentFactory,
    PersonFactory,
    PhotoFactory,
    PostFactory,
    StaffFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
WRONG = {"why": "untrue", "note": "ไม่ใช่กลุ่มของมหาวิทยาลัย"}


@pytest.fixture
def chapter():
    return ChapterFactory(about_th="รับสมัครสมาชิกพรรค", about_en="Join the party")


@pytest.fixture
def at(chapter):
    return reverse("chapters:report_page", args=[chapter.slug])


@pytest.fixture
def clerk():
    return StaffFactory(role="communications")


@pytest.fixture(autouse=True)
def _nobody_was_counted():
    cache.clear()


def test_a_guest_reports_a_group_from_its_page(client, chapter, at):
    assert at in client.get(reverse("chapters:show", args=[chapter.slug])).text

    answer = client.post(at, WRONG, follow=True)

    made = Complaint.objects.get()
    assert (answer.status_code, made.chapter, made.is_guest, made.by) == (200, chapter, True, None)


@pytest.mark.parametrize("audience", ["everyone", "members"])
def test_a_guest_reports_what_everybody_sees(client, chapter, audience):
    document = DocumentFactory(chapter=chapter, audience=audience)
    photo = PhotoFactory(album=AlbumFactory(chapter=chapter, audience=audience))
    is_open = audience == "everyone"

    for name, key in (("document_complain", document.pk), ("photo_complain", photo.public_id)):
        answer = client.post(reverse(f"chapters:{name}", args=[chapter.slug, key]), WRONG)
        assert answer.status_code == (302 if is_open else 404)

    made = [(row.document, row.photo, row.is_guest) for row in Complaint.objects.order_by("pk")]
    assert made == ([(document, None, True), (None, photo, True)] if is_open else [])
    assert photo in Photo.objects.shown()


def test_the_same_word_of_guests_waits_once(client, at):
    for _turn in range(3):
        client.post(at, WRONG)

    assert Complaint.objects.count() == 1


def test_a_guest_who_reports_very_much_is_stopped(client, at):
    answers = [client.post(at, WRONG).status_code for _turn in range(11)]

    assert (answers[-1], set(answers[:-1])) == (429, {302})


def test_an_alumnus_reports_it_once(client_for, at, chapter):
    person = AlumnusFactory()
    answers = [client_for(person.account).post(at, WRONG).status_code for _turn in range(2)]

    assert answers == [302, 422]
    assert (Complaint.objects.get().by, Complaint.objects.get().is_guest) == (person, False)


@pytest.mark.parametrize(
    "typed", [{"why": ""}, {"why": "shown"}, {"why": "other"}, {"why": "untrue", "note": "x" * 1001}]
)
def test_what_cannot_be_is_said_beside_it(client, at, typed):
    assert client.post(at, typed).status_code == 422
    assert not Complaint.objects.exists()


def test_the_office_takes_down_what_the_group_says_of_itself(client_for, clerk, chapter, client, at):
    client.post(at, WRONG)
    made, office = Complaint.objects.get(), client_for(clerk)
    assert chapter.name in office.get(reverse("office:group_posts")).text
    page = reverse("office:group_complaint", args=[made.pk])
    assert "รับสมัครสมาชิกพรรค" in office.get(page).text

    office.post(page, {"outcome": "removed", "remark": "เป็นการหาเสียง"})

    chapter.refresh_from_db()
    made.refresh_from_db()
    assert (chapter.about_th, chapter.about_en, made.outcome) == ("", "", "removed")


def test_nobody_decides_on_the_page_of_a_group_that_they_lead(clerk, chapter, client, at):
    TermFactory(seat__position__chapter=chapter, person=PersonFactory(account=clerk))
    client.post(at, WRONG)

    with pytest.raises(OwnGroup):
        complaints.decide_for_office(Complaint.objects.get(), Complaint.Outcome.KEPT, remark="x", by=clerk)


def test_a_guest_reports_a_post_that_everybody_reads(client, chapter, client_for, clerk):
    post = PostFactory(chapter=chapter, state="published", audience="everyone")
    hidden = PostFactory(chapter=chapter, state="published", audience="members")
    told = {"objection": "politics", "note": "หาเสียง"}

    first, second = (
        client.post(reverse("chapters:post_report", args=[chapter.slug, each.pk]), told) for each in (post, hidden)
    )
    client.post(reverse("chapters:post_report", args=[chapter.slug, post.pk]), told)

    assert (first.status_code, second.status_code, PostReport.objects.get().by) == (302, 404, None)
    report = reverse("office:group_post_report", args=[PostReport.objects.get().pk])
    assert client_for(clerk).get(report).status_code == 200
