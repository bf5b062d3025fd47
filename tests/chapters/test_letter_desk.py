"""The one screen on which leaders write: whatever is pressed, what was typed stays."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from apps.chapters.audiences import sender_key
from apps.chapters.models import Hold
from apps.chapters.querysets.posts import trust_of
from apps.core.models import AuditEntry
from apps.mailings.actions import composing
from apps.mailings.models import Mailing, MailingFile
from tests.chapters.pictures import jpeg
from tests.factories import (
    DecisionFactory,
    HoldFactory,
    MailingFactory,
    RecipientFactory,
    StaffFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
KEY = "6f1c3c1e-8a53-4c53-9c38-1f0a3f6f1f10"
WORDS = {"to": "own_members", "subject_th": "นัดพบ", "text_th": "สวัสดี {ชื่อเล่น|เพื่อน}"}


@pytest.fixture
def desk(group, browser_of):
    """`desk(do="save", text_th="…")`: what the leader sends from the new letter, or from `mailing`'s."""
    browser = browser_of(group.leader)

    def send(mailing=None, by=browser, **fields):
        name, args = ("desk_letter", [mailing.public_id]) if mailing else ("desk_letter_new", [])
        url = reverse(f"chapters:{name}", args=[group.chapter.slug, *args])
        if not fields:
            return by.get(url)
        versions = {"version": mailing.version} if mailing else {"form_key": KEY}
        return by.post(url, WORDS | versions | fields)

    send.browser, send.group = browser, group
    return send


@pytest.fixture
def draft(group):
    return MailingFactory(
        sender_key=sender_key(group.chapter),
        topic="chapter",
        author=group.leader.account,
        declared_neutral_at=None,
        audience={"kind": "own_members", "values": []},
        **{name: WORDS[name] for name in ("subject_th", "text_th")},
        subject_en="",
        text_en="",
    )


@pytest.fixture
def trusted(group):
    """The office has published what the leader wrote."""
    for _ in range(3):
        DecisionFactory(post__chapter=group.chapter, post__author=group.leader)


def photo(name="p.jpg"):
    return SimpleUploadedFile(name, jpeg(), "image/jpeg")


def deed(group, draft, name, *args):
    return reverse(f"chapters:{name}", args=[group.chapter.slug, draft.public_id, *args])


@pytest.mark.parametrize(
    "half",
    [
        {"text_th": ""},
        {"subject_th": ""},
        {"text_th": "สวัสดี {ไม่มี}"},
        {"text_th": "![x](https://example.org/x.png)"},
    ],
)
def test_half_a_letter_is_kept_and_not_sent(desk, half):
    kept = desk(do="save", **half)
    sent = desk(Mailing.objects.get(), do="send", is_neutral="on", **half)

    assert (kept.status_code, sent.status_code) == (302, 422)
    mailing = Mailing.objects.get()
    assert {name: getattr(mailing, name) for name in half} == half
    assert mailing.title
    assert mailing.state == "draft"
    assert set(sent.context["form"].errors) & {"subject_th", "text_th"}


def test_nothing_at_all_is_no_letter(desk):
    assert desk(do="save", subject_th="", text_th="").status_code == 422
    assert not Mailing.objects.exists()


def test_picture_is_added_before_anything_was_saved_and_shown_in_the_text(desk):
    answer = desk(do="picture", **{"picture-file": photo(), "picture-alt": "ชายหาด"})

    mailing = Mailing.objects.get()
    assert answer.url.endswith(f"{mailing.public_id}/#files")
    assert mailing.text_th == WORDS["text_th"] + "\n\n![ชายหาด](picture-1)"
    assert MailingFile.objects.get().mailing == mailing


def test_picture_that_the_text_shows_already_is_not_shown_twice(desk, draft):
    text = "![ก](picture-1)\n\nสวัสดี"
    desk(draft, do="picture", text_th=text, **{"picture-file": photo(), "picture-alt": "ก"})

    draft.refresh_from_db()
    assert draft.text_th == text


def test_words_are_kept_when_the_preview_is_looked_at(desk, draft):
    answer = desk(draft, do="look", text_th="สวัสดี **ทุกคน**", colours="dark", reader="x", q="")
    assert answer.headers["Location"].endswith("?reader=x&colours=dark#look")
    draft.refresh_from_db()
    assert (draft.text_th, draft.state) == ("สวัสดี **ทุกคน**", "draft")


