import re

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.records.actions import cards
from apps.records.actions.claims import linking
from apps.records.lib.card_codes import new_code, read_code, written
from apps.records.models import Death, Profile, Restriction
from apps.records.reports.card import card_by_code, card_of
from tests.factories import ContactFactory, GraduateFactory, InstitutionFactory, UserFactory

pytestmark = pytest.mark.django_db
INVALID = "บัตรนี้ใช้ไม่ได้", "This card is not valid"


@pytest.fixture
def holder():
    InstitutionFactory()
    person = GraduateFactory(account=UserFactory(), name__first_th="ณัฐวุฒิ", name__first_en="Natthawut")
    cards.make(person, by=person.account)
    return person


def code_of(person):
    return Profile.objects.get(person=person).card_code


def check(client, code):
    return client.get(reverse("records:verify", args=[code]))


def test_card_is_made_by_one_press(client_for, language):
    person = GraduateFactory(account=UserFactory())
    client = client_for(person.account)
    assert client.get(reverse("records:me_card")).context["card"] is None

    client.post(reverse("records:me_make_card"))

    page = client.get(reverse("records:me_card")).content.decode()
    assert written(code_of(person)) in page
    assert person.names.get().full_th in page


def test_second_press_keeps_the_number(holder):
    code = code_of(holder)

    cards.make(holder, by=holder.account)

    assert code_of(holder) == code


def test_picture_is_a_png_of_the_way_to_the_check_page(client_for, holder):
    response = client_for(holder.account).get(reverse("records:me_card_qr"))

    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response.content.startswith(b"\x89PNG")
    assert response["Cache-Control"] == "private, no-store"


def test_there_is_no_picture_of_no_card(client_for):
    person = GraduateFactory(account=UserFactory())

    assert client_for(person.account).get(reverse("records:me_card_qr")).status_code == 404


def test_anybody_checks_the_card(client, holder, language):
    response = check(client, code_of(holder))

    page = response.content.decode()
    name, degree = holder.names.get(), holder.degrees.get()
    assert (name.full_th in page, name.full_en in page, str(degree.cohort.number) in page) == (True, True, True)
    assert response.status_code == 200


def test_check_page_says_name_and_class_only(client, holder):
    degree = holder.degrees.get()
    contact = ContactFactory(person=holder)

    page = check(client, code_of(holder)).content.decode()

    secrets = (degree.student_id, degree.faculty.name_th, contact.value, str(holder.public_id), holder.account.email)
    assert [secret for secret in secrets if secret in page] == []


def test_check_page_is_kept_out_of_searches_and_caches(client, holder):
    response = check(client, code_of(holder))

    assert response["X-Robots-Tag"] == "noindex"
    assert 'name="robots" content="noindex"' in response.content.decode()
    assert "canonical" not in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_new_number_makes_the_old_one_worthless(client, client_for, holder):
    old = code_of(holder)

    client_for(holder.account).post(reverse("records:me_renew_card"))

    assert [check(client, code).status_code for code in (old, code_of(holder))] == [404, 200]


def test_withdrawn_and_invented_numbers_get_the_same_answer(client, holder):
    old = code_of(holder)
    cards.renew(holder, by=holder.account)

    pages = [check(client, code).content.decode() for code in (old, new_code())]

    assert len({re.sub(r"/verify/\w+/|nonce-\S+|csrf\S+|value=\S+", "", page) for page in pages}) == 1


@pytest.mark.parametrize("end", ["restricted", "deceased", "closed", "unlinked"])
def test_card_ends_with_what_it_stands_for(client, holder, staff, end):
    code, now = code_of(holder), timezone.now()
    if end == "restricted":
        Restriction.objects.create(person=holder)
    elif end == "deceased":
        sources = {"first_source": "family", "second_source": "news", "second_evidence": "b", "confirmed_at": now}
        Death.objects.create(person=holder, first_evidence="a", first_at=now, **sources)
    elif end == "closed":
        holder.account.is_active = False
        holder.account.save()
    else:
        linking.unlink(holder, by=staff("records"), reason="not theirs")

    assert (check(client, code).status_code, card_of(holder)) == (404, None)


def test_who_takes_over_the_record_has_no_card_of_another(holder, staff):
    linking.unlink(holder, by=staff("records"), reason="not theirs")

    assert code_of(holder) is None


@pytest.mark.parametrize("typed", ["{0}-{1}-{2}", "{0} {1} {2}", "{0}{1}{2}"])
def test_number_is_read_as_people_type_it(holder, typed):
    code = code_of(holder)
    parts = [code[:4], code[4:8], code[8:].lower()]

    assert card_by_code(typed.format(*parts)).code == code


@pytest.mark.parametrize("typed", ["", "K7Q2", "K7Q2M9TX4HB0", "' OR 1=1 --", "x" * 500, "ก" * 12])
def test_what_is_no_number_is_no_card(typed):
    assert (read_code(typed), card_by_code(typed)) == ("", None)


def test_guessing_is_slowed_down(client):
    statuses = [check(client, new_code()).status_code for _ in range(61)]

    assert statuses == [404] * 60 + [429]


def test_visitors_are_led_to_claim_their_record_first(client_for):
    assert client_for(UserFactory()).get(reverse("records:me_card")).url == reverse("records:claim")


@pytest.mark.parametrize(("shows", "seen"), [("name", [1, 1, 1]), ("class", [0, 0, 1]), ("valid", [0, 0, 0])])
def test_check_page_says_what_the_holder_chose(client, client_for, holder, *, shows, seen):
    """The audience of the name plays no part: whoever hands over a card says by it what it tells."""
    name = holder.names.get()
    name.audience = "office"
    name.save()

    client_for(holder.account).post(reverse("records:me_choose_card"), {"shows": shows})

    page = check(client, code_of(holder)).content.decode()
    year = str(holder.degrees.get().cohort.graduation_year_be)
    assert [text in page for text in (name.first_th, name.first_en, year)] == seen
    assert client_for(holder.account).get(reverse("records:me_card")).content.decode().count(name.first_th) >= 1


def test_no_other_choice_is_taken(client_for, holder):
    response = client_for(holder.account).post(reverse("records:me_choose_card"), {"shows": "everything"})

    assert (response.status_code, Profile.objects.get(person=holder).card_shows) == (422, "name")
