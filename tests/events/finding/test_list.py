"""Finding events: filters that are links with counts, the month, the map."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    ChapterFactory,
    CoHostFactory,
    EventFactory,
    FacultyFactory,
    ProvinceFactory,
    TicketTypeFactory,
)

pytestmark = pytest.mark.django_db
INDEX = "events:index"


def shown(client, **asked):
    context = client.get(reverse(INDEX), asked).context
    return [each.event for each in context["events"]]


def at(**span):
    return timezone.now() + timedelta(**span)


def test_the_next_one_comes_first_and_what_is_over_last(client):
    later, sooner = EventFactory(starts_at=at(days=9)), EventFactory(starts_at=at(days=3))
    old, older = EventFactory(starts_at=at(days=-9)), EventFactory(starts_at=at(days=-30))

    assert shown(client) == [sooner, later]
    assert shown(client, when="past") == [old, older]


def test_what_has_begun_is_not_over(client):
    running = EventFactory(starts_at=at(hours=-1))

    assert shown(client) == [running]


@pytest.mark.parametrize(
    ("when", "days"), [("today", []), ("week", [3]), ("month", [3, 20]), ("", [3, 20, 60]), ("nonsense", [3, 20, 60])]
)
def test_by_when(client, when, days):
    made = {day: EventFactory(starts_at=at(days=day)) for day in (3, 20, 60)}

    assert shown(client, when=when) == [made[day] for day in days]


def test_by_kind_province_and_words(client):
    songkhla, yala = ProvinceFactory(), ProvinceFactory(code="95", name_th="ยะลา", name_en="Yala")
    run = EventFactory(kind="sport", title_th="วิ่งริมเล", province=songkhla)
    talk = EventFactory(kind="talk", title_th="เสวนา", title_en="A talk", province=yala, place="ริมเขื่อน")

    assert shown(client, kind="sport") == [run]
    assert shown(client, province="95") == [talk]
    assert shown(client, q="วิ่ง") == [run]
    assert shown(client, q="talk") == [talk]
    assert shown(client, q="ริม") == [run, talk]
    assert shown(client, q="ริม talk") == [talk]


def test_free_and_online(client):
    paid, free = EventFactory(online=True), EventFactory()
    TicketTypeFactory(event=paid, price_satang=100)
    TicketTypeFactory(event=free, price_satang=0)

    assert shown(client, online="1") == [paid]
    assert shown(client, free="1") == [free]


def test_by_group_and_by_whoever_holds_it_too(client):
    group = ChapterFactory()
    own, joint, asked = EventFactory(chapter=group), EventFactory(), EventFactory()
    CoHostFactory(event=joint, chapter=group, state="accepted")
    CoHostFactory(event=asked, chapter=group)

    assert shown(client, group=group.slug) == [own, joint]


def test_by_faculty_its_group_s_and_those_for_its_graduates(client):
    faculty = FacultyFactory()
    own = EventFactory(chapter=ChapterFactory(of_faculty=True, faculty=faculty))
    EventFactory()

    assert shown(client, faculty=faculty.code) == [own]


def test_a_count_is_what_the_link_leads_to(client):
    group = ChapterFactory()
    province = ProvinceFactory()
    for kind in ("sport", "sport", "talk"):
        EventFactory(kind=kind, chapter=group, province=province)
    joint = EventFactory(kind="trip", online=True)
    CoHostFactory(event=joint, chapter=group, state="accepted")
    TicketTypeFactory(event=joint, price_satang=100)
    EventFactory(past=True)

    for asked in ({}, {"kind": "sport"}, {"group": group.slug}, {"online": "1"}, {"q": "งาน", "free": "1"}):
        for facet in client.get(reverse(INDEX), asked).context["facets"]:
            for choice in facet.choices:
                if not choice.is_on:
                    assert client.get(f"{reverse(INDEX)}?{choice.url}").context["total"] == choice.count, choice


def test_a_filter_that_is_set_is_lifted_by_its_chip(client):
    EventFactory(kind="sport")
    context = client.get(reverse(INDEX), {"kind": "sport", "free": "1"}).context

    assert [chip.url for chip in context["chips"]] == ["free=1", "kind=sport"]


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "nonsense"},
        {"province": "xx"},
        {"group": "' OR 1=1"},
        {"q": "\x00"},
        {"q": "ก" * 500},
        {"page": "99999999999999999999"},
        {"page": "-1"},
        {"when": "\x00"},
        {"faculty": "\ud800"},
    ],
)
def test_what_makes_no_sense_is_left_out(client, asked):
    EventFactory()
    for address in (INDEX, "events:map"):
        asked = {name: value.encode("utf-8", "replace").decode() for name, value in asked.items()}
        assert client.get(reverse(address), asked).status_code == 200


def test_pages_of_a_long_list(client):
    made = [EventFactory(starts_at=at(days=day)) for day in range(1, 24)]

    first = client.get(reverse(INDEX)).context

    assert [each.event for each in first["events"]] == made[:20]
    assert first["total"] == 23
    EventFactory(starts_at=at(hours=2))  # what comes in meanwhile moves nothing
    assert shown(client, page=first["following"]) == made[20:]
    assert client.get(reverse(INDEX), {"page": first["following"]}).context["following"] == ""


def test_pages_of_the_past_go_back(client):
    made = [EventFactory(starts_at=at(days=-day)) for day in range(1, 24)]
    first = client.get(reverse(INDEX), {"when": "past"}).context

    assert shown(client, when="past", page=first["following"]) == made[20:]


def test_a_long_list_takes_no_more_questions(client):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(INDEX))
        return len(asked)

    EventFactory(province=ProvinceFactory())
    questions()  # what is kept for all pages is read now
    few = questions()
    for _turn in range(12):
        event = EventFactory(province=ProvinceFactory())
        TicketTypeFactory(event=event)
        CoHostFactory(event=event, state="accepted")

    assert questions() == few


# ---- month and map


def month(client, year, number):
    return client.get(reverse("events:month", args=[year, number]))


def test_an_event_stands_on_each_of_its_days(client):
    start = timezone.localtime().replace(year=2027, month=3, day=30, hour=9, minute=0, second=0, microsecond=0)
    event = EventFactory(starts_at=start, ends_at=start + timedelta(days=2, hours=3))

    march, april = month(client, 2570, 3).context, month(client, 2027, 4).context
    assert [day.day.day for day in march["days"]] == [30, 31]
    assert [day.day.day for day in april["days"]] == [1]
    assert event.title_th in month(client, 2570, 3).text


def test_an_evening_that_ends_after_midnight_is_one_evening(client):
    start = timezone.localtime().replace(year=2027, month=3, day=10, hour=20, minute=0, second=0, microsecond=0)
    EventFactory(starts_at=start, ends_at=start + timedelta(hours=6))

    assert [day.day.day for day in month(client, 2570, 3).context["days"]] == [10]


@pytest.mark.parametrize(("year", "number"), [(2570, 13), (0, 1), (99999, 1), (2570, 0)])
def test_what_is_no_month_is_not_there(client, year, number):
    assert month(client, year, number).status_code == 404


def test_the_calendar_begins_with_this_month(client):
    today = timezone.localdate()

    response = client.get(reverse("events:this_month"))
    assert response.headers["Location"] == reverse("events:month", args=[today.year + 543, today.month])


def test_a_crowded_day_says_how_many_more(client):
    start = timezone.localtime().replace(year=2027, month=3, day=10, hour=20, minute=0, second=0, microsecond=0)
    for _turn in range(6):
        EventFactory(starts_at=start)

    [day] = month(client, 2570, 3).context["days"]
    assert (len(day.shown), day.more) == (4, 2)


def test_the_map_leads_to_the_list_of_a_province(client):
    yala = ProvinceFactory(code="95", name_th="ยะลา", name_en="Yala")
    EventFactory(province=yala, kind="sport")
    EventFactory(province=yala)
    [place] = client.get(reverse("events:map"), {"kind": "sport"}).context["table"]

    assert (place.name, place.count) == ("ยะลา", 1)
    assert client.get(place.url).context["total"] == 1


def test_the_page_takes_no_more_questions_with_more_tickets_and_hosts(client):
    event = EventFactory()
    TicketTypeFactory(event=event)

    def questions():
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("events:show", args=[event.slug]))
        return len(asked)

    questions()  # what is kept for all pages is read now
    few = questions()
    for _turn in range(5):
        TicketTypeFactory(event=event)
        CoHostFactory(event=event, state="accepted")
    assert questions() == few
