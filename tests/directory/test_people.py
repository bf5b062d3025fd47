import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.directory.models import Block, Suspension, UnusualReading
from apps.records.actions import search
from apps.records.models import Audience, Disclosure, Profile
from tests.factories import ContactFactory, EmploymentFactory

pytestmark = pytest.mark.django_db


VARYING = re.compile(r'[0-9a-f-]{36}|name="csrfmiddlewaretoken" value="\w+"')


def page_of(person):
    return reverse("directory:person", args=[person.public_id])


def disclosures(kind):
    return Disclosure.objects.filter(kind=kind)


def test_person_shows_what_is_open_to_alumni(pair):
    EmploymentFactory(person=pair.other, employer="บริษัทเปิดเผย", audience=Audience.ALUMNI)
    ContactFactory(person=pair.other, value="secret@example.org", audience=Audience.FELLOWS)

    content = pair.browser.get(page_of(pair.other)).content.decode()

    assert ("บริษัทเปิดเผย" in content, "secret@example.org" in content) == (True, False)


def test_person_shows_a_fellow_more(pair, alumnus):
    fellow = alumnus(first_th="ปิติ", last_th="พิทักษ์")
    ContactFactory(person=fellow, value="fellow@example.org", audience=Audience.FELLOWS)

    assert "fellow@example.org" in pair.browser.get(page_of(fellow)).content.decode()


def test_person_opened_is_written_down_once_a_day(pair):
    pair.browser.get(page_of(pair.other))
    pair.browser.get(page_of(pair.other))

    [row] = disclosures("profile")
    assert (row.person_id, row.to_id) == (pair.other.pk, pair.me.account_id)


def test_own_page_is_not_written_down(pair):
    response = pair.browser.get(page_of(pair.me))

    assert (response.context["is_own"], disclosures("profile").count()) == (True, 0)


def test_person_is_missing_alike_for_nobody_the_hidden_and_the_blocker(pair, alumnus):
    hidden = alumnus()
    Profile.objects.create(person=hidden, in_directory=False)
    search.refresh([hidden.pk])
    Block.objects.create(person=pair.other, blocked=pair.me)

    answers = [
        pair.browser.get(reverse("directory:person", args=[public_id]))
        for public_id in (uuid4(), hidden.public_id, pair.other.public_id)
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({VARYING.sub("", answer.content.decode()) for answer in answers}) == 1
    assert disclosures("profile").count() == 0


def test_whoever_blocks_still_sees_the_blocked(pair):
    Block.objects.create(person=pair.me, blocked=pair.other)

    assert pair.browser.get(page_of(pair.other)).status_code == 200


def test_person_costs_the_same_for_one_fact_and_for_many(pair, cost_of):
    before = cost_of(pair.browser, page_of(pair.other))
    for _ in range(30):
        EmploymentFactory(person=pair.other, audience=Audience.ALUMNI, is_current=False)
        ContactFactory(person=pair.other, audience=Audience.ALUMNI)

    assert cost_of(pair.browser, page_of(pair.other)) == before


def test_hostile_words_of_a_person_stay_words(pair):
    EmploymentFactory(person=pair.other, employer="<script>alert(1)</script>", audience=Audience.ALUMNI)

    content = pair.browser.get(page_of(pair.other)).content.decode()

    assert ("<script>alert(1)" in content, "&lt;script&gt;alert(1)" in content) == (False, True)


# ---- too much reading


@pytest.fixture
def few(monkeypatch):
    from apps.directory import rules  # noqa: PLC0415

    monkeypatch.setattr(rules, "PROFILES", {rules.SHORT: 2})
    monkeypatch.setattr(rules, "PAGES", {rules.SHORT: 2})


def test_too_many_people_are_refused_with_the_time(few, pair, alumnus):
    answers = [pair.browser.get(page_of(person)) for person in (alumnus(), alumnus(), alumnus())]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 600


def test_people_opened_before_stay_open(few, pair, alumnus):
    people = [alumnus(), alumnus()]
    for person in people:
        pair.browser.get(page_of(person))

    assert pair.browser.get(page_of(people[0])).status_code == 200


def test_too_many_pages_are_refused_and_noticed_once_a_day(few, pair):
    codes = [pair.browser.get("/directory/").status_code for _ in range(4)]

    assert codes == [200, 200, 429, 429]
    assert list(UnusualReading.objects.values_list("account", "kind")) == [(pair.me.account_id, "pages")]


def test_directory_closed_by_the_office_says_why(pair):
    Suspension.objects.create(person=pair.me, what="directory", since=timezone.localdate(), reason="อ่านรายชื่อไปทั้งหมด")

    response = pair.browser.get("/directory/")

    assert (response.status_code, "อ่านรายชื่อไปทั้งหมด" in response.content.decode()) == (403, True)


# ---- the page for everybody


def public_page(person):
    return reverse("directory:public", args=[person.public_id])


def test_public_page_shows_what_is_open_to_everybody(pair, client_for):
    pair.other.names.update(audience=Audience.EVERYONE)
    EmploymentFactory(person=pair.other, employer="เฉพาะศิษย์เก่า", audience=Audience.ALUMNI)
    EmploymentFactory(person=pair.other, employer="ทุกคนเห็น", audience=Audience.EVERYONE, is_current=False)
    search.refresh([pair.other.pk])

    response = client_for(None).get(public_page(pair.other))

    content = response.content.decode()
    assert ("ชูใจ" in content, "ทุกคนเห็น" in content, "เฉพาะศิษย์เก่า" in content) == (True, True, False)
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in content


def test_public_page_without_an_open_name_is_missing(pair, client_for):
    assert client_for(None).get(public_page(pair.other)).status_code == 404
