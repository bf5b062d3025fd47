"""The organiser's one screen."""

import io
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from apps.events.actions import pictures
from apps.events.models import Draft, Event, TicketType
from tests.factories import AlumnusFactory, EventDraftFactory, EventFactory, PayeeFactory, TicketTypeFactory

from .conftest import NEXT_YEAR

pytestmark = pytest.mark.django_db


def posted(group, said, **more):
    return group.client.post(group.url, said, **more)


def test_five_boxes_and_it_is_online(trusted, typed):
    response = posted(trusted, typed(price="150"), follow=True)

    event = Event.objects.get()
    assert event.state == "published"
    assert event.local_start == datetime(NEXT_YEAR - 543, 3, 7, 6, tzinfo=event.zone)
    assert (event.local_end - event.local_start).seconds == 2 * 3600
    assert (event.seats, event.tickets.get().price_satang) == (40, 15_000)
    assert event.payee == trusted.payee
    assert event.title_th in response.text
    assert response.redirect_chain[-1][0] == reverse("events:show", args=[event.slug])


def test_a_new_leader_waits_for_the_office(group, typed):
    posted(group, typed())

    event = Event.objects.get()
    assert event.state == "waiting"
    assert event.submissions.get().by == group.account


def test_without_the_declaration_nothing_is_published_and_nothing_lost(trusted, typed):
    response = posted(trusted, typed(is_neutral=None))

    assert response.status_code == 422
    assert not Event.objects.exists()
    assert "วิ่งเช้าวันอาทิตย์" in response.text


def test_looking_first_makes_a_draft_that_nobody_else_sees(trusted, typed, client):
    posted(trusted, typed(do="look", is_neutral=None))

    event = Event.objects.get()
    assert event.state == "draft"
    assert client.get(reverse("events:show", args=[event.slug])).status_code == 404
    assert trusted.client.get(reverse("events:desk", args=[event.slug])).status_code == 200


@pytest.mark.parametrize(
    ("box", "text"),
    [
        ("title", ""),
        ("day", f"31/2/{NEXT_YEAR}"),
        ("day", "1/1/2560"),
        ("starts", "25.00"),
        ("ends", "เย็น ๆ"),
        ("place", ""),
        ("seats", "-3"),
        ("price", "แพง"),
        ("position", "ตรงนั้น"),
        ("online_url", "ไม่ใช่ลิงก์"),
        ("last_day", f"1/3/{NEXT_YEAR}"),
        ("closes_on", f"1/5/{NEXT_YEAR}"),
        ("province", "99"),
    ],
)
def test_what_is_wrong_is_said_at_its_box_and_everything_stays_typed(trusted, typed, box, text):
    response = posted(trusted, typed(**{box: text}))

    assert response.status_code == 422
    assert box in response.context["form"].errors
    assert f'href="#id_{box}"' in response.text
    assert not Event.objects.exists()
    assert "วิ่งเช้าวันอาทิตย์" in response.text or box == "title"


@pytest.mark.parametrize("text", ["\x00", "ก" * 20_000, "<script>alert(1)</script>", "😀" * 200])
def test_any_text_is_taken_or_refused(trusted, typed, text):
    for box in ("title", "day", "starts", "place", "seats", "price", "text", "tickets-0-name_th", "questions-0-label"):
        assert posted(trusted, typed(**{box: text})).status_code in {200, 302, 422}


def test_an_evening_may_end_after_midnight(trusted, typed):
    posted(trusted, typed(starts="20.00", ends="1.00"))

    event = Event.objects.get()
    assert (event.local_end - event.local_start).seconds == 5 * 3600


def test_an_end_before_the_beginning_is_refused(trusted, typed):
    response = posted(trusted, typed(starts="9.00", ends="8.00"))

    assert "ends" in response.context["form"].errors


def test_online_needs_no_place(trusted, typed):
    posted(trusted, typed(place="", online="on", online_url="https://meet.example.org/a"))

    assert Event.objects.get().online_url == "https://meet.example.org/a"


def test_several_tickets_take_the_place_of_the_price(trusted, typed):
    more = {
        "price": "999",
        "tickets-TOTAL_FORMS": "2",
        "tickets-0-name_th": "โต๊ะรุ่น",
        "tickets-0-price": "800",
        "tickets-1-name_th": "ที่นั่งทั่วไป",
        "tickets-1-price": "600",
        "tickets-1-capacity": "20",
        "payee": "",
    }
    response = posted(trusted, typed(**more, questions_=None))

    assert response.status_code == 302
    assert [(row.name_th, row.price_satang, row.capacity) for row in Event.objects.get().tickets.all()] == [
        ("โต๊ะรุ่น", 80_000, None),
        ("ที่นั่งทั่วไป", 60_000, 20),
    ]


EARLY = {
    "tickets-0-name_th": "ผู้ใหญ่ จองก่อน",
    "tickets-0-opens_on": f"1 ม.ค. {NEXT_YEAR}",
    "tickets-0-closes_on": f"31 ม.ค. {NEXT_YEAR}",
    "tickets-0-not_for_guests": "on",
}


