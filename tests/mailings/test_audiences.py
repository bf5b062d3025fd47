"""Who an audience is, and who may ask it."""

import pytest
from django.utils import timezone, translation

from apps.chapters.audiences import sender_key
from apps.chapters.models import Membership, OfficerTerm
from apps.core.registries import MailWriter, mail_audiences
from apps.mailings.lib.audience import BadAudience, Every, Leaf, Not, Some, write
from apps.mailings.querysets.audiences import kinds_for, people, within_reach
from apps.mailings.reports.reach import reach_of
from apps.records.actions import lists, search
from tests.factories import (
    AddressFactory,
    AttendeeFactory,
    BlockFactory,
    CampusFactory,
    ChapterFactory,
    CheckInFactory,
    EventFactory,
    FacultyFactory,
    GraduateFactory,
    MailingFactory,
    MembershipFactory,
    RegistrationFactory,
    StaffFactory,
    TermFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return MailWriter(StaffFactory(role="communications"), "office")


@pytest.fixture
def leader():
    term = TermFactory()
    return MailWriter(term.person.account, sender_key(term.seat.position.chapter))


def member_of(leader, **more):
    person = GraduateFactory(**more)
    MembershipFactory(chapter_id=int(leader.part), person=person)
    return person


def keys(audience, writer):
    return set(people(audience, writer).values_list("pk", flat=True))


def test_conditions_are_combined(office):
    faculty = FacultyFactory()
    theirs, other = GraduateFactory(degree__faculty=faculty), GraduateFactory()
    of_faculty = Leaf("faculty", (str(faculty.pk),))
    assert keys(of_faculty, office) == {theirs.pk}
    assert keys(Every((Leaf("all"), Not(of_faculty))), office) == {other.pk}
    assert keys(Some((of_faculty, Leaf("all"))), office) == {theirs.pk, other.pk}


def test_a_campuss_clerk_reaches_their_campus():
    campus = CampusFactory()
    here, _elsewhere = GraduateFactory(degree__campus=campus), GraduateFactory()
    clerk = MailWriter(StaffFactory(role="communications", campus=campus), "office")
    assert keys(Leaf("all"), clerk) == {here.pk}


@pytest.mark.parametrize("role", ["reports", "events"])
def test_staff_who_may_not_write_reach_nobody(role):
    GraduateFactory()
    assert not within_reach(MailWriter(StaffFactory(role=role), "office"))


def test_nobody_is_reached_without_a_writer():
    GraduateFactory()
    assert not within_reach(MailWriter(None, "office"))
    assert not within_reach(MailWriter(StaffFactory(role="communications"), "nothing:1"))


def test_where_they_live_and_the_lists_of_the_office(office):
    here, listed = GraduateFactory(), GraduateFactory()
    province = AddressFactory(person=here).province
    search.refresh([here.pk, listed.pk])
    picked = lists.create(name="ก", owner=office.account)
    lists.add_people(picked, [listed.pk], by=office.account)
    kept = lists.create(name="ข", owner=office.account, query=f"province={province.code}")
    assert keys(Leaf("province", (province.code,)), office) == {here.pk}
    assert keys(Leaf("saved_list", (str(picked.public_id),)), office) == {listed.pk}
    assert keys(Leaf("saved_list", (str(kept.public_id), str(picked.public_id))), office) == {here.pk, listed.pk}


def test_a_list_that_is_not_shared_is_nobody_elses(office):
    picked = lists.create(name="ก", owner=StaffFactory(role="communications"))
    lists.add_people(picked, [GraduateFactory().pk], by=picked.owner)
    with pytest.raises(BadAudience, match="not "):
        people(Leaf("saved_list", (str(picked.public_id),)), office)


@pytest.mark.parametrize("is_meant", [True, False])
def test_search_by_a_list_that_is_gone_means_nobody_and_not_everybody(office, is_meant):
    GraduateFactory()
    picked = lists.create(name="ก", owner=office.account)
    kept = lists.create(name="ข", owner=office.account, query=f"list={picked.public_id}")
    leaf = Leaf("saved_list", (str(kept.public_id),))
    assert keys(leaf, office) == set()
    lists.delete(picked, by=office.account)
    with pytest.raises(BadAudience, match="not "):
        people(leaf if is_meant else Not(leaf), office)
    mailing = MailingFactory(author=office.account, audience=write(leaf))
    with translation.override("en"):
        assert "saved list" in str(reach_of(mailing, timezone.localdate()).problem)


def test_who_is_registered_who_came_and_who_did_not(office):
    event = EventFactory()
    came, absent = (RegistrationFactory(event=event, person=GraduateFactory(), state="confirmed") for _ in range(2))
    CheckInFactory(attendee=AttendeeFactory(registration=came))
    RegistrationFactory(event=event, person=None, account=UserFactory(), state="confirmed")
    writer = MailWriter(StaffFactory(role="administrator"), "office")
    found = {what: keys(Leaf("event_attendees", (f"{event.pk}:{what}",)), writer) for what in ("came", "absent")}
    assert found == {"came": {came.person_id}, "absent": {absent.person_id}}
    assert absent.person_id not in keys(
        Every((Leaf("all"), Not(Leaf("event_attendees", (f"{event.pk}:absent",))))), writer
    )


def test_a_leader_reaches_the_members_of_their_group_alone(leader):
    member, stranger = member_of(leader), GraduateFactory()
    MembershipFactory(person=stranger)
    everybody = Leaf("all")
    assert member.pk in keys(everybody, leader)
    assert stranger.pk not in keys(everybody, leader)


def test_a_leader_whose_term_is_over_reaches_nobody(leader):
    member_of(leader)
    OfficerTerm.objects.filter(person=leader.account.person).delete()
    assert keys(Leaf("all"), leader) == set()


def test_a_leader_asks_only_what_is_open_to_alumni(leader):
    faculty = FacultyFactory()
    shown = member_of(leader, degree__faculty=faculty)
    hidden = member_of(leader, degree__faculty=faculty, degree__audience="office")
    of_faculty = Leaf("faculty", (str(faculty.pk),))
    assert keys(of_faculty, leader) == {shown.pk}
    assert hidden.pk in keys(Not(of_faculty), leader)


def test_a_leader_cannot_ask_what_is_the_offices(leader):
    asked = {key for key, _words in kinds_for(leader)}
    assert not asked & {"saved_list", "chapter_members", "chapter_officers"}
    for kind in ("saved_list", "chapter_members", "nothing"):
        with pytest.raises(BadAudience):
            people(Leaf(kind, ("1",)), leader)


def test_officers_of_ones_own_group(leader):
    member_of(leader)
    other = TermFactory(seat__position__chapter=ChapterFactory(of_faculty=True))
    MembershipFactory(chapter_id=int(leader.part), person=other.person)
    assert keys(Leaf("own_officers"), leader) == {leader.account.person.pk}


def test_leader_who_narrows_the_choice_learns_of_nobody_that_they_blocked_them(leader):
    """Whoever wants nothing of them counts like all others who get none, and of few nothing is told."""
    faculty = FacultyFactory()
    members = [member_of(leader, degree__faculty=faculty) for _ in range(6)]
    BlockFactory(blocked=leader.account.person, person=members[0])
    for member in members:
        member.account = UserFactory()
        member.save()

    def reach(*kinds):
        tree = write(Every(tuple(Leaf(kind, values) for kind, values in kinds)))
        mailing = MailingFactory(sender_key=leader.sender_key, author=leader.account, topic="chapter", audience=tree)
        return reach_of(mailing, timezone.localdate())

    all_ = reach(("faculty", (str(faculty.pk),)))
    assert (str(all_.shown), all_.meant) == ("5", 6)
    assert [str(cell) for cell, _words in all_.left_out] == ["<5"]
    Membership.objects.filter(person__in=members[1:]).delete()
    one = reach(("faculty", (str(faculty.pk),)))
    assert (str(one.shown), one.left_out, one.is_few) == ("<5", (), True)


def test_a_condition_without_a_choice_is_refused(office):
    with pytest.raises(BadAudience):
        people(Leaf("cohort"), office)


@pytest.mark.parametrize("hostile", ["x", "9" * 30, "1; DROP TABLE", "' OR 1=1", "१"])
def test_strange_values_mean_nobody(office, hostile):
    GraduateFactory()
    for key, kind in mail_audiences:
        if kind.choices is not None and kind.is_for(office):
            try:
                assert keys(Leaf(key, (hostile,)), office) == set()
            except BadAudience:
                assert key == "saved_list"
