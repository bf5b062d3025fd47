"""Feeds for calendar programs, and the secret address of one's own."""

from datetime import timedelta

import icalendar
import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from apps.chapters.models import Chapter
from apps.events import feeds
from apps.events.actions import calendar_keys, cancelling, writing
from apps.events.models import CalendarKey, CoHost, Event
from tests.factories import (
    AlumnusFactory,
    CalendarKeyFactory,
    ChapterFactory,
    CoHostFactory,
    EventFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PUBLIC = "/calendar/public.ics"


def entries(response):
    found = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    return {str(each["URL"]).rstrip("/").rpartition("/")[2]: each for each in found}


def test_a_feed_is_the_same_in_every_language_of_the_browser(client):
    event = EventFactory()
    said = [client.get(PUBLIC, headers={"Accept-Language": each}).content for each in ("th", "en", "de")]

    assert said[0] == said[1] == said[2]
    assert event.title_th in said[0].decode()
    assert event.title_en in client.get(PUBLIC, {"lang": "en"}).text


def test_nothing_new_is_not_sent_again(client):
    event = EventFactory()
    first = client.get(PUBLIC)
    again = {"If-None-Match": first.headers["ETag"]}
    assert client.get(PUBLIC, headers=again).status_code == 304

    writing.change(event, {"place": "ลานใหม่"}, by=UserFactory())
    changed = client.get(PUBLIC, headers=again)
    assert changed.status_code == 200
    assert entries(changed)[event.slug]["SEQUENCE"] == 1


def test_what_goes_from_a_feed_is_noticed_without_anything_newer_in_it(client):
    """A moment of the last change would not tell."""
    gone, stays = EventFactory(), EventFactory()
    first = client.get(PUBLIC)
    Event.objects.filter(pk=gone.pk).update(state="refused")
    again = client.get(PUBLIC, headers={"If-None-Match": first.headers["ETag"]})

    assert "Last-Modified" not in first.headers
    assert list(entries(again)) == [stays.slug]


def test_another_name_of_the_group_is_noticed(client):
    """The entry says who invites; the event itself has not changed."""
    event = EventFactory(chapter=ChapterFactory())
    first = client.get(PUBLIC).headers["ETag"]
    Chapter.objects.filter(pk=event.chapter_id).update(name_th="ชมรมชื่อใหม่")

    assert client.get(PUBLIC, headers={"If-None-Match": first}).status_code == 200


def test_one_host_for_another_is_noticed(client):
    group = ChapterFactory()
    old, new = (EventFactory() for _each in range(2))
    host = CoHostFactory(event=old, chapter=group, state="accepted")
    feed = reverse("calendars:group", args=[group.slug])
    first = client.get(feed).headers["ETag"]
    CoHost.objects.filter(pk=host.pk).update(event=new)

    assert client.get(feed, headers={"If-None-Match": first}).status_code == 200


def test_what_is_to_come_is_never_left_out_for_what_was(client, monkeypatch):
    monkeypatch.setattr(feeds, "MOST", 2)
    coming = EventFactory()
    older, newer = (EventFactory(past=True) for _each in range(2))
    Event.objects.filter(pk=older.pk).update(starts_at=F("starts_at") - timedelta(days=90))

    assert set(entries(client.get(PUBLIC))) == {coming.slug, newer.slug}


def test_who_takes_a_seat_changes_no_calendar(client, take):
    event = EventFactory(seats=5)
    first = client.get(PUBLIC).headers["ETag"]
    take(event)

    assert client.get(PUBLIC).headers["ETag"] == first


def test_what_is_cancelled_stays_and_says_so(client):
    event = EventFactory()
    uid = entries(client.get(PUBLIC))[event.slug]["UID"]
    cancelling.cancel(event, reason="น้ำท่วม", by=UserFactory())

    entry = entries(client.get(PUBLIC))[event.slug]
    assert (entry["STATUS"], entry["SEQUENCE"], entry["UID"]) == ("CANCELLED", 1, uid)


def test_a_year_of_the_past_is_kept(client):
    now = timezone.now()
    recent = EventFactory(starts_at=now - timedelta(days=300))
    EventFactory(starts_at=now - timedelta(days=400))

    assert set(entries(client.get(PUBLIC))) == {recent.slug}


def test_the_time_is_that_of_the_place(client):
    event = EventFactory(time_zone="Asia/Tokyo")
    text = client.get(PUBLIC).text

    assert f"DTSTART;TZID=Asia/Tokyo:{event.local_start:%Y%m%dT%H%M%S}" in text
    assert "TZOFFSETTO:+0900" in text


def test_a_group_s_feed_has_what_it_holds_with_others(client):
    group = ChapterFactory()
    own, joint = EventFactory(chapter=group), EventFactory()
    CoHostFactory(event=joint, chapter=group, state="accepted")
    EventFactory()

    assert set(entries(client.get(f"/calendar/groups/{group.slug}.ics"))) == {own.slug, joint.slug}
    assert client.get("/calendar/groups/nowhere.ics").status_code == 404


# ---- one's own


@pytest.fixture
def mine():
    """`mine(account)`: the feed of their secret address."""

    def make(account):
        return reverse("calendars:mine", args=[calendar_keys.make(account, label="โทรศัพท์")])

    return make


def test_my_feed_has_my_seats_with_the_links_to_meetings(client, mine):
    person = AlumnusFactory()
    seat = EventFactory(audience="alumni", online=True, place="", online_url="https://meet.example.org/x")
    RegistrationFactory(event=seat, person=person)
    RegistrationFactory(event=EventFactory(), person=person, state="waiting")
    RegistrationFactory(event=EventFactory(), person=person, state="cancelled")
    EventFactory()

    found = entries(client.get(mine(person.account)))
    assert set(found) == {seat.slug}
    assert str(found[seat.slug]["LOCATION"]) == "https://meet.example.org/x"


def test_what_was_cancelled_is_crossed_out_in_my_feed(client, mine):
    person, event = AlumnusFactory(), EventFactory()
    RegistrationFactory(event=event, person=person)
    cancelling.cancel(event, reason="น้ำท่วม", by=UserFactory())
    cancelling.go_on()

    assert entries(client.get(mine(person.account)))[event.slug]["STATUS"] == "CANCELLED"


def test_another_seat_is_news(client, mine):
    person, (one, other) = AlumnusFactory(), (EventFactory(), EventFactory())
    registration = RegistrationFactory(event=one, person=person)
    feed = mine(person.account)
    etag = client.get(feed).headers["ETag"]
    registration.delete()
    Event.objects.filter(pk=other.pk).update(updated_at=one.updated_at)
    RegistrationFactory(event=other, person=person)

    assert client.get(feed, headers={"If-None-Match": etag}).status_code == 200


def test_a_revoked_address_opens_nothing(client, client_for, mine):
    account = UserFactory()
    feed = mine(account)
    assert client.get(feed).status_code == 200
    client_for(account).post(reverse("events:revoke_key", args=[CalendarKey.objects.get().pk]))

    assert client.get(feed).status_code == 404


def test_a_closed_account_s_address_opens_nothing(client, mine):
    account = UserFactory()
    feed = mine(account)
    account.is_active = False
    account.save()

    assert client.get(feed).status_code == 404


@pytest.mark.parametrize("token", ["unknown", "a" * 500, "%00", "../public"])
def test_guesses_open_nothing(client, token):
    assert client.get(f"/calendar/mine/{token}.ics").status_code == 404


def test_the_secret_is_shown_once_and_kept_nowhere(client_for):
    account = UserFactory()
    client = client_for(account)
    page = reverse("events:subscribe")
    shown = client.post(page, {"label": "โทรศัพท์"}, follow=True)
    secret = shown.context["own"]["url"].rpartition("/")[2].removesuffix(".ics")

    assert secret in shown.text
    assert "no-store" in shown.headers["Cache-Control"]
    assert secret not in client.get(page).text
    assert secret not in str(CalendarKey.objects.values().get())
    assert calendar_keys.opened_by(secret) is not None


def test_nobody_revokes_another_s(client_for):
    key = CalendarKeyFactory()

    assert client_for(UserFactory()).post(reverse("events:revoke_key", args=[key.pk])).status_code == 404


def test_not_too_many_at_once(client_for):
    account = UserFactory()
    for number in range(10):
        CalendarKeyFactory(account=account, key=f"{number}")
    response = client_for(account).post(reverse("events:subscribe"), {"label": "x"})

    assert response.status_code == 422
    assert CalendarKey.objects.count() == 10