def test_a_ticket_for_whoever_comes_early_and_for_no_guests(trusted, typed):
    posted(trusted, typed(hold_minutes="30", **EARLY))

    event, ticket = Event.objects.get(), TicketType.objects.get()
    year, here = NEXT_YEAR - 543, event.zone
    assert ticket.sale_opens_at == datetime(year, 1, 1, tzinfo=here)
    assert ticket.sale_closes_at == datetime(year, 1, 31, 23, 59, 59, tzinfo=here)
    assert (ticket.for_guests, event.hold_minutes) == (False, 30)
    page = trusted.client.get(reverse("events:change", args=[event.slug])).text
    assert f"31 มกราคม {NEXT_YEAR}" in page


def test_a_sale_does_not_close_before_it_opens(trusted, typed):
    response = posted(trusted, typed(**EARLY | {"tickets-0-closes_on": f"1 ธ.ค. {NEXT_YEAR - 1}"}))

    assert response.status_code == 422
    assert not Event.objects.exists()


def test_sales_of_a_series_are_as_long_before_each_day(trusted, typed):
    posted(trusted, typed(rule="weekly", every="1", times="2", **EARLY))

    first, second = TicketType.objects.order_by("event__starts_at")
    assert second.sale_closes_at - first.sale_closes_at == timedelta(days=7)


def test_nobody_can_sell_tickets_without_a_payee(group, typed):
    group.payee.delete()
    response = posted(group, typed(price="100"))

    assert "price" in response.context["form"].errors


def test_another_group_s_payee_cannot_be_chosen(trusted, typed):
    other = PayeeFactory(code="another-group")
    response = posted(trusted, typed(price="100", payee=other.pk))

    assert "payee" in response.context["form"].errors


def test_questions_are_asked(trusted, typed):
    more = {"questions-0-label": "ขนาดเสื้อ", "questions-0-kind": "choice", "questions-0-options": "S\nM\nM\n"}
    posted(trusted, typed(**more))

    question = Event.objects.get().questions.get()
    assert (question.label, question.options, question.keep_days) == ("ขนาดเสื้อ", ["S", "M"], 30)


def test_a_choice_of_one_is_refused_at_its_box(trusted, typed):
    more = {"questions-0-label": "ขนาดเสื้อ", "questions-0-kind": "choice", "questions-0-options": "S"}
    response = posted(trusted, typed(**more))

    assert response.status_code == 422
    assert 'href="#id_questions-0-options"' in response.text


def test_a_button_gives_another_row_and_judges_nothing(trusted, typed):
    response = posted(trusted, typed(do="rows:tickets", title="", **{"tickets-0-name_th": "โต๊ะ"}))

    assert response.status_code == 200
    assert "tickets-1-name_th" in response.text
    assert 'value="โต๊ะ"' in response.text
    assert "errors" not in response.text


# ---- drafts


def test_another_row_stands_where_one_looks_for_it(group, typed):
    page = posted(group, typed(do="rows:tickets")).text

    assert '<details class="fold" id="tickets" open>' in page
    assert '<details class="fold" id="questions">' in page
    assert 'formaction="#tickets"' in page


@pytest.mark.parametrize("typed_seats", ["๑,๒๐๐", "1,200", "1200 ที่"])
def test_seats_are_read_as_people_type_them(trusted, typed, typed_seats):
    posted(trusted, typed(seats=typed_seats))

    assert Event.objects.get().seats == 1200


def test_a_draft_keeps_what_was_typed_right_or_wrong(group, typed):
    wrong = typed(do="save", day=f"31/2/{NEXT_YEAR}", starts="เช้า ๆ", **{"tickets-0-name_th": "โต๊ะ"})
    response = posted(group, wrong, follow=True)

    assert not Event.objects.exists()
    assert response.status_code == 200
    for text in ("วิ่งเช้าวันอาทิตย์", f"31/2/{NEXT_YEAR}", "เช้า ๆ", "โต๊ะ"):
        assert f'value="{text}"' in response.text


def test_saving_what_is_whole_makes_an_event_that_is_not_out(group, typed):
    posted(group, typed(do="save", is_neutral=None))

    assert Event.objects.get().state == "draft"
    assert not Draft.objects.exists()


def test_a_draft_saves_itself_and_is_gone_when_it_is_out(trusted, typed):
    kept = posted(trusted, typed(do="autosave", day="")).json()["draft"]
    again = posted(trusted, typed(do="autosave", title="อื่น", draft=kept)).json()["draft"]
    assert kept == again
    assert Draft.objects.get().title == "อื่น"

    posted(trusted, typed(draft=kept))
    assert Event.objects.get().state == "published"
    assert not Draft.objects.exists()