@pytest.mark.parametrize("do", ["picture", "document"])
@pytest.mark.parametrize("content", [b"", b"no picture"])
def test_words_are_kept_when_a_file_is_refused(desk, draft, do, content):
    file = SimpleUploadedFile("x.jpg", content, "image/jpeg")
    answer = desk(draft, do=do, text_th="typed now", **{f"{do}-file": file, f"{do}-alt": "x", f"{do}-name": "x"})

    assert answer.status_code == 422
    assert "typed now" in answer.content.decode()
    assert answer.context["picture_form" if do == "picture" else "attachment_form"].errors
    draft.refresh_from_db()
    assert draft.text_th == "typed now"
    again = desk(draft, do="save", text_th="typed then", version=answer.context["form"]["version"].value())
    assert again.status_code == 302


def test_words_are_kept_when_a_picture_is_removed(desk, draft):
    desk(draft, do="picture", **{"picture-file": photo(), "picture-alt": "ก"})
    draft.refresh_from_db()
    file = MailingFile.objects.get()

    desk(draft, do=f"remove:{file.public_id}", text_th="typed now")

    draft.refresh_from_db()
    assert draft.text_th == "typed now"
    assert not MailingFile.objects.exists()


@pytest.mark.parametrize("name", ["", "x", KEY])
def test_removing_what_is_not_there_keeps_the_words(desk, draft, name):
    assert desk(draft, do=f"remove:{name}", text_th="typed now").status_code == 302
    draft.refresh_from_db()
    assert draft.text_th == "typed now"


def test_two_at_one_letter_see_what_both_wrote(desk, group, draft, browser_of):
    other = TermFactory(seat__position__chapter=group.chapter, seat__position__role="secretary").person
    seen = draft.version
    desk(draft, by=browser_of(other), do="save", text_th="คำของอีกคน")

    answer = desk(draft, do="save", text_th="คำของฉัน", version=seen)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert [(each.text) for each in answer.context["theirs"]] == ["คำของอีกคน"]
    assert page.count("คำของฉัน") == 1
    again = desk(draft, do="save", text_th="คำของฉัน", version=answer.context["form"]["version"].value())
    assert again.status_code == 302
    draft.refresh_from_db()
    assert draft.text_th == "คำของฉัน"


def test_what_was_refused_once_is_sent_the_next_time(desk, trusted):
    """Its words were kept when it was refused, which is no change of somebody else's."""
    late = desk(do="send", is_neutral="on", text_th="![x](picture-9)")
    [mailing] = Mailing.objects.all()
    assert late.status_code == 422
    here = reverse("chapters:desk_letter", args=[late.context["chapter"].slug, mailing.public_id])
    asked = re.findall(r'<form[^>]* (?:action|hx-post|hx-get)="([^"]*)"', late.content.decode())
    assert here in asked
    assert reverse("chapters:desk_letter_new", args=[late.context["chapter"].slug]) not in asked

    sent = desk(mailing, do="send", is_neutral="on", version=late.context["form"]["version"].value())

    assert sent.status_code == 302
    mailing.refresh_from_db()
    assert mailing.state == "freezing"


def test_refused_letter_waits_again_and_counts_whatever_becomes_of_it(desk, draft, group, post_holder, trusted):
    clerk, colleague = StaffFactory(role="communications"), post_holder("publicity")
    HoldFactory()
    desk(draft, do="send", is_neutral="on")
    composing.refuse(Mailing.objects.get(), remark="หาเสียง", by=clerk)
    Hold.objects.all().delete()
    for _ in range(3):
        DecisionFactory(post__chapter=group.chapter, post__author=colleague)
    refused = Mailing.objects.get()

    sent = composing.send(refused, by=colleague.account, seen=refused.version)
    assert sent.state == "waiting"

    composing.withdraw(sent, by=colleague.account)
    composing.discard(Mailing.objects.get(), by=colleague.account)
    trust = [trust_of(person, group.chapter).is_trusted for person in (group.leader, colleague)]
    assert trust == [False, True]


@pytest.mark.parametrize("do", ["send", "save"])
def test_twenty_presses_are_one_letter(desk, trusted, do):
    answers = [desk(do=do, is_neutral="on", text_th=f"สวัสดี {number // 19}") for number in range(20)]

    assert {answer.status_code for answer in answers} == {302}
    [mailing] = Mailing.objects.all()
    assert mailing.state == ("freezing" if do == "send" else "draft")
    assert mailing.text_th == ("สวัสดี 0" if do == "send" else "สวัสดี 1")


def test_late_press_on_a_new_letter_that_was_taken_back_starts_nothing(desk):
    """The office looks at it first, since it does not know the leader."""
    desk(do="send", is_neutral="on")
    waiting = Mailing.objects.get()
    desk.browser.post(deed(desk.group, waiting, "desk_letter_withdraw"))

    assert desk(do="send", is_neutral="on").status_code == 302
    assert Mailing.objects.get().state == "draft"


