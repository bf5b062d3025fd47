"""The office's page about people's rights over their data."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from apps.core import privacy
from apps.records.actions import erasure, restrictions
from tests.factories import CampusFactory, FacultyFactory, GraduateFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(staff):
    return staff("records")


@pytest.fixture
def graduate():
    return GraduateFactory(name__first_th="อารี", name__last_th="ใจดี", account=UserFactory())


def text(client, name, *args):
    return strip_tags(client.get(reverse(name, args=args)).content.decode())


def ask(person):
    return erasure.ask(person, by=person.account, language="th")


def test_page_shows_requests_restrictions_and_the_register(graduate, clerk, client_for):
    other = GraduateFactory(name__first_th="บุญมี", account=UserFactory())
    ask(graduate)
    restrictions.begin(other, reason="a doubt", by=other.account)

    page = text(client_for(clerk), "office:pdpa")

    for said in ("อารี ใจดี", "บุญมี", "a doubt", *(str(part.label) for _key, part in privacy.register())):
        assert said in page


def test_page_costs_the_same_however_many_ask(graduate, clerk, client_for, cost_of):
    ask(graduate)
    one = cost_of(client_for(clerk), reverse("office:pdpa"))
    for _ in range(3):
        ask(GraduateFactory(account=UserFactory()))

    assert cost_of(client_for(clerk), reverse("office:pdpa")) == one


def test_clerk_of_another_campus_sees_none_of_it(graduate, staff, client_for):
    request = ask(graduate)
    client = client_for(staff("records", campus=CampusFactory()))

    assert "อารี" not in text(client, "office:pdpa")
    assert client.get(reverse("office:erasure", args=[request.pk])).status_code == 404


def test_clerk_of_the_campus_sees_it(staff, client_for):
    campus = CampusFactory()
    person = GraduateFactory(degree__faculty=FacultyFactory(campus=campus), account=UserFactory())

    request = ask(person)

    client = client_for(staff("records", campus=campus))
    assert client.get(reverse("office:erasure", args=[request.pk])).status_code == 200


def test_request_is_held_with_a_reason_and_let_go(graduate, clerk, client_for):
    request, client = ask(graduate), client_for(clerk)
    url = reverse("office:erasure", args=[request.pk])

    assert client.post(url, {"decision": "hold"}).status_code == 422
    client.post(url, {"decision": "hold", "reason": "gift under audit"})
    request.refresh_from_db()
    assert (request.state, request.hold_reason, request.held_by) == ("held", "gift under audit", clerk)
    client.post(url, {"decision": "let_go", "reason": "audited"})

    request.refresh_from_db()
    assert request.state == "asked"


def test_second_decision_is_refused_in_words(graduate, clerk, client_for):
    request, client = ask(graduate), client_for(clerk)
    erasure.hold(request, by=clerk, reason="x")

    response = client.post(reverse("office:erasure", args=[request.pk]), {"decision": "hold", "reason": "y"})

    assert response.status_code == 422


@pytest.mark.parametrize("role", ["events", "communications", "giving", "reports"])
def test_other_roles_are_kept_out(graduate, role, staff, client_for):
    request, client = ask(graduate), client_for(staff(role))

    assert client.get(reverse("office:pdpa")).status_code == 403
    assert client.get(reverse("office:erasure", args=[request.pk])).status_code == 403


def test_person_page_tells_of_the_request(graduate, clerk, client_for):
    ask(graduate)

    page = client_for(clerk).get(reverse("office:person", args=[graduate.public_id])).content.decode()

    assert reverse("office:erasure", args=[graduate.erasure_requests.get().pk]) in page


def test_dashboard_counts_the_requests(graduate, clerk, client_for):
    ask(graduate)

    assert reverse("office:pdpa") in client_for(clerk).get(reverse("office:dashboard")).content.decode()
