"""The office looks after the groups: enters them, appoints, answers, and sees how all of them are."""

import pytest
from django.urls import reverse

from apps.chapters.models import Chapter, Liaison, Membership, OfficerTerm, Talk
from tests.factories import (
    AlumnusFactory,
    CampusFactory,
    ChapterFactory,
    FacultyFactory,
    InstitutionFactory,
    MatterFactory,
    MembershipFactory,
    PositionFactory,
    StaffFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(settings):
    settings.INSTITUTION = InstitutionFactory().code
    return StaffFactory(role="records")


@pytest.fixture
def browser(clerk, client_for):
    return client_for(clerk)


def care(chapter, what):
    return reverse("office:group_care", args=[chapter.slug, what])


def test_new_group_has_its_ground_its_name_and_the_usual_posts(browser):
    faculty = FacultyFactory()
    told = {"kind": "faculty", "name_th": "ชมรมวิศวะ", "slug": "Eng", "faculty": faculty.pk, "joining": "open"}

    answer = browser.post(reverse("office:group_found"), told | {"recognised_on": "1/10/2569"})

    chapter = Chapter.objects.get(kind="faculty")
    assert (answer.status_code, chapter.slug, chapter.status) == (302, "eng", "recognised")
    assert (chapter.ground, chapter.names.get().name_th) == (faculty, "ชมรมวิศวะ")
    assert chapter.positions.filter(role="president").exists()


@pytest.mark.parametrize("wrong", [{"faculty": ""}, {"slug": "taken"}, {"slug": "มีไทย"}, {"name_th": ""}])
def test_group_that_lacks_something_is_refused_where_it_lacks(browser, wrong):
    ChapterFactory(slug="taken")
    told = {"kind": "faculty", "name_th": "ชมรม", "slug": "eng", "faculty": FacultyFactory().pk, "joining": "open"}

    answer = browser.post(reverse("office:group_found"), told | wrong)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, list(wrong))


def test_member_and_officer_are_entered(browser):
    position = PositionFactory()
    chapter = position.chapter
    person = AlumnusFactory()
    who = {"record": person.degrees.get().student_id}
    term = who | {"position": position.pk, "since": "1/10/2569", "until": "30/9/2571", "minutes": "ประชุม 1/2569"}

    too_early = browser.post(care(chapter, "term"), term)
    browser.post(care(chapter, "member"), who | {"rank": "life"})
    right = browser.post(care(chapter, "term"), term)

    assert (too_early.status_code, right.status_code) == (422, 302)
    assert Membership.objects.get().rank == "life"
    assert OfficerTerm.objects.get().minutes == "ประชุม 1/2569"


def test_standing_liaison_and_contact_are_kept(browser, clerk):
    chapter = ChapterFactory()

    browser.post(care(chapter, "status"), {"status": "suspended", "reason": "no committee"})
    browser.post(care(chapter, "liaison"), {"officer": clerk.pk})
    browser.post(care(chapter, "talk"), {"held_on": "1/10/2569", "channel": "phone", "summary": "คุยแล้ว"})

    chapter.refresh_from_db()
    assert (chapter.status, Liaison.objects.get().officer, Talk.objects.get().by) == ("suspended", clerk, clerk)


def test_requests_are_taken_and_answered(browser, clerk):
    matter = MatterFactory()
    browser.post(reverse("office:group_matter_take", args=[matter.pk]))
    browser.post(reverse("office:group_matter", args=[matter.pk]), {"answer": "ได้"})

    matter.refresh_from_db()
    assert (matter.owner, matter.answer, matter.answered_by) == (clerk, "ได้", clerk)


def test_list_says_what_is_wrong_and_shows_those_alone(browser):
    headless = MembershipFactory().chapter
    asks = MatterFactory(chapter=TermFactory().seat.position.chapter).chapter
    url = reverse("office:groups")

    page = browser.get(url)
    shown = {what: browser.get(url, {"wrong": what}).context["groups"] for what in ("headless", "asked", "unread")}

    counted = {what: number for what, _words, number in page.context["wrong"]}
    assert (page.context["total"], counted["headless"], counted["asked"], counted["unread"]) == (2, 1, 1, 0)
    assert {what: [each.chapter for each in groups] for what, groups in shown.items()} == {
        "headless": [headless],
        "asked": [asks],
        "unread": [],
    }


def test_reader_of_reports_sees_and_changes_nothing(client_for, clerk):
    chapter = ChapterFactory()
    reader = client_for(StaffFactory(role="reports"))

    assert reader.get(reverse("office:groups")).status_code == 200
    assert reader.get(reverse("office:group", args=[chapter.slug])).status_code == 200
    assert reader.post(care(chapter, "status"), {"status": "closed", "reason": "x"}).status_code == 403


def test_clerk_of_one_campus_reads_no_names_of_others(client_for, clerk):
    term = TermFactory()
    limited = client_for(StaffFactory(role="records", campus=CampusFactory()))

    page = limited.get(reverse("office:group", args=[term.seat.position.chapter.slug])).content.decode()

    assert term.person.names.get().last_th not in page
