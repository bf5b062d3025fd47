"""Groups that hold an event together, and events that are cancelled."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import Notice
from apps.events.actions import cancelling, hosting
from apps.events.models import CoHost, Event, EventLetter
from apps.events.rules import standing_of
from apps.payments.models import PaymentRequest
from tests.factories import (
    CoHostFactory,
    EventFactory,
    MembershipFactory,
    PaymentRequestFactory,
    RegistrationFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(group):
    return EventFactory(chapter=group.chapter)


@pytest.fixture
def other():
    """The head of another group."""
    term = TermFactory()
    return term.person, term.seat.position.chapter


def test_a_group_is_asked_and_agrees_on_a_page_of_its_own(group, event, other, browser_of):
    leader, chapter = other
    group.client.post(reverse("events:hosts", args=[event.slug]), {"name": chapter.name_th, "group": chapter.slug})
    row = CoHost.objects.get()
    assert Notice.objects.get(account=leader.account).kind == "events.host_asked"

    page = reverse("events:host_answer", args=[row.pk])
    assert group.client.post(page, {"answer": "accept"}).status_code == 404
    browser_of(leader).post(page, {"answer": "accept"})
    row.refresh_from_db()
    assert row.state == "accepted"
    assert Notice.objects.filter(account=group.account, kind="events.host_answered").exists()


def test_co_hosts_look_and_change_nothing(event, other, browser_of):
    leader, chapter = other
    CoHostFactory(event=event, chapter=chapter, state="accepted")
    standing = standing_of(leader.account, event)

    assert (standing.looks, standing.organises) == (True, False)
    assert browser_of(leader).get(reverse("events:change", args=[event.slug])).status_code == 403


def test_members_of_both_groups_belong_to_those_for_whom_it_is(group, other):
    event = EventFactory(chapter=group.chapter, audience="chapter")
    CoHostFactory(event=event, chapter=other[1], state="accepted")
    asked = EventFactory(chapter=group.chapter, audience="chapter")
    CoHostFactory(event=asked, chapter=other[1])
    member = MembershipFactory(chapter=other[1]).person

    assert set(Event.objects.visible_to(member.account)) == {event}


def test_a_group_is_asked_once_and_never_itself(group, event, other):
    hosting.ask(event, other[1], by=group.account)
    with pytest.raises(ValidationError):
        hosting.ask(event, other[1], by=group.account)
    with pytest.raises(ValidationError):
        hosting.ask(event, group.chapter, by=group.account)


def test_an_answer_is_given_once(group, event, other):
    row = hosting.ask(event, other[1], by=group.account)
    hosting.answer(row, accepts=False, by=other[0].account)
    with pytest.raises(hosting.NoHost):
        hosting.answer(row, accepts=True, by=other[0].account)


def test_nobody_agrees_to_hold_what_is_cancelled(group, event, other):
    row = hosting.ask(event, other[1], by=group.account)
    cancelling.cancel(event, reason="น้ำท่วม", by=group.account)
    row.event.refresh_from_db()
    with pytest.raises(hosting.NoHost):
        hosting.answer(row, accepts=True, by=other[0].account)


def test_either_side_ends_it(group, event, other, browser_of):
    row = CoHostFactory(event=event, chapter=other[1], state="accepted")
    browser_of(other[0]).post(reverse("events:host_answer", args=[row.pk]), {"answer": "end"})
    assert not CoHost.objects.exists()

    row = CoHostFactory(event=event, chapter=other[1], state="accepted")
    group.client.post(reverse("events:host_end", args=[event.slug, row.pk]))
    assert not CoHost.objects.exists()


def test_the_link_of_the_mail_leads_somewhere_when_it_has_ended(event, other, browser_of):
    row = CoHostFactory(event=event, chapter=other[1])
    page = reverse("events:host_answer", args=[row.pk])
    row.delete()
    assert browser_of(other[0]).get(page).url == reverse("events:mine_to_run")
    assert browser_of(MembershipFactory(chapter=other[1]).person).get(page).status_code == 404


def test_what_is_held_with_others_stands_among_ones_own_events(event, other, browser_of):
    leader, chapter = other
    row = CoHostFactory(event=event, chapter=chapter)
    page, attendance = reverse("events:mine_to_run"), reverse("events:desk_attendance", args=[event.slug])
    asked = browser_of(leader).get(page)
    assert reverse("events:host_answer", args=[row.pk]) in asked.text
    assert attendance not in asked.text

    CoHost.objects.filter(pk=row.pk).update(state="accepted", answered_at=timezone.now())
    assert attendance in browser_of(leader).get(page).text
    assert attendance in browser_of(leader).get(reverse("events:host_answer", args=[row.pk])).text


def test_both_sides_are_told_that_it_ended_but_not_whoever_did_it(group, event, other, browser_of):
    leader, chapter = other
    fellow = TermFactory(seat__position__chapter=chapter).person.account
    row = CoHostFactory(event=event, chapter=chapter, state="accepted")
    mail.outbox.clear()
    browser_of(leader).post(reverse("events:host_answer", args=[row.pk]), {"answer": "end"})

    told = Notice.objects.filter(kind="events.host_ended").values_list("account", flat=True)
    assert set(told) == {group.account.pk, fellow.pk}
    assert {to for each in mail.outbox for to in each.to} == {group.account.email, fellow.email}
    assert all(event.title_th in each.body and chapter.name_th in each.body for each in mail.outbox)
    assert chapter.name_th in group.client.get(reverse("accounts:notices")).text


@pytest.mark.parametrize(("state", "hears"), [("asked", True), ("declined", False)])
def test_a_group_hears_that_it_is_asked_no_longer_unless_it_had_declined(group, event, other, state, hears):
    row = CoHostFactory(event=event, chapter=other[1], state=state)
    group.client.post(reverse("events:host_end", args=[event.slug, row.pk]))
    assert other[0].account.notices.filter(kind="events.host_ended").exists() is hears


def test_a_group_is_found_by_a_part_of_its_name(group, event, other):
    found = group.client.get(reverse("events:hosts", args=[event.slug]), {"name": other[1].name_en})
    assert other[1].name_th in found.text

    nobody = group.client.get(reverse("events:hosts", args=[event.slug]), {"name": "ไม่มีชื่อนี้"})
    assert nobody.status_code == 200


# ---- cancelling


def test_leaders_of_co_hosts_hear_that_it_is_cancelled(group, event, other):
    CoHostFactory(event=event, chapter=other[1], state="accepted")
    said_no = TermFactory()
    CoHostFactory(event=event, chapter=said_no.seat.position.chapter, state="declined")
    cancelling.cancel(event, reason="น้ำท่วม", by=group.account)

    heard = Notice.objects.filter(kind="events.called_off").values_list("account", flat=True)
    assert list(heard) == [other[0].account.pk]


def test_everybody_is_told_and_what_was_paid_comes_back(group, event):
    paid = PaymentRequestFactory(amount_satang=50_000, received_satang=50_000, state="paid", settled_at=timezone.now())
    seat = RegistrationFactory(event=event, payment=paid)
    waiting = RegistrationFactory(event=event, state="waiting")
    group.client.post(reverse("events:cancel", args=[event.slug]), {"reason": "น้ำท่วม"})
    cancelling.go_on()

    event.refresh_from_db()
    assert (event.state, event.cancel_reason, event.sequence) == ("cancelled", "น้ำท่วม", 1)
    told = EventLetter.objects.filter(kind="called_off").values_list("registration", flat=True)
    assert set(told) == {seat.pk, waiting.pk}
    assert PaymentRequest.objects.get().refunds.exists()
    assert event.taken == event.waiting == 0


def test_what_the_office_took_off_is_cancelled_without_coming_back(group, event, browser_of):
    seat = RegistrationFactory(event=event)
    Event.objects.filter(pk=event.pk).update(state="refused")
    desk, url = (reverse(f"events:{name}", args=[event.slug]) for name in ("desk", "cancel"))
    assert url in group.client.get(desk).text
    mine = browser_of(seat.person).get(reverse("events:mine", args=[event.slug]))
    assert f'href="{reverse("events:show", args=[event.slug])}"' not in mine.text  # which is not there for them

    group.client.post(url, {"reason": "ไม่จัดแล้ว"})
    cancelling.go_on()
    event.refresh_from_db()
    assert (event.state, event.taken, event.sequence) == ("refused", 0, 0)
    assert EventLetter.objects.get(kind="called_off").registration == seat
    assert not Event.objects.public().filter(pk=event.pk).exists()
    assert group.client.get(url).url == desk  # nobody is left to be told


def test_a_draft_is_not_cancelled(group):
    draft = EventFactory(chapter=group.chapter, state="draft")
    response = group.client.get(reverse("events:cancel", args=[draft.slug]))
    assert response.url == reverse("events:desk", args=[draft.slug])


def test_why_must_be_said(group, event):
    url = reverse("events:cancel", args=[event.slug])
    response = group.client.post(url, {"reason": "  ", "csrfmiddlewaretoken": "x"})

    assert response.status_code == 422
    event.refresh_from_db()
    assert event.state == "published"


@pytest.mark.parametrize("more", [{"state": "draft"}, {"state": "cancelled"}, {"past": True}])
def test_what_was_never_out_or_is_over_is_not_cancelled(group, more):
    with pytest.raises(cancelling.NotCancellable):
        cancelling.cancel(EventFactory(chapter=group.chapter, **more), reason="x", by=group.account)


def test_a_series_is_cancelled_from_a_day_on(trusted, typed):
    trusted.client.post(trusted.url, typed(rule="weekly", times="3"))
    second = Event.objects.order_by("starts_at")[1]
    url = reverse("events:cancel", args=[second.slug])
    trusted.client.post(url, {"reason": "ย้ายสนาม", "scope": "following"})

    assert list(Event.objects.order_by("starts_at").values_list("state", flat=True)) == [
        "published",
        "cancelled",
        "cancelled",
    ]


def test_the_page_stays_and_says_so(event, group, client):
    cancelling.cancel(event, reason="น้ำท่วมทาง", by=group.account)
    page = client.get(reverse("events:show", args=[event.slug]))

    assert page.status_code == 200
    assert "น้ำท่วมทาง" in page.text
    assert "EventCancelled" in page.text
    assert event.title_th not in client.get(reverse("events:index")).text