def test_late_press_on_a_letter_that_is_out_shows_where_it_is(desk, draft, trusted):
    seen = draft.version
    answers = [desk(draft, do="send", is_neutral="on", version=seen) for _ in range(3)]

    assert answers[0].status_code == 302
    assert {answer.status_code for answer in answers[1:]} == {200}
    assert not answers[-1].context["form"]
    assert answers[-1].context["desk"].reach.number == 2


def test_wish_for_a_time_is_kept_with_a_draft(desk):
    day = timezone.localdate() + timedelta(days=60)
    desk(do="save", scheduled_on=f"{day.day}/{day.month}/{day.year + 543}", scheduled_at="13:30")

    form = desk(Mailing.objects.get()).context["form"]

    assert str(form["scheduled_on"].value()) == str(day)
    assert form["scheduled_at"].value() == "13:30"


def test_draft_is_thrown_away_once_somebody_was_asked(group, desk, draft, django_capture_on_commit_callbacks):
    desk(draft, do="picture", **{"picture-file": photo(), "picture-alt": "ก"})
    stored = MailingFile.objects.get().file
    url = deed(group, draft, "desk_letter_discard")

    assert WORDS["subject_th"] in desk.browser.get(url).content.decode()
    assert Mailing.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        desk.browser.post(url)

    assert not Mailing.objects.exists()
    assert not default_storage.exists(stored)
    entry = AuditEntry.objects.get(action="mailings.discard")
    assert (entry.by, entry.after) == (group.leader.account, None)
    assert entry.before["subject_th"] == WORDS["subject_th"]


@pytest.mark.parametrize("state", ["waiting", "sending"])
def test_letter_that_is_no_draft_stays(group, desk, state):
    letter = MailingFactory(sender_key=sender_key(group.chapter), sending=True, state="sending")
    if state == "waiting":
        Mailing.objects.filter(pk=letter.pk).update(state=state)

    answers = [getattr(desk.browser, method)(deed(group, letter, "desk_letter_discard")) for method in ("get", "post")]

    assert {answer.url for answer in answers} == {deed(group, letter, "desk_letter")}
    assert Mailing.objects.filter(pk=letter.pk).exists()


def test_who_leads_nothing_throws_nothing_away(group, draft, browser_of):
    assert browser_of(group.member).post(deed(group, draft, "desk_letter_discard")).status_code in {302, 403, 404}
    assert Mailing.objects.exists()


def test_leader_holds_takes_up_and_stops_a_letter(group, desk):
    letter = MailingFactory(sender_key=sender_key(group.chapter), topic="chapter", sending=True, frozen_size=1)
    RecipientFactory(mailing=letter)

    states = []
    for name in ("pause", "resume", "stop", "resume"):
        desk.browser.post(deed(group, letter, "desk_letter_act", name))
        letter.refresh_from_db()
        states.append(letter.state)

    assert states == ["paused", "sending", "stopped", "stopped"]
    Mailing.objects.filter(pk=letter.pk).update(state="paused", pause_reason="complaints", finished_at=None)
    desk.browser.post(deed(group, letter, "desk_letter_act", "resume"))
    letter.refresh_from_db()
    assert letter.state == "paused"
    assert desk.browser.post(deed(group, letter, "desk_letter_act", "explode")).status_code == 404


def test_page_of_a_letter_whose_list_is_being_closed_tells_how_many_it_will_reach(group, desk, draft):
    Mailing.objects.filter(pk=draft.pk).update(
        state="freezing", run_key=draft.public_id, declared_neutral_at=timezone.now()
    )
    with translation.override("en"):
        page = desk(Mailing.objects.get()).content.decode()

    assert re.search(r'class="count num">\s*&lt;5<', page)  # of two nobody is told whether they get it


def test_leader_is_told_before_writing_when_the_group_may_write_again(group, desk):
    key, now = sender_key(group.chapter), timezone.now()
    for days in (29, 20, 10, 1):
        MailingFactory(sender_key=key, sending=True, declared_neutral_at=now - timedelta(days=days))

    turn = desk().context["next_turn"]

    assert timezone.localdate(turn) == timezone.localdate(now + timedelta(days=1))
    Mailing.objects.filter(declared_neutral_at__lt=now - timedelta(days=28)).update(state="stopped", finished_at=now)
    assert desk().context["next_turn"] == turn
    Mailing.objects.order_by("pk").first().delete()
    assert desk().context["next_turn"] is None
