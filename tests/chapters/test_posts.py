"""Posts: declared neutral, looked at until their author is trusted, held before elections, reported, appealed."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.chapters import rules
from apps.chapters.actions import holds, moderation, news, pictures
from apps.chapters.actions.refusals import (
    AlreadyDecided,
    NoAppeal,
    NotEditable,
    NotOpen,
    OwnGroup,
    OwnMatter,
    TooManyPinned,
    TooManyReports,
)
from apps.chapters.lib.photo_picture import encode
from apps.chapters.models import Decision, Hold, Post, PostReport
from apps.chapters.querysets.decided import decided, lines
from apps.chapters.querysets.posts import trust_of
from tests.factories import (
    ComplaintFactory,
    DecisionFactory,
    GroupLetterFactory,
    HoldFactory,
    IntroductionFactory,
    MembershipFactory,
    PersonFactory,
    PostFactory,
    PostReportFactory,
    StaffFactory,
    TermFactory,
    UserFactory,
)

from .pictures import jpeg

pytestmark = pytest.mark.django_db
Outcome = Decision.Outcome
WORDS = {"title": "ข่าว", "text": "พบกันวันเสาร์", "audience": "members"}


@pytest.fixture
def clerk(db):
    return StaffFactory(role="communications")


@pytest.fixture
def draft(group):
    return news.write(group.chapter, group.leader, WORDS, by=group.leader.account)


@pytest.fixture
def trusted(group):
    for _ in range(rules.TRUSTED_AFTER):
        DecisionFactory(post__chapter=group.chapter, post__author=group.leader)


def send(post, group):
    return news.send(post, group.leader, by=group.leader.account)


def test_first_posts_of_a_leader_wait_for_the_office(group, draft):
    assert send(draft, group).state == "waiting"


def test_posts_of_a_trusted_leader_go_out_at_once(group, draft, trusted):
    sent = send(draft, group)

    assert (sent.state, sent.published_at is not None) == ("published", True)


def test_objection_ends_the_trust(group, draft, trusted):
    against = {"outcome": "removed", "objection": "politics", "remark": "names a party"}
    decision = DecisionFactory(post__author=group.leader, **against)
    assert not trust_of(group.leader, group.chapter).is_trusted

    restored = DecisionFactory(post=decision.post, outcome="restored", answers=decision)
    assert (trust_of(group.leader, group.chapter).is_trusted, restored.answers) == (True, decision)


def test_trust_is_of_one_group(group, trusted):
    other = MembershipFactory(person=group.leader).chapter

    assert not trust_of(group.leader, other).is_trusted


def test_held_time_keeps_every_post_back(group, draft, trusted):
    HoldFactory()

    assert send(draft, group).state == "waiting"


def test_refused_post_waits_again_whoever_sends_it(group, draft, clerk, post_holder, browser_of):
    rejected(draft, group, clerk)
    colleague = post_holder("publicity")
    for _ in range(rules.TRUSTED_AFTER):
        DecisionFactory(post__chapter=group.chapter, post__author=colleague)
    page = browser_of(colleague).get(at("desk_post", group, draft.pk))

    sent = news.send(draft, colleague, by=colleague.account)

    assert (sent.state, sent.is_held) == ("waiting", False)
    assert page.context["refused"]
    moderation.decide(draft, Outcome.APPROVED, by=clerk)
    news.withdraw(draft, by=colleague.account)
    assert news.send(draft, colleague, by=colleague.account).state == "published"


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(("since", "until"), [(-9, -1), (1, 9)])
def test_hold_of_another_time_keeps_nothing_back(group, draft, days, since, until):
    HoldFactory(since=days(since), until=days(until))

    assert send(draft, group).state == "published"


def test_database_publishes_nothing_that_was_not_declared(group):
    with pytest.raises(IntegrityError), transaction.atomic():
        PostFactory(declared_at=None)


def test_what_is_out_is_not_changed(group, draft, trusted):
    send(draft, group)

    with pytest.raises(NotEditable):
        news.change(draft, {"text": "vote for us"}, by=group.leader.account)
    news.withdraw(draft, by=group.leader.account)
    assert news.change(draft, {"text": "better"}, by=group.leader.account)


def test_suspended_group_writes_nothing(group, draft):
    group.chapter.status = draft.chapter.status = "suspended"

    with pytest.raises(NotOpen):
        send(draft, group)
    with pytest.raises(NotOpen):
        news.write(group.chapter, group.leader, WORDS, by=group.leader.account)


def test_office_publishes_and_tells_the_author(group, draft, clerk):
    send(draft, group)
    moderation.decide(draft, Outcome.APPROVED, by=clerk)

    assert (draft.state, group.leader.account.notices.latest("pk").kind) == ("published", "chapters.post_decided")
    with pytest.raises(AlreadyDecided):
        moderation.decide(draft, Outcome.REJECTED, objection="politics", remark="x", by=clerk)


@pytest.mark.parametrize("missing", ["objection", "remark"])
def test_decision_against_a_post_says_why(group, draft, clerk, missing):
    send(draft, group)
    said = {"objection": "politics", "remark": "names a party"} | {missing: ""}

    with pytest.raises(ValidationError):
        moderation.decide(draft, Outcome.REJECTED, **said, by=clerk)

    draft.refresh_from_db()
    assert (draft.state, Decision.objects.count()) == ("waiting", 0)


def rejected(draft, group, clerk):
    send(draft, group)
    return moderation.decide(draft, Outcome.REJECTED, objection="politics", remark="names a party", by=clerk)


def test_group_appeals_once_and_the_office_answers(group, draft, clerk):
    decision = rejected(draft, group, clerk)
    moderation.appeal(decision, text="it does not", person=group.leader, by=group.leader.account)
    with pytest.raises(NoAppeal):
        moderation.appeal(decision, text="again", person=group.leader, by=group.leader.account)

    answer = moderation.answer_appeal(decision, restores=True, remark="you are right", by=clerk)

    draft.refresh_from_db()
    assert (draft.state, answer.outcome) == ("published", "restored")
    with pytest.raises(AlreadyDecided):
        moderation.answer_appeal(decision, restores=False, remark="no", by=clerk)


def test_decision_that_stands_leaves_the_post_where_it_is(group, draft, clerk):
    decision = rejected(draft, group, clerk)
    moderation.appeal(decision, text="it does not", person=group.leader, by=group.leader.account)

    moderation.answer_appeal(decision, restores=False, remark="it does", by=clerk)

    draft.refresh_from_db()
    assert draft.state == "rejected"


def test_appeal_that_is_sent_twice_leads_to_the_post(group, draft, clerk, browser_of):
    send(draft, group)
    against = {"outcome": Outcome.REJECTED, "objection": "politics", "remark": "names a party", "by": clerk}
    decision = DecisionFactory(post=draft, **against)
    url = reverse("chapters:desk_post_appeal", args=[group.chapter.slug, decision.pk])
    browser = browser_of(group.leader)

    answers = [browser.post(url, {"text": text}).url for text in ("it does not", "it does not, again")]

    assert set(answers) == {reverse("chapters:desk_post", args=[group.chapter.slug, draft.pk])}
    assert Decision.objects.get().appeal == "it does not"


def test_approval_cannot_be_appealed(group, draft, clerk):
    send(draft, group)
    decision = moderation.decide(draft, Outcome.APPROVED, by=clerk)

    with pytest.raises(NoAppeal):
        moderation.appeal(decision, text="x", person=group.leader, by=group.leader.account)


def test_reported_post_is_taken_down(group, clerk):
    post = PostFactory(chapter=group.chapter)
    report = moderation.report(post, group.stranger, objection="politics", note="", by=group.stranger.account)

    moderation.decide_report(report, PostReport.Outcome.REMOVED, remark="names a party", by=clerk)

    post.refresh_from_db()
    assert (post.state, post.decisions.get().objection) == ("removed", "politics")
    with pytest.raises(AlreadyDecided):
        moderation.decide_report(report, PostReport.Outcome.NOTHING, remark="x", by=clerk)


def test_nobody_reports_a_post_twice_or_all_day(group):
    post = PostReportFactory(by=group.stranger).post
    with pytest.raises(ValidationError):
        moderation.report(post, group.stranger, objection="other", note="x", by=group.stranger.account)

    for _ in range(rules.REPORTS_A_DAY - 1):
        PostReportFactory(by=group.stranger)
    with pytest.raises(TooManyReports):
        moderation.report(PostFactory(), group.stranger, objection="other", note="x", by=group.stranger.account)


# ---- the pages


def at(name, group, *args):
    return reverse(f"chapters:{name}", args=[group.chapter.slug, *args])


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("everyone", {"nobody", "visitor", "stranger", "member"}),
        ("alumni", {"stranger", "member"}),
        ("members", {"member"}),
    ],
)
def test_post_is_read_by_whom_it_is_for(group, browser_of, client_for, audience, readers):
    post = PostFactory(chapter=group.chapter, audience=audience, title="ข่าวลับ")
    browsers = {
        "nobody": Client(),
        "visitor": client_for(UserFactory()),
        "stranger": browser_of(group.stranger),
        "member": browser_of(group.member),
    }

    for who, browser in browsers.items():
        shown = [browser.get(at(name, group)).content.decode().count("ข่าวลับ") > 0 for name in ("show", "news")]
        status = browser.get(at("post", group, post.pk)).status_code
        may = who in readers
        assert (who, shown, status) == (who, [may, may], 200 if may else 404)


@pytest.mark.parametrize("state", ["draft", "waiting", "rejected", "removed", "withdrawn"])
def test_what_is_not_published_is_on_no_page(group, browser_of, state):
    published_at = timezone.now() if state == "removed" else None
    post = PostFactory(chapter=group.chapter, state=state, published_at=published_at)

    assert browser_of(group.member).get(at("post", group, post.pk)).status_code == 404


def test_leader_writes_looks_and_sends(group, browser_of):
    browser = browser_of(group.leader)
    browser.post(at("desk_post_new", group), WORDS)
    post = Post.objects.get()

    undeclared = browser.post(at("desk_post", group, post.pk), {"csrfmiddlewaretoken": "x"})
    declared = browser.post(at("desk_post", group, post.pk), {"is_neutral": "on", "version": post.version})

    post.refresh_from_db()
    assert (undeclared.status_code, declared.status_code, post.state) == (422, 302, "waiting")


def test_leaders_of_other_groups_and_other_posts_cannot_write(group, post_holder, browser_of):
    post = PostFactory(chapter=group.chapter, state="draft")
    treasurer = browser_of(post_holder("treasurer"))
    stranger = browser_of(group.stranger)

    for browser in (treasurer, stranger):
        for name, args in (("desk_posts", []), ("desk_post_new", []), ("desk_post", [post.pk])):
            assert browser.post(at(name, group, *args), WORDS | {"is_neutral": "on"}).status_code in {403, 405}
    post.refresh_from_db()
    assert (post.state, Post.objects.count()) == ("draft", 1)


def test_somebody_elses_change_is_not_written_over(group, browser_of):
    post = PostFactory(chapter=group.chapter, state="draft")
    told = WORDS | {"version": post.version}
    Post.objects.filter(pk=post.pk).update(version=post.version + 1, text="newer")

    answer = browser_of(group.leader).post(at("desk_post_change", group, post.pk), told)

    post.refresh_from_db()
    assert (answer.status_code, post.text) == (422, "newer")


def test_office_works_off_the_queue(group, draft, clerk, client_for):
    browser, url = client_for(clerk), reverse("office:group_post", args=[draft.pk])
    assert browser.get(url).status_code == 404  # what was never sent is its writers' own
    send(draft, group)
    page = browser.get(reverse("office:group_posts"))

    decided = {"outcome": "rejected", "objection": "politics", "remark": "names a party", "version": draft.version}
    wrong = browser.post(url, {"outcome": "rejected"})
    right = browser.post(url, decided)

    draft.refresh_from_db()
    assert list(page.context["posts"]) == [draft]
    assert (wrong.status_code, right.status_code, draft.state) == (422, 302, "rejected")
    assert Decision.objects.get().by == clerk


def test_log_has_every_decision_of_the_queue(group, clerk, client_for, django_assert_max_num_queries):
    now = timezone.now()
    done = {"decided_by": clerk, "decided_at": now, "remark": "because"}
    DecisionFactory(post__chapter=group.chapter)
    words = IntroductionFactory(chapter=group.chapter, outcome="rejected", objection="politics", **done)
    IntroductionFactory(chapter=group.chapter, outcome="withdrawn", decided_at=now)
    about = [{"photo": None, "chapter": group.chapter, "why": "politics"}, {}]
    objected = [ComplaintFactory(**each, outcome="kept", **done) for each in about]
    reported = PostReportFactory(objection="untrue", outcome="nothing", **done)
    letter = GroupLetterFactory(state="rejected", objection="selling", **done)

    page = client_for(clerk).get(reverse("office:group_posts_log"))

    keys = {("office:group_introduction", words.pk), ("office:group_letter", letter.pk)}
    keys |= {("office:group_post_report", reported.pk), *(("office:group_complaint", row.pk) for row in objected)}
    found = {(line.page, line.key) for line in page.context["lines"]}
    assert (len(page.context["lines"]), keys - found) == (6, set())
    with django_assert_max_num_queries(6):
        lines(decided())


def test_office_holds_posts_and_ends_it_with_a_reason(clerk, client_for, days):
    browser = client_for(clerk)
    browser.post(
        reverse("office:group_holds"),
        {"name": "election", "since": days(0).isoformat(), "until": days(30).isoformat()},
    )
    hold = Hold.objects.get()
    assert browser.post(reverse("office:group_hold_end", args=[hold.pk]), {"reason": " "}).status_code == 422
    browser.post(reverse("office:group_hold_end", args=[hold.pk]), {"reason": "called off"})
    assert not Hold.objects.exists()


@pytest.mark.parametrize("role", ["events", "giving", "reports", "records"])
def test_others_of_the_office_do_not_moderate(client_for, role):
    assert client_for(StaffFactory(role=role)).get(reverse("office:group_posts")).status_code == 403


# ---- pinned posts, photographs, what is only held


def test_pinned_posts_stand_above_the_others_and_are_three_at_most(group):
    old, *others = [PostFactory(chapter=group.chapter) for _ in range(4)]
    news.pin(old, is_pinned=True, by=group.leader.account)
    assert Post.objects.published().first() == old
    for post in others[:2]:
        news.pin(post, is_pinned=True, by=group.leader.account)

    with pytest.raises(TooManyPinned):
        news.pin(others[2], is_pinned=True, by=group.leader.account)


def test_post_that_is_taken_down_is_pinned_no_more(group):
    post = PostFactory(chapter=group.chapter)
    news.pin(post, is_pinned=True, by=group.leader.account)

    news.withdraw(post, by=group.leader.account)

    assert post.pinned_at is None


def test_photograph_of_a_post_is_for_its_readers(group, browser_of):
    values = {"title": "x", "text": "y", "audience": "members", "photo_alt": "คนสี่คน"}
    post = news.write(group.chapter, group.leader, values, picture=encode(jpeg()), by=group.leader.account)
    url = reverse("chapters:post_picture", args=[group.chapter.slug, post.pk, "small"])
    assert [browser_of(person).get(url).status_code for person in (group.leader, group.member)] == [200, 404]

    Post.objects.filter(pk=post.pk).update(state="published", declared_at=timezone.now(), published_at=timezone.now())

    assert [browser_of(person).get(url).status_code for person in (group.member, group.stranger)] == [200, 404]


def test_photograph_without_words_is_refused(group, browser_of):
    told = {"title": "x", "text": "y", "audience": "members"}
    picture = SimpleUploadedFile("a.jpg", jpeg(), content_type="image/jpeg")

    answer = browser_of(group.leader).post(
        reverse("chapters:desk_post_new", args=[group.chapter.slug]), told | {"picture": picture}
    )

    assert (answer.status_code, Post.objects.count()) == (422, 0)


def test_photograph_that_is_taken_out_leaves_no_file(group, django_capture_on_commit_callbacks):
    values = {"title": "x", "text": "y", "audience": "members", "photo_alt": "คนสี่คน"}
    post = news.write(group.chapter, group.leader, values, picture=encode(jpeg()), by=group.leader.account)
    name = post.photo

    with django_capture_on_commit_callbacks(execute=True):
        news.change(post, values, drops_photo=True, by=group.leader.account)

    assert (post.photo, post.photo_alt) == ("", "")
    assert not default_storage.exists(pictures.file_of(name, "large"))


def test_held_post_of_a_trusted_leader_goes_out_by_itself(group, days):
    for _ in range(3):
        DecisionFactory(post__chapter=group.chapter, post__author=group.leader)
    HoldFactory()
    post = news.send(
        PostFactory(chapter=group.chapter, author=group.leader, state="draft"), group.leader, by=group.leader.account
    )
    holds.release(days(0))
    post.refresh_from_db()
    assert (post.state, post.is_held) == ("waiting", True)

    holds.release(days(31))

    post.refresh_from_db()
    assert (post.state, post.is_held) == ("published", False)


def test_held_post_of_a_new_leader_waits_for_the_office(group, days):
    HoldFactory()
    post = news.send(
        PostFactory(chapter=group.chapter, author=group.leader, state="draft"), group.leader, by=group.leader.account
    )

    holds.release(days(31))

    post.refresh_from_db()
    assert (post.state, post.is_held) == ("waiting", False)


def test_held_post_whose_author_leads_no_more_waits_for_the_office(group, days):
    for _ in range(3):
        DecisionFactory(post__chapter=group.chapter, post__author=group.leader)
    HoldFactory()
    post = news.send(
        PostFactory(chapter=group.chapter, author=group.leader, state="draft"), group.leader, by=group.leader.account
    )
    group.term.until = days(10)
    group.term.save()

    holds.release(days(31))

    post.refresh_from_db()
    assert post.state == "waiting"


def test_declaration_is_of_the_words_that_were_read(group, draft, browser_of):
    read = draft.version
    news.change(draft, {"text": "vote for me"}, by=group.leader.account)

    answer = browser_of(group.leader).post(at("desk_post", group, draft.pk), {"is_neutral": "on", "version": read})

    draft.refresh_from_db()
    assert (answer.status_code, draft.state) == (422, "draft")
    assert f'name="version" value="{draft.version}"' in answer.content.decode()


def test_office_publishes_the_words_that_it_has_read(group, draft, clerk, client_for):
    send(draft, group)
    read = {"outcome": "approved", "version": draft.version}
    news.withdraw(draft, by=group.leader.account)
    news.change(draft, {"text": "vote for me"}, by=group.leader.account)
    send(draft, group)

    answer = client_for(clerk).post(reverse("office:group_post", args=[draft.pk]), read)

    draft.refresh_from_db()
    assert (answer.status_code, draft.state) == (422, "waiting")
    assert "vote for me" in answer.content.decode()


def test_appeal_restores_the_words_that_the_office_has_read(group, draft, clerk, client_for):
    send(draft, group)
    decision = moderation.decide(draft, Outcome.REJECTED, by=clerk, objection="other", remark="why")
    moderation.appeal(decision, text="but", person=group.leader, by=group.leader.account)
    read = {"restores": "yes", "remark": "right", "version": draft.version}
    news.change(draft, {"text": "vote for me"}, by=group.leader.account)

    answer = client_for(clerk).post(reverse("office:group_appeal", args=[decision.pk]), read)

    draft.refresh_from_db()
    assert (answer.status_code, draft.state) == (422, "rejected")


def test_staff_do_not_decide_on_what_they_wrote_themselves(group, draft):
    send(draft, group)

    with pytest.raises(OwnMatter):
        moderation.decide(draft, Outcome.APPROVED, by=group.leader.account)

    assert Post.objects.get(pk=draft.pk).state == "waiting"


def test_staff_decide_on_nothing_of_a_group_that_they_lead(group, draft, clerk, client_for):
    send(draft, group)
    TermFactory(seat__position__chapter=group.chapter, person=PersonFactory(account=clerk))

    page = client_for(clerk).get(reverse("office:group_post", args=[draft.pk]))
    with pytest.raises(OwnGroup):
        moderation.decide(draft, Outcome.APPROVED, by=clerk)

    assert (page.context["is_own"], Post.objects.get(pk=draft.pk).state) == (True, "waiting")


def test_post_whose_author_was_erased_can_still_be_taken_down(group, client_for, clerk, browser_of):
    theirs, reported = PostFactory.create_batch(2, chapter=group.chapter, author=None)

    browser_of(group.leader).post(at("desk_post_withdraw", group, theirs.pk))
    told = {"objection": "privacy", "remark": "why", "version": reported.version}
    client_for(clerk).post(reverse("office:group_post", args=[reported.pk]), told)

    states = Post.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["withdrawn", "removed"]
