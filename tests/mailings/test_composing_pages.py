"""The pages on which mailings are written."""

import re
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from apps.core.lib.office_files import Kind
from apps.mailings.actions import files
from apps.mailings.models import LeftOut, Mailing, MailingText
from apps.mailings.reports import reach
from apps.records.actions import search
from tests.chapters.pictures import jpeg
from tests.factories import (
    AlumnusFactory,
    ContactFactory,
    FacultyFactory,
    GraduateFactory,
    MailingFactory,
    MembershipFactory,
    PersonNameFactory,
    SecondFactorFactory,
    StaffFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
WORDS = {"title": "ข่าว", "topic": "news", "subject_th": "ถึง {ชื่อ}", "text_th": "สวัสดี {ชื่อเล่น|เพื่อน}"}


def signed_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def at(name, mailing, *args):
    return reverse(f"mailings:{name}", args=[mailing.public_id, *args])


def test_a_mailing_is_written_and_its_readers_chosen_without_scripts(office):
    faculty = FacultyFactory()
    ContactFactory(person=GraduateFactory(degree__faculty=faculty))
    office.post(reverse("mailings:office_new"), WORDS)
    mailing = Mailing.objects.get()
    url = at("office_audience", mailing)

    added = office.post(url, {"b0": "1", "b0new": "faculty", "do": "add:0"})
    assert 'name="b0l0kind" value="faculty"' in added.content.decode()
    assert Mailing.objects.get().audience == {}
    line = {"b0": "1", "b0l0kind": "faculty", "b0l0value": [str(faculty.pk)]}
    counted = office.post(url, line | {"do": "count"}).content.decode()
    assert re.search(r'class="count num">\s*1<', counted)
    office.post(url, line | {"do": "save"})
    assert Mailing.objects.get().audience == {"kind": "faculty", "values": [str(faculty.pk)]}


@pytest.mark.parametrize("do", ["add:9", "drop:7:7", "drop:0", "block", "x:y:z", "add:", "", "add:٣"])
def test_strange_buttons_do_no_harm(office, draft, do):
    answer = office.post(at("office_audience", draft), {"b0": "1", "b0new": "nothing", "b0l0kind": "\0", "do": do})
    assert answer.status_code == 200


def test_saving_nobody_says_so(office, draft):
    answer = office.post(at("office_audience", draft), {"b0": "1", "do": "save"})
    assert answer.status_code == 422


def test_mistakes_in_the_text_are_said_at_its_field(office):
    answer = office.post(reverse("mailings:office_new"), WORDS | {"text_th": "{ชื่อเลน}"})
    assert answer.status_code == 422
    assert "ชื่อเล่น" in answer.context["form"].errors["text_th"][0]
    assert not Mailing.objects.exists()


def test_a_picture_may_be_named_before_it_is_added(office):
    answer = office.post(reverse("mailings:office_new"), WORDS | {"text_th": "![ทะเล](picture-1)"})
    assert answer.status_code == 302
    other = office.post(reverse("mailings:office_new"), WORDS | {"text_th": "![x](https://example.org/x.png)"})
    assert other.status_code == 422


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("สวัสดี [x](foo)", "foo"),
        ("สวัสดี [x](/nowhere/at/all/)", "/nowhere/at/all/"),
        ("hello", "Thai letter"),
        ("สวัสดี **ครับ **นะ", "**"),
        ("สวัสดี {ลิงก์อ่านบนเว็บ}", "web"),
        ("สวัสดี {ชื่อเล่น}", "ชื่อเล่น"),
    ],
)
def test_writer_is_warned(office, writer, text, said):
    ContactFactory(person=GraduateFactory())
    mailing = MailingFactory(author=writer, subject_th="s", text_th=text, subject_en="", text_en="")
    with translation.override("en"):
        page = office.get(at("office_show", mailing))
    assert any(said in check.words for check in page.context["desk"].checks)


def test_writer_is_told_of_a_picture_that_no_text_shows(office, writer):
    mailing = MailingFactory(author=writer, subject_th="s", text_th="![ก](picture-1)", subject_en="", text_en="")
    for _ in range(2):
        files.add_picture_file(mailing, jpeg(), alt="ก", by=writer)
    with translation.override("en"):
        page = office.get(at("office_show", mailing))
    told = [check.words for check in page.context["desk"].checks if "picture-" in check.words]
    assert len(told) == 1
    assert "picture-2" in told[0]


