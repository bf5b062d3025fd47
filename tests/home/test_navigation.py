"""The same ways from every page: the header by what one may do, help and the rules always in the same place."""

import re

import pytest
from django.urls import reverse

from apps.home.templatetags.home import FOOTER
from tests.factories import GraduateFactory, StaffFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]


def links(page, part):
    """Where the links of one part of the page lead, in order."""
    inside = re.search(rf"<{part}.*?</{part.split()[0]}>", page, re.DOTALL)
    return re.findall(r'<a[^>]* href="([^"]+)"', inside[0]) if inside else []


def menu(page):
    return links(page, 'nav class="site__nav"')


def bar(page):
    return links(page, 'nav class="tabbar"')


def front(client):
    return client.get(reverse("home:index")).content.decode()


def addresses(*names):
    return [reverse(name) for name in names]


def test_stranger_may_claim_look_and_ask(client, language):
    page = front(client)

    assert menu(page) == addresses(
        "records:claim", "directory:index", "events:index", "chapters:index", "home:about", "home:help"
    )
    assert bar(page) == []


def test_who_is_signed_in_has_their_own_pages(client_for):
    page = front(client_for(UserFactory()))

    assert menu(page) == addresses("directory:index", "events:index", "chapters:index", "home:me", "home:help")
    assert bar(page) == addresses("home:index", "directory:index", "events:index", "home:me", "accounts:overview")


def test_staff_have_the_office_and_no_bar(client_for):
    page = front(client_for(StaffFactory()))

    assert menu(page)[0] == reverse("office:dashboard")
    assert bar(page) == []


def test_page_that_is_open_is_marked(client):
    page = client.get(reverse("home:about")).content.decode()

    assert f'<a href="{reverse("home:about")}" aria-current="page">' in page
    assert f'<a href="{reverse("directory:index")}">' in page


@pytest.mark.parametrize("name", ["home:index", "home:help", "account_login", "records:claim"])
def test_help_and_rules_stand_in_the_foot_of_every_page(client, language, name):
    page = client.get(reverse(name)).content.decode()

    assert links(page, "footer")[-len(FOOTER) :] == [way.url for way in FOOTER]


def test_office_pages_have_the_same_foot(client_for):
    page = client_for(StaffFactory(role="administrator")).get(reverse("office:dashboard")).content.decode()

    assert links(page, "footer")[-len(FOOTER) :] == [way.url for way in FOOTER]


def test_alumni_page_keeps_the_bar(client_for):
    person = GraduateFactory(account=UserFactory())

    page = client_for(person.account).get(reverse("records:me_profile")).content.decode()

    assert len(bar(page)) == 5
