"""Mailings from the first word to the moment in which they go out."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from apps.accounts.models import Notice
from apps.core.actions import audit
from apps.core.actions.rows import Stale
from apps.core.lib.office_files import Kind
from apps.core.privacy import Subject
from apps.mailings import rules
from apps.mailings.actions import composing, files, freezing, gates, mailings
from apps.mailings.actions.erasing import erase_writing
from apps.mailings.actions.refusals import (
    AlreadyDecided,
    AskedAnew,
    BadPicture,
    InThePast,
    NobodyGetsIt,
    NotEditable,
    NotReady,
    NotYours,
    TooManyFiles,
    TooManyMailings,
    TooMuchAttached,
)
from apps.mailings.lib.audience import Leaf
from apps.mailings.models import Mailing, MailingFile
from tests.chapters.pictures import jpeg
from tests.factories import (
    AlumnusFactory,
    ContactFactory,
    GraduateFactory,
    HoldFactory,
    MailingFactory,
    MembershipFactory,
    StaffFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return StaffFactory(role="communications")


@pytest.fixture
def second():
    return StaffFactory(role="communications")


@pytest.fixture
def mailing(writer):
    ContactFactory(person=GraduateFactory())
    return MailingFactory(author=writer, declared_neutral_at=None)


@pytest.fixture
def group():
    """A leader with power to write, and two members."""
    term = TermFactory()
    chapter = term.seat.position.chapter
    for _ in range(2):
        MembershipFactory(chapter=chapter, person=AlumnusFactory())
    return term


def sent(mailing, by, **more):
    seen = more.pop("seen", None) or Mailing.objects.get(pk=mailing.pk).version
    return composing.send(mailing, by=by, seen=seen, **more)


def test_pressing_send_twenty_times_is_one_run(mailing, writer):
    states = {sent(mailing, writer, seen=1).state for _ in range(20)}
    assert states == {"freezing"}
    assert Mailing.objects.get().version == 2


def test_late_press_starts_nothing_that_was_taken_back(mailing, writer):
    later = timezone.now() + timedelta(days=2)
    seen = mailing.version
    composing.withdraw(sent(mailing, writer, seen=seen, at=later), by=writer)
    with pytest.raises(Stale):
        sent(mailing, writer, seen=seen)
    assert Mailing.objects.get().state == "draft"


def test_what_was_drawn_as_a_draft_is_not_changed_once_it_is_sent(mailing, writer, monkeypatch):
    """The form brings the version by itself, so that alone keeps nobody from guessing the next one."""
    monkeypatch.setattr("apps.mailings.registries.LARGE", 0)
    file = files.add_picture_file(mailing, jpeg(), alt="x", by=writer)
    drawn = Mailing.objects.get()
    sent(mailing, writer)
    for deed in (
        lambda: composing.change(drawn, {"text_th": "อย่างอื่น"}, by=writer, expected_version=drawn.version + 1),
        lambda: composing.address(drawn, Leaf("all", ()), by=writer, expected_version=drawn.version + 1),
        lambda: files.add_picture_file(drawn, jpeg(), alt="y", by=writer),
        lambda: files.remove(file, by=writer),
    ):
        with pytest.raises(NotEditable):
            deed()
    assert Mailing.objects.get().text_th == mailing.text_th


def test_whoever_sends_it_declares_it_to_be_neutral(mailing, writer):
    out = sent(mailing, writer)
    assert out.declared_neutral_by == writer
    assert out.declared_neutral_at is not None


def test_a_draft_is_its_writers(mailing, second):
    for deed in (
        lambda: composing.change(mailing, {"title": "x"}, by=second),
        lambda: sent(mailing, second),
        lambda: composing.discard(mailing, by=second),
    ):
        with pytest.raises(NotYours):
            deed()
    assert composing.copy(mailing, by=second).author == second


def test_many_readers_need_a_second_person(mailing, writer, second, monkeypatch):
    monkeypatch.setattr("apps.mailings.registries.LARGE", 0)
    waiting = sent(mailing, writer)
    assert waiting.state == "waiting"
    with pytest.raises(NotYours):
        composing.approve(waiting, by=writer)
    assert composing.approve(waiting, by=second).state == "freezing"
    assert Notice.objects.get(account=writer).kind == gates.DECIDED
    with pytest.raises(AlreadyDecided):
        composing.approve(waiting, by=second)


def test_what_was_changed_since_the_second_person_looked_is_not_approved(mailing, writer, second, monkeypatch):
    monkeypatch.setattr("apps.mailings.registries.LARGE", 0)
    seen = sent(mailing, writer).version
    composing.withdraw(mailing, by=writer)
    mailing.refresh_from_db()
    composing.change(mailing, {"text_th": "อย่างอื่น"}, by=writer)
    sent(mailing, writer)
    for deed in (
        lambda: composing.approve(mailing, by=second, seen=seen),
        lambda: composing.refuse(mailing, remark="x", by=second, seen=seen),
    ):
        with pytest.raises(AskedAnew):
            deed()
    assert Mailing.objects.get().state == "waiting"


def test_whoever_does_not_let_it_go_out_says_why(mailing, writer, second, monkeypatch):
    monkeypatch.setattr("apps.mailings.registries.LARGE", 0)
    composing.refuse(sent(mailing, writer), remark="ผิดวัน", by=second)
    mailing.refresh_from_db()
    assert (mailing.state, mailing.remark, mailing.declared_neutral_at) == ("refused", "ผิดวัน", None)
    assert composing.change(mailing, {"title": "ใหม่"}, by=writer)


def test_it_goes_out_by_itself_after_a_hold(mailing, writer):
    hold = HoldFactory()
    waiting = sent(mailing, writer)
    assert (waiting.state, waiting.held_until is not None) == ("waiting", True)
    assert composing.release(timezone.now()) == 0
    hold.delete()
    assert composing.release(waiting.held_until) == 1
    mailing.refresh_from_db()
    assert mailing.state == "freezing"


def test_what_a_hold_meets_when_it_starts_waits_until_the_hold_is_over(mailing, writer):
    later = timezone.now() + timedelta(days=2)
    assert sent(mailing, writer, at=later).state == "scheduled"
    hold = HoldFactory()
    Mailing.objects.update(scheduled_at=timezone.now() - timedelta(minutes=1))
    mailings.start_due()
    assert not freezing.freeze(mailing.pk)
    mailing.refresh_from_db()
    assert (mailing.state, mailing.held_until is not None) == ("waiting", True)
    assert not mailing.messages.exists()
    assert Notice.objects.get(account=writer).kind == gates.DECIDED
    hold.delete()
    composing.release(mailing.held_until)
    assert freezing.freeze(mailing.pk)


def test_what_is_sent_on_a_day_of_a_hold_is_held_from_the_beginning(mailing, writer):
    day = timezone.localdate() + timedelta(days=9)
    HoldFactory(since=day, until=day)
    assert sent(mailing, writer, at=timezone.now() + timedelta(days=9)).state == "waiting"
    composing.withdraw(mailing, by=writer)
    assert sent(mailing, writer, at=timezone.now() + timedelta(days=10)).state == "scheduled"


@pytest.mark.parametrize(("approved_for", "state"), [(None, "waiting"), (1, "waiting"), (2, "sending")])
def test_list_that_has_grown_needs_a_second_person(mailing, writer, monkeypatch, approved_for, state):
    """Approved for so many people, or small enough to need nobody; there are two by now."""
    sent(mailing, writer)
    ContactFactory(person=GraduateFactory())
    Mailing.objects.update(approved_size=approved_for)
    monkeypatch.setattr("apps.mailings.registries.LARGE", 1)
    freezing.freeze(mailing.pk)
    mailing.refresh_from_db()
    assert (mailing.state, mailing.approved_size) == (state, approved_for if state == "sending" else None)


def test_approval_is_for_so_many_as_there_were(mailing, writer, second, monkeypatch):
    monkeypatch.setattr("apps.mailings.registries.LARGE", 0)
    assert composing.approve(sent(mailing, writer), by=second).approved_size == 1


def test_what_a_hold_kept_and_nobody_would_get_by_now_comes_back_with_a_word(mailing, writer):
    hold = HoldFactory()
    waiting = sent(mailing, writer)
    hold.delete()
    writer.groups.clear()
    assert composing.release(waiting.held_until) == 0
    mailing.refresh_from_db()
    assert (mailing.state, mailing.declared_neutral_at) == ("refused", None)
    assert mailing.objection
    assert Notice.objects.get(account=writer).kind == gates.DECIDED


def test_scheduled_ones_wait_for_their_time_and_can_be_taken_back(mailing, writer):
    later = timezone.now() + timedelta(days=2)
    assert sent(mailing, writer, at=later).state == "scheduled"
    composing.withdraw(mailing, by=writer)
    mailing.refresh_from_db()
    assert (mailing.state, mailing.scheduled_at) == ("draft", later)  # the wish stays
    with pytest.raises(InThePast):
        sent(mailing, writer, at=timezone.now() - timedelta(minutes=1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject_th": "", "text_th": "", "subject_en": "", "text_en": ""},
        {"text_th": "{ไม่มี}"},
        {"text_th": "![x](picture-1)"},
        {"text_th": "ก" * 36_000},
        {"audience": {}},
        {"audience": {"kind": "own_members", "values": []}},
        {"audience": {"nonsense": 1}},
    ],
)
def test_what_is_not_ready_stays(mailing, writer, wrong):
    Mailing.objects.filter(pk=mailing.pk).update(**wrong)
    with pytest.raises(NotReady):
        sent(Mailing.objects.get(), writer)
    assert Mailing.objects.get().state == "draft"


def test_a_mailing_to_nobody_is_not_sent(writer):
    GraduateFactory()
    with pytest.raises(NobodyGetsIt):
        sent(MailingFactory(author=writer), writer)


def test_what_is_on_its_way_is_not_changed(mailing, writer):
    sent(mailing, writer)
    mailing.refresh_from_db()
    for deed in (
        lambda: composing.change(mailing, {"title": "x"}, by=writer),
        lambda: composing.discard(mailing, by=writer),
        lambda: sent(mailing, writer),
    ):
        with pytest.raises(NotEditable):
            deed()
    with pytest.raises(AlreadyDecided):
        composing.withdraw(mailing, by=writer)


def test_a_template_is_not_sent_and_its_copy_is(mailing, writer):
    template = composing.copy(mailing, by=writer, is_template=True)
    with pytest.raises(NotEditable):
        sent(template, writer)
    assert sent(composing.copy(template, by=writer), writer).state == "freezing"


def test_letters_of_leaders_wait_until_the_office_knows_them(group):
    leader = group.person.account
    key = f"chapter:{group.seat.position.chapter_id}"
    mailing = MailingFactory(sender_key=key, author=leader, topic="chapter", audience={"kind": "own_members"})
    assert sent(mailing, leader).state == "waiting"


def test_second_person_of_a_groups_letter_neither_wrote_in_it_nor_leads_the_group(group, second):
    leader, key = group.person.account, f"chapter:{group.seat.position.chapter_id}"
    mailing = MailingFactory(sender_key=key, author=leader, topic="chapter", audience={"kind": "own_members"})
    audit.write([audit.Change("mailings.mailing", str(mailing.pk), 1, {}, {})], action="mailings.change", by=second)
    waiting = sent(mailing, leader)
    other = StaffFactory(role="communications")
    TermFactory(seat__position__chapter=group.seat.position.chapter, person=GraduateFactory(account=other))
    for account in (second, other):
        with pytest.raises(NotYours):
            composing.approve(waiting, by=account)
    assert composing.approve(waiting, by=StaffFactory(role="communications")).state == "freezing"


def test_a_group_writes_four_times_in_a_month(group):
    leader = group.person.account
    key = f"chapter:{group.seat.position.chapter_id}"
    more = {"sender_key": key, "author": leader, "topic": "chapter", "audience": {"kind": "own_members"}}
    for _ in range(rules.LETTERS):
        sent(MailingFactory(**more, declared_neutral_at=None), leader)
    with pytest.raises(TooManyMailings):
        sent(MailingFactory(**more, declared_neutral_at=None), leader)


def test_a_leader_whose_term_is_over_sends_nothing(group):
    leader = group.person.account
    key = f"chapter:{group.seat.position.chapter_id}"
    mailing = MailingFactory(sender_key=key, author=leader, topic="chapter", audience={"kind": "own_members"})
    group.delete()
    with pytest.raises(NotYours):
        sent(mailing, leader)


def test_pictures_have_names_and_copies_keep_them(mailing, writer):
    first = files.add_picture_file(mailing, jpeg(), alt="ทะเล", by=writer)
    second = files.add_picture_file(mailing, jpeg(), alt="ภูเขา", by=writer)
    assert [first.name, second.name] == ["picture-1", "picture-2"]
    copy = composing.copy(mailing, by=writer)
    files.remove(first, by=writer)
    assert MailingFile.objects.filter(mailing=copy, name="picture-1").get().file == first.file


def test_what_is_no_picture_is_refused(mailing, writer):
    with pytest.raises(BadPicture):
        files.add_picture_file(mailing, b"GIF89a", alt="x", by=writer)
    assert not MailingFile.objects.exists()


def test_what_is_sent_is_what_was_seen_its_documents_too(mailing, writer):
    seen = mailing.version
    file = files.attach(mailing, b"%PDF-%%EOF", Kind.PDF, name="a", by=writer)
    with pytest.raises(Stale):
        composing.send(mailing, by=writer, seen=seen)
    files.remove(file, by=writer)
    with pytest.raises(Stale):
        composing.send(mailing, by=writer, seen=seen + 1)
    assert composing.send(mailing, by=writer, seen=seen + 2).state == "freezing"


def test_attachments_stay_within_their_limits(mailing, writer):
    for number in range(rules.ATTACHMENTS):
        files.attach(mailing, b"%PDF-%%EOF", Kind.PDF, name=f"a{number}/../x", by=writer)
    with pytest.raises(TooManyFiles):
        files.attach(mailing, b"%PDF-%%EOF", Kind.PDF, name="b", by=writer)
    MailingFile.objects.all().delete()
    files.attach(mailing, b"x" * 5_000_000, Kind.PDF, name="b", by=writer)
    with pytest.raises(TooMuchAttached):
        files.attach(mailing, b"x" * 5_000_000, Kind.PDF, name="c", by=writer)
    assert "/" not in MailingFile.objects.get().name


def test_own_drafts_of_the_erased_go_with_their_files_and_what_is_others_stays(
    mailing, writer, django_capture_on_commit_callbacks
):
    file = files.attach(mailing, b"%PDF-%%EOF", Kind.PDF, name="a", by=writer)
    template = composing.copy(mailing, by=writer, is_template=True)
    MailingFile.objects.filter(mailing=template).delete()
    of_group = MailingFactory(author=writer, sender_key="chapter:1")
    with django_capture_on_commit_callbacks(execute=True):
        erase_writing(Subject(person_id=None, account_id=writer.pk))
    assert not default_storage.exists(file.file)
    left = dict(Mailing.objects.values_list("pk", "author"))
    assert left == {template.pk: None, of_group.pk: None}
