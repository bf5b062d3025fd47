import pytest
from django.urls import reverse

from apps.home import demo
from tests.factories import ContactFactory, GraduateFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_people_stand_by_kind(people):
    found = [(str(group.title), [p.email for p in group.personas]) for group in demo.groups()]

    assert [emails for _title, emails in found] == [["clerk@example.org"], ["nok@example.org"]]


def test_page_offers_everybody_who_exists(client, people, language):
    page = client.get(reverse("home:demo")).content.decode()

    assert page.count('name="email"') == 2
    assert reverse("mailings:viewer") in page


def test_page_without_people_says_so(client, settings):
    settings.DEMO = True

    assert 'class="empty"' in client.get(reverse("home:demo")).content.decode()


def test_page_does_not_exist_outside_the_demonstration(client, people, settings):
    settings.DEMO = False

    assert client.get(reverse("home:demo")).status_code == 404


def test_page_names_records_that_can_be_claimed(client, people, language):
    born = {"birth_date": "1965-03-04", "birth_date_source": "registrar", "degree__graduation_year_be": demo.OLD}
    with_mail, _without = (
        GraduateFactory(**born, degree__entry_year_be=2526, name__first_th=name, name__last_th="ใจดี")
        for name in ("สุดา", "มานี")
    )
    ContactFactory(person=with_mail)
    GraduateFactory(**born, degree__entry_year_be=2526, account=UserFactory())

    found = [(each.name, each.has_mail) for each in demo.claimable()]

    assert found == [("สุดา ใจดี", True), ("มานี ใจดี", False)]
    page = client.get(reverse("home:demo")).content.decode()
    assert "มานี ใจดี" in page
