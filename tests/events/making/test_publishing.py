"""Sending an event out: who is trusted, what the office decides, appeals and reports."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import Notice
from apps.chapters.actions.refusals import OwnGroup
from apps.chapters.querysets import posts
from apps.events.actions import cancelling, holds, moderation, publishing, writing
from apps.events.models import Complaint, Event, Submission
from apps.events.querysets.trust import trust_of
from tests.factories import (
    AlumnusFactory,
    CoHostFactory,
    DecisionFactory,
    EventComplaintFactory,
    EventFactory,
    HoldFactory,
    PersonFactory,
    StaffFactory,
    SubmissionFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
Outcome = Submission.Outcome
AGAINST = {"objection": "politics", "remark": "เป็นการหาเสียง"}


@pytest.fixture
def office():
    return StaffFactory(role="events")


@pytest.fixture
def draft(group):
    return EventFactory(chapter=group.chapter, state="draft")


@pytest.fixture
def waiting(group, draft):
    return publishing.send(draft, by=group.account)


def test_posts_and_events_count_together_for_trust(group, office):
    for _turn in range(2):
        DecisionFactory(post__author=group.leader, post__chapter=group.chapter)
    assert trust_of(group.account, group.chapter).left == 1

    event = publishing.send(EventFactory(chapter=group.chapter, state="draft"), by=group.account)
    moderation.decide(event, Outcome.APPROVED, by=office)
    assert trust_of(group.account, group.chapter).is_trusted


def test_events_that_the_office_let_out_speak_for_the_posts_too(group, office):
    for _turn in range(3):
        event = publishing.send(EventFactory(chapter=group.chapter, state="draft"), by=group.account)
        moderation.decide(event, Outcome.APPROVED, by=office)
    assert posts.trust_of(group.leader, group.chapter).is_trusted

    moderation.decide(event, Outcome.REMOVED, by=office, **AGAINST)
    assert posts.trust_of(group.leader, group.chapter).approved == 0


@pytest.fixture
def clerk_who_leads(group):
    """A member of the office who holds a post in the group too."""
    clerk = StaffFactory(role="events")
    TermFactory(seat__position__chapter=group.chapter, person=PersonFactory(account=clerk))
    return clerk


def test_staff_decide_on_no_event_of_a_group_that_they_lead(waiting, clerk_who_leads, client_for):
    page = client_for(clerk_who_leads).get(reverse("events:office_event", args=[waiting.slug]))
    assert (page.context["form"], page.context["is_own"]) == (None, True)
    answer = client_for(clerk_who_leads).post(
        reverse("events:office_event", args=[waiting.slug]), {"outcome": "approved", "version": waiting.version}
    )
    waiting.refresh_from_db()
    assert (answer.status_code, waiting.state) == (422, "waiting")

    complaint = EventComplaintFactory(event=waiting)
    with pytest.raises(OwnGroup):
        moderation.decide_complaint(complaint, Complaint.Outcome.NOTHING, remark="x", by=clerk_who_leads)


def test_staff_answer_no_appeal_of_an_event_that_they_help_to_hold(waiting, office, clerk_who_leads):
    decided = moderation.decide(waiting, Outcome.REFUSED, by=office, **AGAINST)
    moderation.appeal(decided, text="ไม่ใช่", by=waiting.submissions.get().by)
    theirs = clerk_who_leads.person.officer_terms.get().seat.position.chapter
    Event.objects.filter(pk=waiting.pk).update(chapter=None)
    CoHostFactory(event=waiting, chapter=theirs, state="accepted")
    decided.refresh_from_db()

    with pytest.raises(OwnGroup):
        moderation.answer_appeal(decided, restores=True, remark="x", by=clerk_who_leads)


def test_an_own_event_does_not_go_out_by_the_office_s_right(draft, clerk_who_leads):
    assert publishing.send(draft, by=clerk_who_leads).state == "waiting"


def test_what_was_refused_anywhere_begins_the_count_anew(trusted, waiting, office):
    assert waiting.state == "published"
    moderation.decide(waiting, Outcome.REMOVED, by=office, **AGAINST)

    assert trust_of(trusted.account, trusted.chapter).approved == 0
    other = publishing.send(EventFactory(chapter=trusted.chapter, state="draft"), by=trusted.account)
    assert other.state == "waiting"


def test_what_was_refused_is_neither_thrown_away_nor_sent_past_the_office(group, waiting, office):
    moderation.decide(waiting, Outcome.REFUSED, by=office, **AGAINST)
    colleague = AlumnusFactory()
    for _turn in range(3):
        DecisionFactory(post__author=colleague, post__chapter=group.chapter)

    with pytest.raises(publishing.NotSendable):
        publishing.discard(waiting, by=group.account)
    assert publishing.send(waiting, by=colleague.account).state == "waiting"


def test_draft_that_was_taken_back_is_thrown_away_with_its_picture(group, waiting, django_capture_on_commit_callbacks):
    Event.objects.filter(pk=waiting.pk).update(picture="events/x")
    waiting.refresh_from_db()
    publishing.take_back(waiting, by=group.account)
    file = default_storage.save("events/x-card.webp", ContentFile(b"x"))

    with django_capture_on_commit_callbacks(execute=True):
        publishing.discard(waiting, by=group.account)

    assert not Submission.objects.exists()
    assert not default_storage.exists(file)


def test_second_removal_after_an_appeal_is_a_decision_of_its_own(trusted, waiting, office):
    first = moderation.decide(waiting, Outcome.REMOVED, by=office, **AGAINST)
    moderation.appeal(first, text="ไม่ใช่", by=trusted.account)
    moderation.answer_appeal(first, restores=True, remark="ขออภัย", by=office)
    waiting.refresh_from_db()

    second = moderation.decide(waiting, Outcome.REMOVED, by=office, **AGAINST)

    assert [each.outcome for each in waiting.submissions.order_by("pk")] == ["by_itself", "removed", "removed"]
    assert second.may_be_appealed
    assert not trust_of(trusted.account, trusted.chapter).is_trusted


def test_cancelled_event_is_taken_off_the_pages_and_comes_back_cancelled(trusted, waiting, office, client):
    cancelling.cancel(waiting, reason="เลือกเบอร์ 9", by=trusted.account)
    case = EventComplaintFactory(event=waiting)

    moderation.decide_complaint(case, Complaint.Outcome.REMOVED, remark="จริง", by=office)
    waiting.refresh_from_db()
    assert client.get(reverse("events:show", args=[waiting.slug])).status_code == 404
    with pytest.raises(publishing.NotSendable):
        publishing.send(waiting, by=trusted.account)

    removed = Submission.objects.last_of(waiting)
    moderation.appeal(removed, text="ไม่ใช่", by=trusted.account)
    moderation.answer_appeal(removed, restores=True, remark="ขออภัย", by=office)
    waiting.refresh_from_db()
    assert waiting.state == "cancelled"


def test_what_was_only_held_goes_out_when_the_hold_is_over(trusted, draft):
    hold, now = HoldFactory(), timezone.now()
    publishing.send(draft, by=trusted.account)

    holds.release(now)
    draft.refresh_from_db()
    assert draft.state == "waiting"

    hold.delete()
    holds.release(now)
    draft.refresh_from_db()
    assert (draft.state, draft.submissions.get().outcome) == ("published", "by_itself")


def test_what_waited_for_another_reason_too_still_waits(trusted, draft):
    hold = HoldFactory()
    publishing.send(draft, by=trusted.account)
    trusted.leader.officer_terms.all().delete()
    hold.delete()

    holds.release(timezone.now())

    draft.refresh_from_db()
    assert draft.state == "waiting"


def test_in_a_held_time_everybody_waits(trusted, draft):
    HoldFactory()

    assert publishing.send(draft, by=trusted.account).state == "waiting"


def test_the_office_publishes_at_once(office):
    event = EventFactory(chapter=None, state="draft")

    assert publishing.send(event, by=office).state == "published"


def test_what_would_be_over_is_not_sent(group):
    with pytest.raises(publishing.TooLate):
        publishing.send(EventFactory(chapter=group.chapter, state="draft", past=True), by=group.account)


@pytest.mark.parametrize("state", ["waiting", "published", "cancelled"])
def test_what_was_sent_is_not_sent_again(group, state):
    with pytest.raises(publishing.NotSendable):
        publishing.send(EventFactory(chapter=group.chapter, state=state), by=group.account)


def test_a_suspended_group_publishes_nothing(group, draft):
    group.chapter.status = "suspended"
    group.chapter.save()
    draft.refresh_from_db()

    with pytest.raises(publishing.NotSendable):
        publishing.send(draft, by=group.account)


def test_the_office_publishes_and_the_leader_is_told(group, waiting, office):
    moderation.decide(waiting, Outcome.APPROVED, by=office)

    waiting.refresh_from_db()
    assert waiting.state == "published"
    assert waiting.published_at is not None
    assert Notice.objects.get(account=group.account).kind == "events.decided"


def test_a_refusal_says_what_speaks_against_it(waiting, office):
    with pytest.raises(ValidationError):
        moderation.decide(waiting, Outcome.REFUSED, by=office)
    waiting.refresh_from_db()
    assert waiting.state == "waiting"


def test_one_of_two_clerks_decides(waiting, office):
    first, second = Event.objects.get(pk=waiting.pk), Event.objects.get(pk=waiting.pk)
    moderation.decide(first, Outcome.APPROVED, by=office)

    with pytest.raises(moderation.Decided):
        moderation.decide(second, Outcome.REFUSED, by=office, **AGAINST)


def test_taken_back_it_can_be_changed_and_sent_again(group, waiting):
    publishing.take_back(waiting, by=group.account)
    assert waiting.state == "draft"
    assert publishing.send(waiting, by=group.account).state == "waiting"
    assert [each.outcome for each in waiting.submissions.order_by("pk")] == ["withdrawn", "waiting"]


def test_an_appeal_is_heard_once_and_may_bring_it_back(group, waiting, office):
    refused = moderation.decide(waiting, Outcome.REFUSED, by=office, **AGAINST)
    moderation.appeal(refused, text="ไม่มีเรื่องการเมือง", by=group.account)
    with pytest.raises(moderation.NoAppeal):
        moderation.appeal(refused, text="อีกที", by=group.account)

    moderation.answer_appeal(refused, restores=True, remark="ขออภัย", by=office)
    waiting.refresh_from_db()
    assert waiting.state == "published"
    with pytest.raises(moderation.Decided):
        moderation.answer_appeal(refused, restores=False, remark="x", by=office)


def test_after_a_restored_appeal_trust_is_as_before(trusted, waiting, office):
    removed = moderation.decide(waiting, Outcome.REMOVED, by=office, **AGAINST)
    moderation.appeal(removed, text="ไม่ใช่", by=trusted.account)
    moderation.answer_appeal(removed, restores=True, remark="ขออภัย", by=office)

    assert trust_of(trusted.account, trusted.chapter).is_trusted


# ---- pages


def test_the_leader_reads_why_and_appeals_at_the_desk(group, waiting, office):
    refused = moderation.decide(waiting, Outcome.REFUSED, by=office, **AGAINST)
    desk = reverse("events:desk", args=[waiting.slug])
    assert "เป็นการหาเสียง" in group.client.get(desk).text

    group.client.post(reverse("events:appeal", args=[waiting.slug, refused.pk]), {"text": "ไม่ใช่"})
    refused.refresh_from_db()
    assert refused.appeal == "ไม่ใช่"


def test_a_draft_is_published_at_its_desk(trusted, draft):
    desk = reverse("events:desk", args=[draft.slug])
    assert trusted.client.post(desk, {"csrfmiddlewaretoken": "x"}).status_code == 422
    trusted.client.post(desk, {"is_neutral": "on"})

    draft.refresh_from_db()
    assert draft.state == "published"


def test_a_draft_is_thrown_away_and_a_published_one_is_not(trusted, draft):
    out = EventFactory(chapter=trusted.chapter)
    for event in (draft, out):
        trusted.client.post(reverse("events:discard", args=[event.slug]))

    assert list(Event.objects.all()) == [out]


def test_the_office_decides_on_its_page(client_of_staff, waiting):
    url = reverse("events:office_event", args=[waiting.slug])
    client = client_of_staff("events")
    assert client.post(url, {"outcome": "refused"}).status_code == 422
    client.post(url, {"outcome": "refused", **AGAINST})

    waiting.refresh_from_db()
    assert waiting.state == "refused"
    assert "เป็นการหาเสียง" in client.get(reverse("events:office_log")).text


def test_the_office_publishes_the_words_that_it_has_read(group, client_of_staff, waiting):
    url, client = reverse("events:office_event", args=[waiting.slug]), client_of_staff("events")
    read = client.get(url).context["form"]["version"].value()
    publishing.take_back(waiting, by=group.account)
    writing.change(waiting, {"text": "เลือกเบอร์ 9"}, by=group.account)
    publishing.send(waiting, by=group.account)

    answer = client.post(url, {"outcome": "approved", "version": read})

    waiting.refresh_from_db()
    assert (answer.status_code, waiting.state) == (422, "waiting")


def test_whoever_only_reads_figures_decides_nothing(client_of_staff, waiting):
    client = client_of_staff("reports")
    url = reverse("events:office_event", args=[waiting.slug])

    assert client.get(url).status_code == 200
    client.post(url, {"outcome": "approved"})
    waiting.refresh_from_db()
    assert waiting.state == "waiting"


# ---- reports by readers


def test_a_reader_reports_once_and_the_organisers_do_not_learn_who(group, browser_of):
    event, reader = EventFactory(chapter=group.chapter), AlumnusFactory()
    url = reverse("events:complain", args=[event.slug])
    said = {"objection": "selling", "note": "ขายประกัน"}
    assert browser_of(reader).post(url, said).status_code == 302
    assert browser_of(reader).post(url, said).status_code == 422

    assert Complaint.objects.get().by == reader
    assert "ขายประกัน" not in group.client.get(reverse("events:desk", args=[event.slug])).text


def test_an_event_that_one_does_not_see_is_not_reported(browser_of):
    event = EventFactory(audience="chapter")
    url = reverse("events:complain", args=[event.slug])

    assert browser_of(AlumnusFactory()).post(url, {"objection": "selling"}).status_code == 404


def test_a_report_takes_the_event_off_the_pages(client_of_staff, client):
    event = EventFactory()
    SubmissionFactory(event=event, outcome="by_itself", decided_at=timezone.now())
    case = EventComplaintFactory(event=event)
    url = reverse("events:office_complaint", args=[case.pk])
    client_of_staff("events").post(url, {"outcome": "removed", "remark": "จริง"})

    event.refresh_from_db()
    assert event.state == "refused"
    assert client.get(reverse("events:show", args=[event.slug])).status_code == 404


def test_too_many_reports_in_a_day(browser_of):
    reader = AlumnusFactory()
    for _turn in range(10):
        EventComplaintFactory(by=reader)
    with pytest.raises(moderation.TooManyComplaints):
        moderation.complain(EventFactory(), reader, objection="other", note="x", by=reader.account)


def test_old_ones_do_not_count():
    reader = AlumnusFactory()
    for _turn in range(10):
        EventComplaintFactory(by=reader, created_at=timezone.now() - timedelta(days=2))

    assert moderation.complain(EventFactory(), reader, objection="other", note="x", by=reader.account).pk


def test_a_guest_reports_an_event_that_everybody_sees(client):
    event, hidden = EventFactory(), EventFactory(audience="alumni")
    told = {"objection": "politics", "note": "หาเสียง"}
    first, second, again = (
        client.post(reverse("events:complain", args=[each.slug]), told) for each in (event, hidden, event)
    )

    made = Complaint.objects.get()
    assert (first.status_code, second.status_code, again.status_code) == (302, 404, 302)
    assert (made.event, made.by, made.note) == (event, None, "หาเสียง")
