"""What mail somebody wants: by link, by button, among their settings; and what a link cannot do."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.core.models import AuditEntry
from apps.duplicates.actions import merging
from apps.mailings.actions import headers, preferences, tokens
from apps.mailings.models import LeftOut, Preference, TopicStop, Via
from apps.mailings.querysets import eligible
from apps.records.models import Consent, ErasureRequest, Person
from tests.factories import AlumnusFactory, GraduateFactory, MailingFactory, PersonFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return GraduateFactory()


@pytest.fixture
def mailing():
    return MailingFactory(topic="news", sender_key="office")


def stop_url(person, mailing):
    return reverse("mailings:stop", args=[tokens.make(person.pk, tokens.ONE_CLICK, mailing.pk)])


def page_url(person, mailing=None):
    return reverse("mailings:preferences", args=[tokens.make(person.pk, tokens.PREFERENCES, mailing and mailing.pk)])


def everything():
    return {
        "topics": ["news", "events", "giving", "mentoring", "chapter", "survey"], "frequency": "all",
        "paused_until": "", "deed": "save",
    }  # fmt: skip


def as_shown(client, person):
    """What the page tells its form about what holds now."""
    return {"before": client.get(page_url(person)).context["form"]["before"].value()}


def said(person):
    return (
        sorted(TopicStop.objects.filter(person=person).values_list("topic", "sender_key", "via")),
        list(Preference.objects.filter(person=person).values_list("frequency", "paused_until", "left_via")),
    )


def test_one_click_stops_the_topic_without_cookies_or_csrf(person, mailing):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(stop_url(person, mailing), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert said(person) == ([("news", "", "one_click")], [])
    client.post(stop_url(person, mailing), {"List-Unsubscribe": "One-Click"})
    assert TopicStop.objects.count() == 1
    assert AuditEntry.objects.filter(action="mailings.stop", subject_id=person.pk).count() == 1


def test_under_a_groups_mailing_it_stops_the_group(person, client):
    group = MailingFactory(topic="chapter", sender_key="chapter:7")
    client.post(stop_url(person, group), {"List-Unsubscribe": "One-Click"})
    assert said(person)[0] == [("", "chapter:7", "one_click")]


def test_a_service_cannot_be_left(person, client):
    service = MailingFactory(topic="")
    answer = client.post(stop_url(person, service), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert said(person) == ([], [])


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_that_follows_every_link_changes_nothing(person, mailing, client, method):
    for url in (stop_url(person, mailing), page_url(person, mailing), page_url(person)):
        for query in ("", "?List-Unsubscribe=One-Click", "?deed=leave"):
            answer = getattr(client, method)(url + query)
            assert answer.status_code == 200
            assert "no-store" in answer["Cache-Control"]
    assert said(person) == ([], [])


def test_a_link_is_good_for_its_person_purpose_and_mailing_only(person, mailing):
    token = tokens.make(person.pk, tokens.ONE_CLICK, mailing.pk)
    assert tokens.read(token, tokens.ONE_CLICK) == (person.pk, mailing.pk)
    assert tokens.read(token, tokens.PREFERENCES) is None
    other = tokens.make(person.pk + 1, tokens.ONE_CLICK, mailing.pk)
    assert tokens.read(token.split(".")[0] + "." + other.split(".")[1], tokens.ONE_CLICK) is None
    for broken in ("", ".", token[:-1], token + "x", "a" * 5000, token.upper(), "ก", "1-2.", "\0"):
        assert tokens.read(broken, tokens.ONE_CLICK) is None


def test_a_link_outlives_a_new_key(person, settings):
    token = tokens.make(person.pk, tokens.PREFERENCES)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = (
        [settings.SECRET_KEY],
        "another key that is long enough 123456",
    )
    assert tokens.read(token, tokens.PREFERENCES) == (person.pk, None)
    settings.SECRET_KEY_FALLBACKS = []
    assert tokens.read(token, tokens.PREFERENCES) is None


def test_another_purposes_link_opens_no_page(person, mailing, client):
    for name, purpose in (("stop", tokens.PREFERENCES), ("preferences", tokens.ONE_CLICK)):
        url = reverse(f"mailings:{name}", args=[tokens.make(person.pk, purpose, mailing.pk)])
        assert client.post(url, {"deed": "leave", "List-Unsubscribe": "One-Click"}).status_code == 404
    assert said(person) == ([], [])


def test_topics_frequency_and_pause_are_saved_together(person, client):
    day = timezone.localdate() + timedelta(days=40)
    data = everything() | {"topics": ["news"], "frequency": "monthly"}
    data["paused_until"] = f"{day.day}/{day.month}/{day.year + 543}"
    assert client.post(page_url(person), data).status_code == 302
    topics, preference = said(person)
    assert [topic for topic, _key, _via in topics] == ["chapter", "events", "giving", "mentoring", "survey"]
    assert preference == [("monthly", day, "")]
    client.post(page_url(person), as_shown(client, person) | everything())
    assert said(person) == ([], [("all", None, "")])


@pytest.mark.parametrize("day", ["1/1/2560", "1/1/2600", "yesterday", "32/1/2570", "๑/๑/๒๕๖๐"])
def test_a_day_that_cannot_be_is_told_and_nothing_is_saved(person, client, day):
    answer = client.post(page_url(person), everything() | {"topics": [], "paused_until": day})
    assert answer.status_code == 422
    assert said(person) == ([], [])


def test_leaving_everything_and_coming_back(person, client):
    client.post(page_url(person), {"deed": "leave"})
    assert said(person)[1] == [("all", None, "page")]
    kind = eligible.Kind("news", "office", timezone.localdate())
    assert eligible.with_reason(Person.objects.all(), kind).get().left_out == LeftOut.OPTED_OUT
    client.post(page_url(person), {"deed": "come_back"})
    assert said(person)[1] == [("all", None, "")]


def test_what_was_stopped_of_a_group_is_taken_up_on_the_page(person, client):
    preferences.stop_sender(person, "chapter:7", via=Via.ONE_CLICK)
    client.post(page_url(person), as_shown(client, person) | everything() | {"senders": ["chapter:7"]})
    assert said(person)[0] == []


def test_an_old_page_undoes_nothing_that_was_said_since(person, mailing, client):
    old = as_shown(client, person)
    client.post(stop_url(person, mailing), {"List-Unsubscribe": "One-Click"})
    preferences.set_frequency(person, Preference.Frequency.WEEKLY)
    preferences.pause_until(person, timezone.localdate() + timedelta(days=9))

    client.post(page_url(person), old | everything() | {"topics": ["news", "events"]})

    topics, [preference] = said(person)
    assert ("news", "", "one_click") in topics
    assert ("giving", "", "page") in topics
    assert preference == ("weekly", timezone.localdate() + timedelta(days=9), "")


def test_the_page_of_the_button_promises_nothing_before_it_is_pressed(person, mailing, client):
    asked, done = "Press the button and you get no more", "You get no more of these mails."
    url = urlsplit(headers.one_click_url(person.pk, mailing.pk, "en")).path
    page = client.get(url).content.decode()
    assert (asked in page, done in page, "from now on" in page) == (True, False, False)
    page = client.post(url).content.decode()
    assert (asked in page, done in page) == (False, True)


def test_an_unknown_deed_changes_nothing(person, client):
    assert client.post(page_url(person), {"deed": "erase"}).status_code == 200
    assert said(person) == ([], [])


def test_the_settings_of_somebody_who_is_signed_in(client):
    person = AlumnusFactory()
    client.force_login(person.account)
    assert client.get(reverse("mailings:my_mail")).status_code == 200
    client.post(reverse("mailings:my_mail"), {"deed": "leave"})
    assert said(person)[1] == [("all", None, "page")]
    assert AuditEntry.objects.get(action="mailings.leave_all").by_id == person.account_id


def test_a_taken_back_consent_is_not_given_again_by_a_link(person, client):
    Consent.objects.create(person=person, purpose="giving", is_given=False, text_version="2569-11")
    answer = client.post(page_url(person), everything())
    assert answer.status_code == 422  # the topic is none of the choices
    assert "giving" not in dict(answer.context["form"].fields["topics"].choices)
    assert Consent.objects.count() == 1


def test_the_link_of_somebody_who_was_erased_leads_nowhere(person, mailing, client):
    ErasureRequest.objects.create(person=person, state="done", due_at=timezone.now(), ended_at=timezone.now())
    for url in (stop_url(person, mailing), page_url(person)):
        assert client.post(url, {"deed": "leave", "List-Unsubscribe": "One-Click"}).status_code == 200
    assert said(person) == ([], [])


def headers_of(bulk, person):
    return headers.headers_for_all(bulk) | headers.headers_for_one(bulk, person.pk)


def test_headers_name_both_ways_out_and_no_reader(person, mailing, settings):
    settings.MAIL_RETURN_ADDRESS = "portal@mail.example.ac.th"
    bulk = headers.Bulk(mailing.pk, "office", "Alumni Office", "news")
    found = headers_of(bulk, person)
    assert found == headers_of(bulk, person)
    https, mailto = found["List-Unsubscribe"].split(", ")
    assert https.startswith("<http")
    assert mailto.startswith("<mailto:portal+u")
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert found["List-Id"].startswith('"Alumni Office" <office.news.')
    assert found["Reply-To"].startswith("portal+r")
    assert headers.envelope_sender(91).startswith("portal+b")


@pytest.mark.parametrize(("language", "path"), [("en", "/en/mail/"), ("th", "/mail/"), ("", "/mail/")])
def test_links_lead_to_pages_in_the_readers_language(client, person, mailing, language, path):
    bulk = headers.Bulk(mailing.pk, "office", "Office", "news", language)
    stop = headers_of(bulk, person)["List-Unsubscribe"].partition(">")[0].removeprefix("<")
    for link in (stop, headers.preferences_url(person.pk, mailing.pk, language)):
        page = urlsplit(link).path
        assert page.startswith(path)
        assert client.get(page).headers["Content-Language"] == (language or "th")


def test_a_service_has_no_way_out_and_without_a_mailbox_there_is_none_by_mail(person, mailing, settings):
    settings.MAIL_RETURN_ADDRESS = ""
    service = headers_of(headers.Bulk(mailing.pk, "office", "สำนักงาน"), person)
    assert not {"List-Unsubscribe", "List-Unsubscribe-Post"} & set(service)
    assert "Reply-To" not in service
    assert headers.envelope_sender(1) is None
    news = headers_of(headers.Bulk(mailing.pk, "chapter:3", "x\r\nBcc: y", "news"), person)
    assert "mailto" not in news["List-Unsubscribe"]
    assert all("\n" not in value for value in news.values())


def test_the_link_of_a_record_that_was_merged_acts_for_the_one_that_stayed(mailing, client):
    clerk = StaffFactory(role="records")
    stays, goes = PersonFactory(), PersonFactory()
    url = stop_url(goes, mailing)
    merging.merge(stays, goes, by=clerk, choices={})
    client.post(url, {"List-Unsubscribe": "One-Click"})
    assert TopicStop.objects.get().person_id == stays.pk
