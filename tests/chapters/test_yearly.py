"""Yearly reports: figures of the registry, frozen when sent; due, overdue, read."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.chapters.actions import yearly
from apps.chapters.actions.refusals import AlreadyDecided, NotEditable, NotOverYet
from apps.chapters.models import Chapter, YearlyReport
from apps.chapters.querysets.health import health_of
from apps.chapters.querysets.yearly import figures_of, last_year, overdue
from apps.chapters.reports import report_pdf
from apps.core.registries import GroupFigure, group_figures
from tests.factories import (
    ChapterFactory,
    DueFactory,
    LiaisonFactory,
    MembershipFactory,
    PostFactory,
    StaffFactory,
    TermFactory,
    YearlyReportFactory,
)

pytestmark = pytest.mark.django_db
YEAR = 2568  # 2025


def at(name, group, *args):
    return reverse(f"chapters:{name}", args=[group.chapter.slug, *args])


@pytest.fixture
def report(group):
    return YearlyReportFactory(chapter=group.chapter, year_be=YEAR)


def test_figures_are_those_of_the_year(group):
    chapter = ChapterFactory()
    MembershipFactory(chapter=chapter, since=date(2024, 5, 1))
    MembershipFactory(chapter=chapter, since=date(2025, 5, 1))
    MembershipFactory(chapter=chapter, since=date(2026, 5, 1))
    MembershipFactory(chapter=chapter, state="left", since=date(2024, 1, 1), until=date(2025, 6, 1))
    post = PostFactory(chapter=chapter)
    post.published_at = timezone.now().replace(year=2025, day=1)
    post.save()
    DueFactory(chapter=chapter, paid_on=date(2025, 2, 1), amount=150)
    DueFactory(chapter=chapter, paid_on=date(2026, 2, 1), amount=999)

    found = figures_of(chapter, YEAR)

    assert {name: found[name] for name in ("members", "joined", "left", "posts", "dues", "dues_baht")} == {
        "members": 2,
        "joined": 1,
        "left": 1,
        "posts": 1,
        "dues": 1,
        "dues_baht": "150.00",
    }


def test_another_app_adds_its_figures(group, monkeypatch):
    figure = GroupFigure("outings", lambda chapter, first, last: (last - first).days)
    monkeypatch.setitem(group_figures._entries, "outings", figure)

    assert figures_of(group.chapter, YEAR)["outings"] == 364


def test_figures_are_frozen_when_it_is_sent(group, report, browser_of):
    yearly.send(report, by=group.leader.account)
    before = dict(report.figures)
    MembershipFactory.create_batch(2, chapter=group.chapter, since=date(2025, 5, 1))

    page = browser_of(group.leader).get(at("desk_report", group, YEAR))

    assert {figure.key: figure.shown for figure in page.context["figures"]}["members"] == str(before["members"])


def test_what_is_sent_is_not_changed_any_more(group, report):
    yearly.send(report, by=group.leader.account)

    with pytest.raises(NotEditable):
        yearly.write(group.chapter, YEAR, {"did": "more"}, by=group.leader.account)
    with pytest.raises(NotEditable):
        yearly.send(report, by=group.leader.account)


def test_year_that_is_not_over_is_not_reported(group):
    this_year = timezone.localdate().year + 543
    report = yearly.write(group.chapter, this_year, {"did": "x"}, by=group.leader.account)

    with pytest.raises(NotOverYet):
        yearly.send(report, by=group.leader.account)


def test_empty_report_is_kept_and_not_sent(group, browser_of):
    year = last_year(timezone.localdate())
    browser, url = browser_of(group.leader), at("desk_report", group, year)
    browser.post(url, {"did": "we met"})
    shown = browser.get(url).context["form"].initial["version"]

    refused = browser.post(url, {"did": "", "plans": "more of it", "version": shown, "send": "1"})

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["did"])
    assert "more of it" in refused.text
    assert YearlyReport.objects.get().did == "we met"
    browser.post(url, {"did": "we met twice", "version": refused.context["form"]["version"].value(), "send": "1"})
    assert YearlyReport.objects.get().is_sent


def test_secretary_does_not_report(group, post_holder, browser_of, report):
    browser = browser_of(post_holder("secretary"))

    assert browser.get(at("desk_report", group, YEAR)).status_code == 403


@pytest.mark.parametrize(
    ("day", "recognised_on", "is_overdue"),
    [
        (date(2026, 3, 31), date(2020, 1, 1), False),
        (date(2026, 4, 1), date(2020, 1, 1), True),
        (date(2026, 4, 1), date(2025, 12, 31), True),
        (date(2026, 4, 1), date(2026, 1, 1), False),
        (date(2026, 4, 1), None, False),
    ],
)
def test_report_is_overdue_after_its_day(group, day, recognised_on, is_overdue):
    group.chapter.recognised_on = recognised_on

    assert (group.chapter.pk in overdue([group.chapter], day)) == is_overdue


def test_sent_report_is_not_overdue_and_waits_to_be_read(group, report):
    Chapter.objects.filter(pk=group.chapter.pk).update(recognised_on=date(2020, 1, 1))
    day = date(2026, 5, 1)
    [before] = health_of(Chapter.objects.filter(pk=group.chapter.pk), day)
    yearly.send(report, by=group.leader.account)

    [after] = health_of(Chapter.objects.filter(pk=group.chapter.pk), day)

    assert (before.report_is_overdue, before.report_waits) == (True, None)
    assert (after.report_is_overdue, after.report_waits) == (False, report.pk)


def test_office_reads_it_and_the_leaders_are_told(group, report, client_for):
    yearly.send(report, by=group.leader.account)
    office = client_for(StaffFactory(role="communications"))

    office.post(reverse("office:group_report", args=[report.pk]), {"answer": "ขอบคุณ"})

    report.refresh_from_db()
    assert (report.answer, group.leader.account.notices.get().kind) == ("ขอบคุณ", "chapters.report_read")
    with pytest.raises(AlreadyDecided):
        yearly.take_note(report, answer="", by=StaffFactory())


def test_who_may_only_look_does_not_mark_it_as_read(group, report, client_for):
    yearly.send(report, by=group.leader.account)
    office = client_for(StaffFactory(role="events"))
    url = reverse("office:group_report", args=[report.pk])

    assert (office.get(url).status_code, office.post(url, {"answer": ""}).status_code) == (200, 403)


def test_pdf_names_the_committee_that_sent_it(group, report, days, browser_of, monkeypatch):
    former = TermFactory(seat__position__chapter=group.chapter, since=days(-900), until=days(-300)).seat.position
    YearlyReport.objects.update(sent_at=timezone.now() - timedelta(days=400), sent_by=group.leader.account)
    told = {}
    monkeypatch.setattr("apps.chapters.views.yearly.report_pdf", lambda *_args, **said: told.update(said) or b"")

    browser_of(group.leader).get(at("desk_report_pdf", group, YEAR))

    assert former.name in [post for post, _name in told["officers"]]


@pytest.mark.parametrize("language", ["th", "en"])
def test_pdf_is_set_in_both_languages(report, language):
    report.did = "พบกันสี่ครั้ง 🎉 ให้ทุน\n\nขนหนังสือไปห้องสมุด"

    content = report_pdf(
        report, figures_of(report.chapter, YEAR), officers=[("ประธาน", "สมชาย ใจดี")], language=language
    )

    assert content.startswith(b"%PDF-")


def test_health_asks_as_much_for_many_groups_as_for_few(django_assert_max_num_queries):
    for _ in range(4):
        chapter = ChapterFactory(recognised_on=date(2020, 1, 1))
        MembershipFactory.create_batch(2, chapter=chapter)
        TermFactory(seat__position__chapter=chapter)
        YearlyReportFactory(chapter=chapter, year_be=YEAR, sent=True)
        LiaisonFactory(chapter=chapter)

    with django_assert_max_num_queries(12):
        health_of(Chapter.objects.all(), timezone.localdate())


def test_two_begin_a_report_one_of_them_too_late(group, browser_of):
    year = last_year(timezone.localdate())
    browser = browser_of(group.leader)
    browser.post(at("desk_report", group, year), {"did": "first"})

    answer = browser.post(at("desk_report", group, year), {"did": "second"})

    assert (answer.status_code, YearlyReport.objects.get().did) == (422, "first")
    assert "second" in answer.content.decode()