def test_preview_is_filled_for_the_chosen_reader_and_does_nothing(office, draft):
    person = GraduateFactory()
    name = person.names.get()
    answer = office.get(at("preview", draft), {"reader": str(person.public_id), "language": "th", "colours": "dark"})
    assert name.first_th in answer.content.decode()
    assert "@media all{" in answer.content.decode()
    assert answer.content.decode().count("@font-face") == 2
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("query", [{"reader": "x"}, {"reader": str(uuid4())}, {"language": "\0"}, {}])
def test_preview_takes_anything(office, draft, query):
    assert office.get(at("preview", draft), query).status_code in {200, 404}
    assert office.get(at("office_show", draft), query).status_code == 200


def test_a_document_is_opened_by_whoever_decides_and_by_no_stranger(office, draft, writer):
    file = files.attach(draft, b"%PDF-%%EOF", Kind.PDF, name="กำหนดการ", by=writer)
    url = reverse("mailings:document", args=[file.public_id])
    assert url in office.get(at("office_show", draft)).content.decode()
    answer = signed_in(StaffFactory(role="administrator")).get(url)
    assert (answer.content, answer["Content-Type"]) == (b"%PDF-%%EOF", "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")
    assert signed_in(AlumnusFactory().account).get(url).status_code == 404
    default_storage.delete(file.file)
    assert office.get(url).status_code == 404


def test_strangers_see_no_preview(draft):
    assert signed_in(AlumnusFactory().account).get(at("preview", draft), {"language": "th"}).status_code == 404
    assert Client().get(at("preview", draft)).status_code == 302


def test_leader_sees_in_a_preview_only_what_the_member_shows():
    term = TermFactory()
    chapter = term.seat.position.chapter
    member = MembershipFactory(chapter=chapter, person=AlumnusFactory()).person
    member.degrees.update(audience="office")
    member.names.update(nickname="ลับ")
    search.refresh([member.pk])
    mailing = MailingFactory(
        sender_key=f"chapter:{chapter.pk}",
        author=term.person.account,
        topic="chapter",
        audience={"kind": "own_members", "values": []},
        text_th="คณะ {คณะ} จบ",
    )
    faculty = member.degrees.get().faculty.name_th
    leader = signed_in(term.person.account)
    shown = leader.get(at("preview", mailing), {"reader": str(member.public_id), "language": "th"}).content.decode()
    assert faculty not in shown
    own = signed_in(member.account).get(at("preview", mailing), {"language": "th"})
    assert own.status_code == 404


def test_whoever_hides_their_name_is_not_offered_to_leaders():
    term = TermFactory()
    chapter = term.seat.position.chapter
    hidden = MembershipFactory(chapter=chapter, person=AlumnusFactory()).person
    hidden.names.update(audience="office")
    search.refresh([hidden.pk])
    mailing = MailingFactory(
        sender_key=f"chapter:{chapter.pk}",
        author=term.person.account,
        topic="chapter",
        audience={"kind": "own_members", "values": []},
    )
    url = reverse("chapters:desk_letter", args=[chapter.slug, mailing.public_id])
    page = signed_in(term.person.account).get(url).content.decode()
    assert hidden.names.get().first_th not in page
    assert str(hidden.public_id) not in page


def test_a_campuss_clerk_sees_no_preview_of_others(writer):
    mailing = MailingFactory(author=writer)
    person = GraduateFactory()
    clerk = StaffFactory(role="communications", campus=GraduateFactory().degrees.get().campus)
    if not clerk.authenticator_set.exists():
        SecondFactorFactory(user=clerk)
    answer = signed_in(clerk).get(at("preview", mailing), {"reader": str(person.public_id), "language": "th"})
    assert person.names.get().first_th not in answer.content.decode()


def test_test_goes_to_oneself_alone(office, draft, writer, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    ContactFactory(person=GraduateFactory())
    office.post(at("office_test", draft))
    assert {tuple(message.to) for message in mail.outbox} == {(writer.email,)}
    assert len(mail.outbox) == 2


def test_sending_needs_the_declaration(office, draft):
    ContactFactory(person=GraduateFactory())
    key = {"version": draft.version}
    assert office.post(at("office_show", draft), key).status_code == 422
    assert office.post(at("office_show", draft), key | {"is_neutral": "on"}).status_code == 302
    assert Mailing.objects.get().state == "freezing"


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("office_show", {"is_neutral": "on", "scheduled_on": "31/3/2570", "scheduled_at": "10:30"}),
        ("office_decide", {"decision": "refuse", "remark": "วันผิด"}),
    ],
)
def test_preview_is_chosen_and_nothing_typed_is_lost_or_done(office, draft, writer, page, typed):
    second = StaffFactory(role="administrator")
    waiting = MailingFactory(author=second, state="waiting", run_key=uuid4(), declared_neutral_by=second)
    mailing = draft if page == "office_show" else waiting
    answer = office.post(at(page, mailing), typed | {"do": "look", "colours": "dark", "version": 1, "seen": 1})
    assert (answer.status_code, answer.context["desk"].look.colours) == (200, "dark")
    assert {name: answer.context["form"][name].value() for name in typed} == typed
    assert Mailing.objects.get(pk=mailing.pk).state == mailing.state


