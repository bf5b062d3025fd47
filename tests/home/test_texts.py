import pytest
from django.urls import reverse

from apps.home.templatetags.home import FOOTER
from tests.factories import InstitutionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]
TEXTS = [way.to for way in FOOTER]


@pytest.mark.parametrize("name", TEXTS)
def test_text_is_there_in_each_language(client, language, name):
    page = client.get(reverse(name))

    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 1


def test_texts_have_descriptions_of_their_own(client):
    pages = [client.get(reverse(other)).content.decode() for other in TEXTS]

    descriptions = [page.split('<meta name="description" content="')[1].split('"')[0] for page in pages]
    assert len(set(descriptions)) == len(TEXTS)


def test_contact_is_the_institutions(client):
    InstitutionFactory(office_phone="0-7428-2209", office_email="office@example.ac.th")

    page = client.get(reverse("home:contact")).content.decode()

    assert page.count("office@example.ac.th</a>") == 2  # on the page, and in its foot
    assert 'lang="th">0-7428-2209</span>' in page


@pytest.mark.parametrize("name", TEXTS)
def test_text_stands_before_the_reference_data(client, name):
    assert client.get(reverse(name)).status_code == 200


def test_privacy_notice_holds_the_register_of_data(client):
    page = client.get(reverse("home:privacy"))

    assert "records/privacy/_register.html" in [template.name for template in page.templates]


def test_help_leads_to_the_claim(client, language):
    assert f'href="{reverse("records:claim")}"' in client.get(reverse("home:help")).content.decode()


@pytest.mark.parametrize("name", TEXTS)
def test_there_is_nothing_to_post_to(client, name):
    assert client.post(reverse(name)).status_code == 405
