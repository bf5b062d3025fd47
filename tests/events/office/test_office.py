"""The office's events: piles, what needs somebody, pages by keys, files in and out."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.events.models import Event, EventLetter, TicketType
from tests.factories import (
    ChapterFactory,
    DoorKeeperFactory,
    EventComplaintFactory,
    EventFactory,
    RegistrationFactory,
    SubmissionFactory,
    TicketTypeFactory,
)

pytestmark = pytest.mark.django_db
OFFICE = "events:office"


@pytest.fixture
def client(client_of_staff):
    return client_of_staff("events")


def lines(client, **asked):
    return client.get(reverse(OFFICE), asked).context["lines"]


def shown(client, **asked):
    return [line.event for line in lines(client, **asked)]


def test_each_pile_has_its_events(client):
    now = timezone.now()
    made = {
        "coming": EventFactory(),
        "waiting": EventFactory(state="waiting"),
        "past": EventFactory(starts_at=now - timedelta(days=3)),
        "cancelled": EventFactory(state="cancelled"),
    }
    care = EventFactory(starts_at=now - timedelta(days=40))

    for pile, event in made.items():
        assert event in shown(client, pile=pile), pile
    assert shown(client, pile="coming") == [made["coming"]]
    assert shown(client, pile="care") == [care]
    assert len(shown(client, pile="all")) == 5
    assert shown(client, pile="nonsense") == [made["coming"]]


def test_what_needs_somebody_is_marked(client):
    soon = EventFactory(seats=100, starts_at=timezone.now() + timedelta(days=2))
    RegistrationFactory(event=soon, state="asked")
    orphan = EventFactory(chapter=ChapterFactory(status="suspended"))
    EventComplaintFactory(event=orphan)
    marks = {line.event: line for line in lines(client)}

    assert (marks[soon].is_quiet, marks[soon].approvals, marks[soon].is_well) == (True, 1, False)
    assert (marks[orphan].has_no_leader, marks[orphan].complaints) == (True, 1)


def test_pages_go_on_where_the_last_one_ended(client):
    start = timezone.now() + timedelta(days=1)
    made = [EventFactory(starts_at=start + timedelta(hours=number // 3)) for number in range(55)]
    first = client.get(reverse(OFFICE)).context
    second = client.get(reverse(OFFICE), {"page": first["following"]}).context

    found = [line.event.pk for line in (*first["lines"], *second["lines"])]
    assert found == [event.pk for event in made]
    assert second["following"] == ""


@pytest.mark.parametrize("page", ["x", "\x00", "1" * 300])
def test_a_page_that_we_did_not_sign_is_the_first(client, page):
    event = EventFactory()

    assert shown(client, page=page) == [event]


def test_a_long_list_takes_no_more_questions(client):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(OFFICE))
        return len(asked)

    EventFactory()
    questions()
    few = questions()
    for _turn in range(8):
        EventComplaintFactory(event=RegistrationFactory(state="asked").event)

    assert questions() - few <= 1  # the list of complaints is there now


def test_a_search_looks_everywhere(client):
    event = EventFactory(title_th="งานวัด", state="draft")
    EventFactory()

    assert shown(client, q="งานวัด", pile="all") == [event]
    assert shown(client, q=event.slug, pile="all") == [event]


def test_the_pile_on_the_dashboard_counts_what_waits(client):
    SubmissionFactory()
    EventComplaintFactory()

    assert "2" in client.get(reverse("office:dashboard")).text


# ---- files


def post_file(client, kind, text):
    url = f"{reverse('admin:events_event_import')}?kind={kind}"
    return url, client.post(url, {"file": SimpleUploadedFile("year.csv", text.encode())})


def take(client, kind, text):
    """Checked, then confirmed."""
    url, checked = post_file(client, kind, text)
    assert checked.context["may_confirm"], checked.context["outcome"]
    return client.post(url, {"checked": checked.context["checked"]}, follow=True)


def test_a_year_s_calendar_comes_as_a_table(client):
    group = ChapterFactory()
    text = (
        "slug,title_th,chapter,kind,starts_at,ends_at,place,seats,online\n"
        f"run-2570,วิ่งเช้า,{group.slug},sport,7/3/2570 6.00,7/3/2570 8.00,ประตูหน้า,40,0\n"
        "talk-2570,เสวนา,,talk,2027-04-09 18.30,2027-04-09 20.00,,,1\n"
    )
    url, checked = post_file(client, "events", text)
    assert not Event.objects.exists()  # a check writes nothing
    client.post(url, {"checked": checked.context["checked"]})

    run, talk = Event.objects.order_by("slug")
    assert (run.chapter, run.state, run.seats, run.local_start.hour) == (group, "draft", 40, 6)
    assert (talk.chapter, talk.online, talk.local_start.minute) == (None, True, 30)


def test_a_table_changes_what_is_there_and_calendars_learn(client):
    event = EventFactory(slug="run-2570")
    registration = RegistrationFactory(event=event)
    take(client, "events", "slug,place\nrun-2570,ลานใหม่\n")

    event.refresh_from_db()
    assert (event.place, event.sequence) == ("ลานใหม่", 1)
    assert EventLetter.objects.get(kind="moved").registration == registration


def test_a_table_that_moves_an_event_takes_its_door_keepers_along(client):
    event = EventFactory(slug="run-2570")
    keeper = DoorKeeperFactory(event=event)
    day = event.local_start.date() + timedelta(days=30)
    take(client, "events", f"slug,starts_at,ends_at\nrun-2570,{day} 18.00,{day} 22.00\n")

    keeper.refresh_from_db()
    assert keeper.until == day + timedelta(days=1)


def test_prices_come_as_a_table(client):
    event = EventFactory(slug="run-2570")
    take(client, "tickets", 'event,name_th,price_satang,capacity\nrun-2570,โต๊ะ,"1,250.50",8\nrun-2570,เด็ก,ฟรี,\n')

    assert list(TicketType.objects.order_by("pk").values_list("event", "price_satang", "capacity")) == [
        (event.pk, 125_050, 8),
        (event.pk, 0, None),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "new,x,7/3/2570 6.00,7/3/2570 8.00,ที่",
        "run,x,31/2/2570 6.00,7/3/2570 8.00,ที่",
        "run,x,7/3/2570 8.00,7/3/2570 6.00,ที่",
        "run,x,7/3/2570,7/3/2570 6.00,ที่",
        "run,,7/3/2570 6.00,7/3/2570 8.00,ที่",
        "ไม่ใช่ ที่อยู่,x,7/3/2570 6.00,7/3/2570 8.00,ที่",
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_nothing_is_written(client, row):
    _url, checked = post_file(client, "events", f"slug,title_th,starts_at,ends_at,place\n{row}\n")

    assert checked.context["outcome"].counts["refused"] == 1
    assert not checked.context["may_confirm"]
    assert not Event.objects.exists()


def test_what_is_over_is_not_changed_by_a_table(client):
    EventFactory(slug="old", past=True)
    _url, checked = post_file(client, "events", "slug,place\nold,อื่น\n")

    assert checked.context["outcome"].counts["refused"] == 1


@pytest.mark.parametrize("kind", ["events", "tickets"])
def test_what_goes_out_can_be_taken_in_again(client, kind):
    event = EventFactory(online=True, seats=30)
    TicketTypeFactory(event=event, price_satang=80_050, capacity=3)
    url = f"{reverse('admin:events_event_export')}?kind={kind}"
    text = client.post(url, {"file_format": "csv"}).content.decode("utf-8-sig")

    _url, checked = post_file(client, kind, text)
    assert checked.context["outcome"].counts == {"new": 0, "changed": 0, "unchanged": 1, "refused": 0}


def test_whoever_only_looks_takes_nothing_in(client_of_staff):
    client = client_of_staff("reports")

    assert client.get(reverse("admin:events_event_changelist")).status_code == 200
    assert client.get(reverse("admin:events_event_import")).status_code == 403
    assert client.get(reverse("admin:events_event_add")).status_code == 403


def test_seats_that_do_not_add_up_are_seen(client):
    event = EventFactory(seats=10)
    assert "h-seats" not in client.get(reverse(OFFICE)).text
    Event.objects.filter(pk=event.pk).update(taken=3)

    said = client.get(reverse(OFFICE)).text

    assert event.title_th in said.split('id="h-seats"')[1]