def test_nobody_opens_another_s_draft(group):
    other = EventDraftFactory(chapter=group.chapter, title="ลับมาก", typed={"title": ["ลับมาก"]})
    response = group.client.get(f"{group.url}&draft={other.pk}")

    assert "ลับมาก" not in response.text
    assert group.client.post(reverse("events:discard_draft", args=[other.pk])).status_code == 404


def test_of_many_drafts_the_oldest_go(group, typed):
    for number in range(22):
        posted(group, typed(do="autosave", title=f"ร่าง {number}"))

    assert Draft.objects.count() == 20
    assert not Draft.objects.filter(title="ร่าง 0").exists()


# ---- who may, copies, pictures


def test_a_stranger_posts_in_nobody_s_name(group, typed, browser_of):
    stranger = browser_of(AlumnusFactory())

    assert stranger.get(group.url).status_code == 403
    assert stranger.post(group.url, typed()).status_code == 403
    assert not Event.objects.exists()


def test_a_leader_posts_in_no_other_group_s_name(group, typed):
    other = EventFactory().chapter
    Event.objects.all().delete()
    answer = group.client.post(f"{reverse('events:new')}?for={other.slug}", typed(title="ของกลุ่มอื่น"))

    assert not Event.objects.exists()  # nor in the name of a group that was not meant
    mine = f"?for={group.chapter.slug}&amp;draft={Draft.objects.get().pk}"
    assert mine in answer.text
    assert 'value="ของกลุ่มอื่น"' in group.client.get(reverse("events:new") + mine.replace("&amp;", "&")).text


def test_a_copy_has_everything_but_the_day(group):
    event = EventFactory(chapter=group.chapter, seats=33, contact="ป้าแดง 08 1234 5678")
    TicketTypeFactory(event=event, name_th="โต๊ะ", price_satang=80_000, capacity=5)
    form = group.client.get(f"{group.url}&copy={event.slug}")

    assert event.title_th in form.text
    assert 'value="33"' in form.text
    assert "ป้าแดง" in form.text
    assert 'value="โต๊ะ"' in form.text
    assert form.context["form"]["day"].value() is None


def test_what_one_does_not_organise_is_not_copied(group):
    secret = EventFactory(state="draft", title_th="ลับมาก")

    assert group.client.get(f"{group.url}&copy={secret.slug}").status_code == 404


def picture(size=(800, 1200)):
    kept = io.BytesIO()
    Image.new("RGB", size, "navy").save(kept, "PNG")
    kept.seek(0)
    kept.name = "poster.png"
    return kept


def test_a_picture_is_made_into_files_of_ours(trusted, typed, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    posted(trusted, typed(picture=picture()))

    event = Event.objects.get()
    assert sorted(path.suffix for path in tmp_path.rglob("*.*")) == [".jpg", ".webp", ".webp"]
    assert client.get(reverse("events:picture", args=[event.slug, "large"])).headers["Content-Type"] == "image/webp"
    assert client.get(reverse("events:share_picture", args=[event.slug])).headers["Content-Type"] == "image/jpeg"


def test_a_picture_is_chosen_once_whatever_else_is_wrong(trusted, typed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    sent = typed(picture=picture(), day="", do="save")
    saved = trusted.client.post(trusted.url, sent)
    kept = trusted.client.get(saved.url).context["form"]["kept"].value()
    refused = trusted.client.post(trusted.url, typed(kept=kept, is_neutral=None))
    assert refused.context["form"]["kept"].value() == kept
    trusted.client.post(trusted.url, typed(kept=kept))

    assert kept.startswith(Event.objects.get().picture + ":")
    pictures.clear(timezone.now() + timedelta(days=3))
    assert len(list(tmp_path.rglob("*.*"))) == 3


@pytest.mark.parametrize("token", ["events/0123", "events/0123:x", "../../etc/passwd", "ก", "%s:x"])
def test_a_picture_of_nobody_s_form_is_none(trusted, typed, settings, tmp_path, token):
    settings.MEDIA_ROOT = tmp_path
    posted(trusted, typed(kept=token))

    assert Event.objects.get().picture == ""


def test_what_was_chosen_and_never_sent_is_cleared_away(group, typed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    posted(group, typed(picture=picture(), title=""))
    pictures.clear(timezone.now())
    assert len(list(tmp_path.rglob("*.*"))) == 3

    pictures.clear(timezone.now() + timedelta(days=3))
    assert list(tmp_path.rglob("*.*")) == []


def test_what_is_no_picture_is_refused_and_leaves_no_file(trusted, typed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    fake = io.BytesIO(b"<script>")
    fake.name = "poster.png"
    response = posted(trusted, typed(picture=fake))

    assert "picture" in response.context["form"].errors
    assert list(tmp_path.rglob("*.*")) == []


def test_days_of_a_series_need_no_year_either(trusted, typed):
    trusted.client.post(trusted.url, typed(rule="dates", days="31/3\n1 เม.ย."))
    days = {(each.local_start.day, each.local_start.month) for each in Event.objects.all()}
    assert {(31, 3), (1, 4)} <= days