def test_preview_shows_somebody_who_is_offered(office, draft):
    chosen, other = GraduateFactory(), GraduateFactory()
    other.names.update(first_th="วิไลลักษณ์")
    search.refresh([chosen.pk, other.pk])
    asked = {"q": "วิไลลักษณ์", "reader": str(chosen.public_id)}
    assert office.get(at("office_show", draft), asked).context["desk"].look.reader == str(other.public_id)


@pytest.mark.parametrize("day", ["1/1/2560", "31/3/2700", "พรุ่งนี้", "3/2570", "x" * 10_000, "1/1/2570\x00" * 9])
def test_days_on_which_nothing_can_go_out(office, draft, day):
    data = {"version": draft.version, "is_neutral": "on", "scheduled_on": day, "scheduled_at": "09:00"}
    form = office.post(at("office_show", draft), data).context["form"]
    assert list(form.errors) == ["scheduled_on"]


def test_decision_is_about_what_was_seen(office, writer):
    second = StaffFactory(role="administrator")
    waiting = MailingFactory(author=second, state="waiting", run_key=uuid4(), declared_neutral_by=second)
    shown = office.get(at("office_decide", waiting)).context["form"]
    assert shown["seen"].value() == waiting.version
    stale = office.post(at("office_decide", waiting), {"decision": "approve", "remark": "ดี", "seen": 9})
    assert stale.status_code == 422
    form = stale.context["form"]
    assert (form["seen"].value(), form["remark"].value()) == (waiting.version, "ดี")
    waiting.refresh_from_db()
    assert waiting.state == "waiting"


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_decides_on_their_own_or_on_what_does_not_wait(office, draft, method):
    response = getattr(office, method)(at("office_decide", draft), {"decision": "approve"})
    assert response.headers["Location"] == at("office_show", draft)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_archive_shows_nothing_personal(writer):
    person = GraduateFactory()
    PersonNameFactory(person=PersonNameFactory().person, is_current=False)
    mailing = MailingFactory(sending=True, author=writer, is_public=True)
    MailingText.objects.create(
        mailing=mailing, language="th", subject="ถึง {ชื่อ}", markdown="**{ชื่อ}** {คณะ}", frozen_at=timezone.now()
    )
    page = Client().get(at("archive", mailing)).content.decode()
    assert person.names.get().first_th not in page
    assert 'style="' not in page


def test_archive_has_one_first_heading_and_the_portals_buttons(writer):
    mailing = MailingFactory(sending=True, author=writer, is_public=True)
    text = "# หัวเรื่อง\n\n## ย่อย\n\n**[ลงทะเบียน](https://www.psu.ac.th/)**"
    MailingText.objects.create(mailing=mailing, language="th", subject="ข่าว", markdown=text, frozen_at=timezone.now())
    page = Client().get(at("archive", mailing)).content.decode()
    assert page.count("<h1") == 1
    assert "<h2>หัวเรื่อง</h2>" in page
    assert "<h3>ย่อย</h3>" in page
    assert 'class="btn" href="https://www.psu.ac.th/"' in page


def test_each_reason_has_words_for_the_office():
    found = reach.counted(dict.fromkeys(LeftOut.values, 1), is_office=True)
    assert len(found.left_out) == len(LeftOut)


@pytest.mark.parametrize("wrong", [{"is_public": False}, {"state": "draft"}])
def test_what_is_not_public_or_not_sent_is_in_no_archive(writer, wrong):
    mailing = MailingFactory(author=writer, **({"is_public": True} | wrong))
    assert Client().get(at("archive", mailing)).status_code == 404


def test_pictures_are_handed_out_to_mail_programs(draft, writer):
    picture = files.add_picture_file(draft, jpeg(), alt="x", by=writer)
    answer = Client().get(reverse("mailings:picture", args=[picture.public_id]))
    assert (answer["Content-Type"], answer.content[:2]) == ("image/jpeg", b"\xff\xd8")
