import pytest
from django.urls import reverse

from apps.home import reports
from apps.records.actions import search
from tests.factories import (
    AddressFactory,
    CohortFactory,
    GraduateFactory,
    InstitutionFactory,
    ProvinceFactory,
    StaffFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_stranger_is_invited_to_sign_in(client, language):
    page = client.get(reverse("home:index")).content.decode()

    assert f'href="{reverse("account_login")}"' in page
    assert reverse("office:dashboard") not in page


def test_staff_are_led_to_the_office(client_for):
    page = client_for(StaffFactory()).get(reverse("home:index")).content.decode()

    assert f'<a class="btn btn--gold" href="{reverse("office:dashboard")}">' in page


def test_alumni_are_not_led_to_the_office(client_for):
    assert reverse("office:dashboard") not in client_for(UserFactory()).get(reverse("home:index")).content.decode()


def test_page_introduces_the_university(client, language):
    InstitutionFactory()

    page = client.get(reverse("home:index")).content.decode()

    assert {"th": "มหาวิทยาลัยสงขลานครินทร์", "en": "Prince of Songkla University"}[language] in page
    assert f'<html lang="{language}" data-theme="system">' in page


def test_figures_are_counted(client):
    CohortFactory(number=50)
    GraduateFactory.create_batch(2)

    figures = client.get(reverse("home:index")).context["figures"]

    assert (figures.graduates, figures.cohorts, figures.homes) == (2, 1, 0)


def test_figures_of_an_empty_register_are_not_shown(client):
    assert "hero__figures" not in client.get(reverse("home:index")).content.decode()


def test_figures_are_kept_for_a_while(django_assert_num_queries):
    reports.figures()

    with django_assert_num_queries(0):
        reports.figures()


def test_page_asks_the_database_for_the_next_events_alone(client, django_assert_num_queries):
    InstitutionFactory()
    client.get(reverse("home:index"))

    with django_assert_num_queries(1):
        client.get(reverse("home:index"))


@pytest.mark.parametrize("demo", [True, False])
def test_strip_says_when_it_is_a_demonstration(client, settings, demo):
    settings.DEMO = demo

    assert (reverse("home:demo") in client.get(reverse("home:index")).content.decode()) is demo


def test_stranger_is_led_into_the_claim(client, language):
    page = client.get(reverse("home:index")).content.decode()

    assert f'action="{reverse("records:claim")}"' in page
    assert 'name="name"' in page
    assert 'name="year_be"' in page


def test_alumni_find_their_own_ways(client_for):
    page = client_for(GraduateFactory(account=UserFactory()).account).get(reverse("home:index")).content.decode()

    assert f'action="{reverse("records:claim")}"' not in page
    assert f'<a href="{reverse("records:me_preview")}">' in page
    assert f'action="{reverse("directory:index")}"' in page


@pytest.mark.parametrize(("living_there", "told"), [(4, "fewer than 5"), (5, "5")])
def test_map_tells_no_group_of_fewer_than_five(client, living_there, told):
    ProvinceFactory(code="94", name_en="Pattani")
    people = [GraduateFactory() for _ in range(living_there)]
    neighbours = [GraduateFactory() for _ in range(5)]
    live_in("94", people)
    live_in("90", neighbours)

    page = client.get("/en/").content.decode()

    assert f'?province=94" aria-label="SKA: Pattani {told}"' in page


def live_in(province, people):
    for person in people:
        AddressFactory(person=person, province=ProvinceFactory(code=province))
    search.refresh([person.pk for person in people])


def test_there_is_nothing_to_post_to(client):
    assert client.post(reverse("home:index")).status_code == 405
