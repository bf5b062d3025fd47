"""Two records of one person become one: nothing is lost, and what protects somebody wins."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.accounts.models import Notice
from apps.core import privacy, registries
from apps.core.actions import sealing
from apps.core.models import AuditEntry
from apps.core.registries import merge_refusals
from apps.directory.models import Block, Conversation, Letter
from apps.duplicates.actions import merging
from apps.duplicates.actions.merging.snapshot import rows_of
from apps.duplicates.models import Merge
from apps.duplicates.reports.comparison import compare
from apps.records.actions import telling
from apps.records.models import (
    Address,
    Consent,
    Contact,
    Degree,
    DoNotContact,
    ErasureRequest,
    FamilyLink,
    Graduate,
    HeldChange,
    OneTimeCode,
    Person,
    PersonName,
    Profile,
    Restriction,
    SavedListMember,
    SearchRow,
)
from apps.records.querysets.consents import agreed, newest
from tests.duplicates import twins as pairs
from tests.duplicates.twins import NATIONAL_ID
from tests.factories import (
    ContactFactory,
    ConversationFactory,
    GraduateFactory,
    PersonFactory,
    StaffFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins():
    return pairs.build()


@pytest.fixture
def clerk():
    return StaffFactory(role="records")


def join(twins, **choices):
    return merging.merge(twins.kept, twins.gone, by=twins.clerk, choices=choices)


def test_one_record_is_left_and_counted(twins):
    people, graduates = Person.objects.count(), Graduate.objects.count()

    join(twins)

    assert (Person.objects.count(), Graduate.objects.count()) == (people - 1, graduates - 1)
    assert not SearchRow.objects.filter(person=twins.gone.pk).exists()
    assert "รักเรียน" in SearchRow.objects.get(person=twins.kept, tier="office").text


def test_name_of_the_more_trusted_source_is_in_use_and_the_other_a_former_one(twins):
    join(twins)

    names = dict(PersonName.objects.filter(person=twins.kept).values_list("last_th", "is_current"))
    assert names == {"รักเรียน": True, "ใจดี": False, "เก่าก่อน": False}


def test_same_name_in_another_script_fills_what_was_missing(twins):
    join(twins)

    assert PersonName.objects.get(person=twins.kept, last_th="ใจดี").last_en == "Jaidee"


def test_clerk_chooses_the_name_in_use(twins):
    ours = PersonName.objects.get(person=twins.kept, is_current=True)

    join(twins, **{"records.personname@current": str(ours.pk)})

    assert PersonName.objects.get(person=twins.kept, is_current=True).last_th == "ใจดี"


def test_same_contact_is_one_and_what_pointed_at_the_other_points_at_it(twins):
    join(twins)

    [left] = Contact.objects.filter(person=twins.kept, value="aree@example.org")
    assert (left.pk, left.is_primary, left.audience) == (twins.doubled.pk, True, "office")
    assert OneTimeCode.objects.get().contact_id == left.pk
    assert set(HeldChange.objects.values_list("table", "key")) == {
        ("records.contact", str(left.pk)),
        ("records.person", str(twins.kept.pk)),
    }


def test_one_contact_of_a_kind_is_used_first(twins):
    join(twins)

    first = Contact.objects.filter(person=twins.kept, kind="mobile", is_primary=True)
    assert list(first) == [twins.newer]
    assert Contact.objects.filter(person=twins.kept, kind="mobile").count() == 2


def test_one_address_of_a_kind_is_in_use(twins):
    join(twins)

    addresses = set(Address.objects.filter(person=twins.kept).values_list("house_no", "status"))
    assert addresses == {("1", "retired"), ("2", "live"), ("3", "live")}


def test_same_degree_is_one_and_further_ones_stay(twins):
    student_id = Degree.objects.get(person=twins.kept).student_id

    join(twins)

    degrees = Degree.objects.filter(person=twins.kept).order_by("graduation_year_be")
    assert [(degree.level, degree.is_first) for degree in degrees] == [("bachelor", True), ("master", False)]
    assert (degrees[0].student_id, str(degrees[0].gpa)) == (student_id, "3.10")


def test_two_student_ids_are_two_degrees(clerk):
    kept, gone = GraduateFactory(), GraduateFactory(degree__graduation_year_be=2545)

    merging.merge(kept, gone, by=clerk, choices={})

    degrees = Degree.objects.filter(person=kept).order_by("graduation_year_be")
    assert [(degree.graduation_year_be, degree.is_first) for degree in degrees] == [(2545, True), (2548, False)]


def test_clerk_may_keep_two_degrees_that_look_like_one(twins):
    ours, theirs = Degree.objects.get(person=twins.kept), Degree.objects.get(person=twins.gone, level="bachelor")

    join(twins, **{f"records.degree:{ours.pk}+{theirs.pk}": merging.BOTH})

    assert Degree.objects.filter(person=twins.kept, level="bachelor").count() == 2
    assert Degree.objects.filter(person=twins.kept, is_first=True).count() == 1


def test_person_keeps_what_is_known_better(twins):
    join(twins)

    person = Person.objects.get(pk=twins.kept.pk)
    assert (str(person.birth_date), person.birth_date_source) == ("1982-05-14", "self")
    assert (person.gender, person.national_id, person.passport_no) == ("f", NATIONAL_ID, "AA1234567")
    assert person.note == "from the file\n\nfrom herself"
    assert person.account == twins.gone.account


def test_no_holds_where_one_record_says_no(twins):
    join(twins)

    said = newest(twins.kept)
    assert (said["news"].is_given, said["events"].is_given) == (False, True)
    assert Consent.objects.filter(person=twins.kept).count() == 5
    assert not agreed("news", [twins.kept.pk]).exists()


def test_wider_wish_to_be_left_alone_holds(twins):
    join(twins)

    wishes = DoNotContact.objects.filter(person=twins.kept).order_by("channel")
    assert [(wish.channel, wish.until) for wish in wishes] == [("phone", None), ("post", None)]


def test_profile_shows_what_shows_least(twins):
    join(twins)

    profile = Profile.objects.get(person=twins.kept)
    assert (profile.about, profile.interests) == ("ครูสอนเปียโน", ["วิ่ง", "เปียโน"])
    assert (profile.in_directory, profile.photo_audience) == (False, "alumni")


def test_letters_to_both_are_one_conversation_and_blocks_stay(twins):
    join(twins)

    [conversation] = Conversation.objects.filter(pk__in=[twins.first.pk, twins.second.pk])
    assert Letter.objects.filter(conversation=conversation).count() == 3
    assert Block.objects.filter(person=twins.kept).count() == 1
    assert not Block.objects.filter(blocked=twins.kept).exists()


def test_lists_and_relatives_are_named_once(twins):
    join(twins)

    lists = SavedListMember.objects.filter(person=twins.kept).values_list("saved_list__name", flat=True)
    assert sorted(lists) == ["both", "one"]
    assert FamilyLink.objects.of(twins.kept).count() == 2


def test_restriction_holds_for_the_whole_record(clerk):
    kept, gone = PersonFactory(), PersonFactory()
    Restriction.objects.create(person=gone)

    merging.merge(kept, gone, by=clerk, choices={})

    assert Restriction.objects.get().person_id == kept.pk


# ---- accounts


def test_account_that_is_left_without_a_record_is_told(clerk):
    kept, gone = GraduateFactory(account=UserFactory()), GraduateFactory(account=UserFactory())
    ours, theirs = kept.account, gone.account

    merging.merge(kept, gone, by=clerk, choices={"person.account": "gone"})

    assert Person.objects.get(pk=kept.pk).account == theirs
    assert Notice.objects.get(account=ours).kind == "duplicates.account_left"
    assert not Notice.objects.filter(account=theirs).exists()


def test_account_that_gets_more_is_told_to_everybody_who_may_be_meant(clerk, mailoutbox):
    kept, gone = GraduateFactory(), PersonFactory(account=UserFactory())
    ContactFactory(person=kept, value="owner@example.org")

    merging.merge(kept, gone, by=clerk, choices={})

    assert ["owner@example.org"] in [mail.to for mail in mailoutbox]


def test_owner_hears_that_somebody_changed_the_record(twins):
    sealing.seal(now=timezone.now())
    telling.tell_all(timezone.now())

    join(twins)
    sealing.seal(now=timezone.now())
    telling.tell_all(timezone.now())

    told = Notice.objects.get(account=twins.gone.account, kind=telling.NOTICE)
    assert "duplicates.merge_records" in told.params["actions"]


# ---- what is written down


def test_both_histories_name_the_merge(twins):
    merge = join(twins)

    entries = AuditEntry.objects.filter(action="duplicates.merge_records")
    assert {entry.subject_id: entry.after["name"] for entry in entries} == {
        twins.kept.pk: "อารี รักเรียน",
        twins.gone.pk: "อารี ใจดี",
    }
    moved = AuditEntry.objects.filter(batch=merge.batch)
    assert set(moved.values_list("subject_id", "by")) == {(twins.kept.pk, twins.clerk.pk)}
    assert moved.filter(table="records.contact", key=str(twins.newer.pk)).exists()


# ---- what is refused


def refused(kept, gone, by):
    with pytest.raises(merging.Refused) as error:
        merging.merge(kept, gone, by=by, choices={})
    assert Person.objects.filter(pk__in=[kept.pk, gone.pk]).count() == 2
    return str(error.value)


@pytest.mark.parametrize("state", ["asked", "held", "done"])
@pytest.mark.parametrize("side", ["kept", "gone"])
def test_nobody_who_asked_to_be_erased_is_merged(clerk, state, side):
    people = {"kept": PersonFactory(), "gone": PersonFactory()}
    now = timezone.now()
    more = {"ended_at": now} if state == "done" else {}
    held = {"hold_reason": "a lawsuit", "held_by": clerk} if state == "held" else {}
    ErasureRequest.objects.create(person=people[side], state=state, due_at=now, **more, **held)

    assert refused(people["kept"], people["gone"], clerk)


def test_nobody_merges_their_own_record(clerk):
    assert refused(PersonFactory(account=clerk), PersonFactory(), clerk)


def test_relatives_of_each_other_are_two_people(clerk):
    kept, gone = PersonFactory(), PersonFactory()
    FamilyLink.objects.create(person=gone, relative=kept, relation="sibling")

    assert refused(kept, gone, clerk)


def test_who_wrote_to_each_other_is_two_people(clerk):
    conversation = ConversationFactory()

    assert refused(conversation.starter, conversation.recipient, clerk)


def test_another_app_may_speak_against_it(clerk, monkeypatch):
    monkeypatch.setitem(merge_refusals._entries, "imports", lambda one, other: "an import holds one of them")

    assert refused(PersonFactory(), PersonFactory(), clerk) == "an import holds one of them"


def test_record_that_changed_since_the_screen_is_not_merged(twins):
    stamp = merging.stamp(merging.take([twins.kept.pk, twins.gone.pk]))
    ContactFactory(person=twins.gone, value="new@example.org")

    with pytest.raises(merging.Changed):
        merging.merge(twins.kept, twins.gone, by=twins.clerk, choices={}, expected=stamp)


def test_record_that_went_already_is_not_merged_again(twins):
    join(twins)

    with pytest.raises(merging.Gone):
        join(twins)


def test_preview_writes_nothing(twins):
    before = pairs.dump()

    plan = merging.planned(twins.kept, twins.gone, {})
    result = merging.preview(twins.kept, twins.gone, plan, by=twins.clerk, choices={})

    assert pairs.dump() == before
    assert [name.last_th for name in result.names if name.is_current] == ["รักเรียน"]


def test_the_screen_reads_each_table_once_as_it_is_and_once_as_the_rules_read_it(clerk):
    kept, gone = GraduateFactory(), GraduateFactory()

    with CaptureQueriesContext(connection) as queries:
        compare(kept, gone, by=clerk, choices={})

    tables = sum(len(part.tables) for part in registries.privacy.entries())
    assert len([each for each in queries if each["sql"].startswith("SELECT")]) <= 2 * tables


def test_whose_rows_are_read_by_an_index():
    """An "or" with the key of the row itself would make SQLite read the whole table."""
    plans = [rows_of(model, names, [1, 2]).explain() for model, names in privacy.movable(Person).items()]

    assert [plan for plan in plans if connection.vendor == "sqlite" and "SCAN" in plan] == []


# ---- two at a time


def test_two_merges_that_meet_leave_nothing_between(together, clerk):
    one, two, three = PersonFactory(), PersonFactory(), PersonFactory()
    wanted = [(two, one), (three, two)]

    results = together(lambda i: merging.merge(*wanted[i], by=clerk, choices={}), 2)

    done = [result for result in results if isinstance(result, Merge)]
    assert all(isinstance(result, Merge | merging.Gone) for result in results), results
    assert Person.objects.filter(pk__in=[one.pk, two.pk, three.pk]).count() == 3 - len(done)
    assert done


def test_two_presses_make_one_merge(together, clerk):
    kept, gone = PersonFactory(), PersonFactory()

    together(lambda i: merging.merge(kept, gone, by=clerk, choices={}), 2)

    assert Merge.objects.count() == 1
