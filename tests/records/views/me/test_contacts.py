import pytest
from django.urls import reverse
from django.utils import timezone

from apps.records.models import Contact
from tests.factories import ContactFactory

pytestmark = pytest.mark.django_db


def page(browser, *contacts, **said):
    """Sends the whole page, as a browser does, with what was typed into it."""
    sent = {f"new-{kind}-{field}": text for kind in Contact.Kind.values for field, text in BLANK.items()}
    for contact in contacts:
        sent |= {f"c{contact.pk}-value": contact.value, f"c{contact.pk}-audience": contact.audience}
        sent |= {f"c{contact.pk}-version": contact.version}
    return browser.post(reverse("records:me_contacts"), sent | said)


BLANK = {"value": "", "audience": "office", "version": "0"}


def test_missing_ways_are_added_together(browser, person):
    said = {"new-mobile-value": "๐๘๑ ๒๓๔ ๕๖๗๘", "new-mobile-audience": "fellows", "new-line-value": "oat15"}

    response = page(browser, **said)

    found = person.contacts.order_by("kind").values_list("kind", "value", "audience", "source")
    assert response.status_code == 302
    assert list(found) == [("line", "oat15", "office", "self"), ("mobile", "+66812345678", "fellows", "self")]


def test_phone_is_hidden_in_place(browser, person):
    phone = ContactFactory(person=person, kind="mobile", value="+66812345678", audience="everyone", source="registrar")

    page(browser, phone, **{f"c{phone.pk}-value": "081-234-5678", f"c{phone.pk}-audience": "office"})

    phone.refresh_from_db()
    assert (phone.value, phone.audience, phone.source) == ("+66812345678", "office", "registrar")


def test_changed_address_is_no_longer_confirmed(browser, person):
    email = ContactFactory(person=person, confirmed_at=timezone.now(), confirmed_by="self")

    page(browser, email, **{f"c{email.pk}-value": "new@example.org"})

    email.refresh_from_db()
    assert (email.value, email.confirmed_at, email.source) == ("new@example.org", None, "self")


def test_one_wrong_line_keeps_all_of_them(browser, person):
    response = page(browser, **{"new-email-value": "ไม่ใช่อีเมล", "new-mobile-value": "0812345678"})

    text = response.content.decode()
    assert (response.status_code, Contact.objects.count()) == (422, 0)
    assert ("ไม่ใช่อีเมล" in text, "0812345678" in text) == (True, True)


def test_emptied_line_says_how_to_take_it_out(browser, person):
    email = ContactFactory(person=person)

    response = page(browser, email, **{f"c{email.pk}-value": ""})

    assert (response.status_code, Contact.objects.get().value) == (422, email.value)


def test_contact_changed_meanwhile_is_told_and_then_saved(browser, person):
    email = ContactFactory(person=person)
    Contact.objects.update(value="office@example.org", version=2)

    response = page(browser, email, **{f"c{email.pk}-value": "mine@example.org"})

    shown = response.context["known"][0]
    assert (response.status_code, shown["version"].value(), shown["value"].value()) == (422, "2", "mine@example.org")
    assert "office@example.org" in response.content.decode()


def test_contact_twice_is_refused(browser, person):
    ContactFactory(person=person, value="a@example.org")

    response = page(browser, *Contact.objects.all(), **{"new-email-value": "a@example.org"})

    assert (response.status_code, Contact.objects.count()) == (422, 1)


def test_contact_of_somebody_else_is_left_alone(browser, person, stranger):
    theirs = ContactFactory(person=stranger)

    page(browser, theirs, **{f"c{theirs.pk}-value": "stolen@example.org"})

    theirs.refresh_from_db()
    assert theirs.value != "stolen@example.org"


@pytest.mark.parametrize("deed", ["me_prefer_contact", "me_retire_contact", "me_send_code", "me_code"])
def test_deed_on_somebody_else_s_contact_finds_none(browser, stranger, deed):
    theirs = ContactFactory(person=stranger)

    assert browser.post(reverse(f"records:{deed}", args=[theirs.pk]), {"version": 1, "code": "1"}).status_code == 404


def test_retired_contact_is_closed_and_kept(browser, person):
    email = ContactFactory(person=person, is_primary=True, audience="everyone")

    browser.post(reverse("records:me_retire_contact", args=[email.pk]), {"version": 1})

    email.refresh_from_db()
    assert (email.status, email.is_primary, email.audience) == ("retired", False, "office")


def test_preferred_contact_takes_the_first_place(browser, person):
    first = ContactFactory(person=person, is_primary=True)
    second = ContactFactory(person=person)

    browser.post(reverse("records:me_prefer_contact", args=[second.pk]), {"version": 1})

    assert list(Contact.objects.filter(is_primary=True)) == [second]
    assert Contact.objects.get(pk=first.pk).status == "live"
