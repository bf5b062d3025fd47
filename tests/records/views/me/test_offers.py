import pytest
from django.urls import reverse

from apps.records.models import HelpOffer, SearchRow

pytestmark = pytest.mark.django_db


def page(browser, **said):
    sent = {f"{kind}-{field}": text for kind in HelpOffer.Kind.values for field, text in BLANK.items()}
    sent |= {key.replace("__", "-"): text for key, text in said.items()}
    return browser.post(reverse("records:me_offers"), sent)


BLANK = {"note": "", "audience": "alumni", "version": "0"}


def test_offers_are_made_and_found(browser, person):
    page(browser, mentor__is_offered="on", mentor__note="งานวิจัย", talk__is_offered="on", talk__audience="fellows")

    found = HelpOffer.objects.order_by("kind").values_list("kind", "note", "audience")
    assert list(found) == [("mentor", "งานวิจัย", "alumni"), ("talk", "", "fellows")]
    assert "mentor" in SearchRow.objects.get(person=person, tier="alumni").offers


def test_offer_is_withdrawn(browser, person):
    offer = HelpOffer.objects.create(person=person, kind="mentor", audience="alumni")

    page(browser, mentor__version=offer.version)

    assert HelpOffer.objects.count() == 0


def test_offer_changed_meanwhile_is_told(browser, person):
    HelpOffer.objects.create(person=person, kind="mentor", note="ใหม่กว่า", audience="alumni", version=2)

    response = page(browser, mentor__version=1, mentor__is_offered="on", mentor__note="ของฉัน")

    text = response.content.decode()
    assert (response.status_code, HelpOffer.objects.get().note) == (422, "ใหม่กว่า")
    assert ("ใหม่กว่า" in text, "ของฉัน" in text) == (True, True)
