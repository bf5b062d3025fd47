"""Posts: never more holders than places, handed over when the successor accepts."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.chapters.actions import officers
from apps.chapters.actions.refusals import (
    AlreadyDecided,
    HoldsItAlready,
    NoFreePlace,
    NotAMember,
    TooLate,
)
from apps.chapters.models import Membership, Nomination, OfficerTerm, Seat
from apps.core.templatetags.thai import be_date
from apps.records.actions import search
from tests.factories import (
    AlumnusFactory,
    MembershipFactory,
    NominationFactory,
    PositionFactory,
    SeatFactory,
    TermFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def member_of(position):
    return MembershipFactory(chapter=position.chapter).person


@pytest.mark.parametrize(
    ("since", "until"), [(-100, -50), (-60, 10), (500, 900), (-200, 900), (-100, 600), (0, 0), (600, 700)]
)
def test_database_keeps_two_people_from_one_place(days, since, until):
    term = TermFactory(since=days(-100), until=days(600))

    with pytest.raises(IntegrityError, match="terms_of_a_seat_do_not_overlap"), transaction.atomic():
        TermFactory(seat=term.seat, since=days(since), until=days(until))


def test_database_lets_one_follow_the_other_on_the_next_day(days):
    term = TermFactory(since=days(-100), until=days(10))

    TermFactory(seat=term.seat, since=days(11), until=days(20))
    TermFactory(seat=term.seat, since=days(-200), until=days(-101))

    assert OfficerTerm.objects.filter(seat=term.seat).count() == 3


def test_database_keeps_a_term_from_being_stretched_into_another(days):
    first = TermFactory(since=days(-100), until=days(10))
    TermFactory(seat=first.seat, since=days(11), until=days(20))

    with pytest.raises(IntegrityError), transaction.atomic():
        OfficerTerm.objects.filter(pk=first.pk).update(until=days(11))


def test_post_of_three_has_three_holders_and_no_fourth(days):
    position = PositionFactory(seats=3)
    people = [member_of(position) for _ in range(4)]

    for person in people[:3]:
        officers.appoint(position, person, since=days(0), until=days(100), by=None)
    with pytest.raises(NoFreePlace):
        officers.appoint(position, people[3], since=days(50), until=days(200), by=None)

    assert officers.appoint(position, people[3], since=days(101), until=days(200), by=None).seat.number == 1


def test_only_a_member_holds_a_post(days):
    position = PositionFactory()

    with pytest.raises(NotAMember):
        officers.appoint(position, AlumnusFactory(), since=days(0), until=days(9), by=None)


def test_nobody_holds_a_post_twice(days):
    position = PositionFactory(seats=2)
    person = member_of(position)
    officers.appoint(position, person, since=days(0), until=days(9), by=None)

    with pytest.raises(HoldsItAlready):
        officers.appoint(position, person, since=days(9), until=days(20), by=None)


def test_places_are_added_and_unused_ones_taken_away(days):
    position, clerk = PositionFactory(seats=1), UserFactory()
    officers.set_seats(position, 4, by=clerk)
    officers.set_seats(position, 2, by=clerk)

    assert list(Seat.objects.filter(position=position).values_list("number", flat=True)) == [1, 2]


def test_place_that_was_held_stays(days):
    position = PositionFactory(seats=2)
    for _ in range(2):
        officers.appoint(position, member_of(position), since=days(-99), until=days(-9), by=None)

    with pytest.raises(Exception, match="ประวัติต้องอยู่ต่อไป"):
        officers.set_seats(position, 1, by=UserFactory())


def test_ended_term_is_over_today(group, days):
    officers.end_term(group.term, by=group.leader.account, why="moved abroad")

    group.term.refresh_from_db()
    assert (group.term.until, group.term.ended_why) == (days(-1), "moved abroad")
    with pytest.raises(AlreadyDecided):
        officers.end_term(group.term, by=group.leader.account, why="again")


def test_term_that_has_not_begun_never_was(group, days):
    term = TermFactory(seat=group.seat, since=days(700), until=days(900))

    officers.end_term(term, by=group.leader.account, why="changed their mind")

    assert not OfficerTerm.objects.filter(pk=term.pk).exists()


def nominate(group, days, **more):
    asked = {"since": days(5), "until": days(590), "replaces": group.term, "by": group.leader.account} | more
    return officers.nominate(group.seat, group.member, **asked)


def test_successor_who_accepts_follows_on_the_next_day(group, days):
    nomination = nominate(group, days)

    term = officers.accept(nomination, by=group.member.account)

    group.term.refresh_from_db()
    assert (group.term.until, term.since, term.until) == (days(4), days(5), days(590))
    assert (term.person_id, term.seat) == (group.member.pk, group.seat)


def test_whoever_accepts_late_begins_today(group, days):
    nomination = nominate(group, days)
    Nomination.objects.filter(pk=nomination.pk).update(since=days(-3))
    nomination.refresh_from_db()

    term = officers.accept(nomination, by=group.member.account)

    group.term.refresh_from_db()
    assert (group.term.until, term.since) == (days(-1), days(0))


def test_nomination_whose_time_has_passed_cannot_be_accepted(days):
    nomination = NominationFactory(since=days(-30), until=days(-1))

    with pytest.raises(TooLate):
        officers.accept(nomination, by=UserFactory())


def test_declined_post_stays_with_its_holder(group, days):
    nomination = nominate(group, days)

    officers.decline(nomination, by=group.member.account)

    group.term.refresh_from_db()
    assert (group.term.until, nomination.state) == (days(600), "declined")
    with pytest.raises(AlreadyDecided):
        officers.accept(nomination, by=group.member.account)


def test_successor_begins_after_the_one_before(group, days):
    with pytest.raises(Exception, match=r"after|ก่อน"):
        nominate(group, days, since=days(-100))


def test_nobody_is_asked_to_take_a_place_that_is_held(group, days):
    with pytest.raises(NoFreePlace):
        nominate(group, days, replaces=None)


def test_place_is_offered_to_one_at_a_time(group, days):
    nominate(group, days)
    other = MembershipFactory(chapter=group.chapter).person

    with pytest.raises(Exception, match=r"already|แล้ว"):
        officers.nominate(
            group.seat, other, since=days(5), until=days(9), replaces=group.term, by=group.leader.account
        )


def test_whoever_left_the_group_cannot_accept(group, days):
    nomination = nominate(group, days)
    Membership.objects.filter(person=group.member).update(state="left", until=days(0))

    with pytest.raises(NotAMember):
        officers.accept(nomination, by=group.member.account)


def test_handover_is_told_to_both(group, days):
    nomination = nominate(group, days)
    assert group.member.account.notices.get().kind == "chapters.nominated"

    officers.accept(nomination, by=group.member.account)

    assert group.leader.account.notices.get().kind == "chapters.answered"


@pytest.mark.parametrize(("begins", "ends"), [(1, 733), (1, 9000), (700, 1400)])
def test_leaders_give_nobody_a_post_for_very_long_or_very_late(group, days, begins, ends):
    """A term of the post lasts two years; the one who holds it leaves in 600 days."""
    free = SeatFactory(position__chapter=group.chapter)
    span = {"since": days(begins), "until": days(ends), "by": group.leader.account}

    with pytest.raises(ValidationError):
        officers.nominate(free, group.member, **span)


def test_term_of_full_length_is_proposed(group, days):
    free = SeatFactory(position__chapter=group.chapter)
    since = days(1)
    until = officers.years_later(since, 2) - timedelta(days=1)

    assert officers.nominate(free, group.member, since=since, until=until, by=group.leader.account).is_open


def test_secretary_does_not_put_out_whoever_holds_a_post(group, post_holder, browser_of):
    secretary = post_holder("secretary")
    membership = Membership.objects.get(chapter=group.chapter, person=group.leader)
    url = reverse("chapters:desk_member", args=[group.chapter.slug, membership.pk])
    search.refresh([group.leader.pk])

    answer = browser_of(secretary).post(url, {"reason": "wants the post"})

    membership.refresh_from_db()
    assert (answer.status_code, membership.state) == (422, "member")
    assert browser_of(group.leader).get(reverse("chapters:desk", args=[group.chapter.slug])).status_code == 200


def test_offer_of_a_post_that_is_gone_is_still_told(group, browser_of, days):
    position = PositionFactory(chapter=group.chapter, role="committee")
    seat = position.seats.get()
    officers.nominate(seat, group.member, since=days(1), until=days(300), by=group.leader.account)

    officers.remove_position(position, by=group.leader.account)

    assert browser_of(group.member).get(reverse("accounts:notices")).status_code == 200


def test_whose_term_is_cut_short_is_told(group, days, post_holder, browser_of):
    """By a leader who ends it, and by a successor whom somebody else proposed."""
    treasurer, host = post_holder("treasurer", until=days(300)), post_holder("host", until=days(300))
    ended, replaced = (OfficerTerm.objects.get(person=each) for each in (treasurer, host))
    by = group.leader.account

    officers.end_term(ended, by=by, why="ย้ายไปต่างประเทศ")
    when = {"since": days(10), "until": days(400)}
    row = officers.nominate(replaced.seat, group.member, replaces=replaced, by=by, **when)
    officers.accept(row, by=group.member.account)

    told = {each.account.notices.get().kind for each in (treasurer, host)}
    pages = [browser_of(each).get(reverse("accounts:notices")).content.decode() for each in (treasurer, host)]
    assert told == {"chapters.term_cut"}
    assert "ย้ายไปต่างประเทศ" in pages[0]
    assert be_date(days(9), "long") in pages[1]


def test_whoever_proposed_a_successor_takes_it_back(group, post_holder, browser_of, days):
    """The secretary appoints nobody, and hands the own post over."""
    secretary = post_holder("secretary")
    seat = OfficerTerm.objects.get(person=secretary).seat
    own = NominationFactory(seat=seat, person=group.member, proposed_by=secretary.account)
    other = NominationFactory(seat=group.seat, person=group.member, proposed_by=group.leader.account)
    answers = {
        row.pk: browser_of(secretary)
        .post(reverse("chapters:desk_nomination", args=[group.chapter.slug, row.pk]))
        .status_code
        for row in (own, other)
    }

    assert answers == {own.pk: 302, other.pk: 403}
    assert Nomination.objects.get(state="withdrawn") == own


def test_whoever_is_asked_reads_by_whom_and_whom_they_follow(group, browser_of):
    row = NominationFactory(
        seat=group.seat, person=group.member, proposed_by=group.leader.account, replaces=group.term
    )

    context = browser_of(group.member).get(reverse("chapters:nomination", args=[row.pk])).context

    assert (context["proposer"].id, context["before"].id) == (group.leader.pk, group.leader.pk)


def test_nomination_that_has_lain_says_what_accepting_means_today(group, browser_of, days):
    lying = NominationFactory(seat=group.seat, person=group.member, since=days(-5), until=days(300))
    over = NominationFactory(person=group.member, since=days(-300), until=days(-5))
    browser = browser_of(group.member)

    pages = [browser.get(reverse("chapters:nomination", args=[row.pk])) for row in (lying, over)]

    assert [page.context["since"] for page in pages] == [days(0), days(0)]
    assert ['value="accept"' in page.content.decode() for page in pages] == [True, False]
