import pytest

from apps.accounts import emails
from apps.core.registries import Letterhead
from apps.home import reports
from tests.factories import InstitutionFactory

pytestmark = pytest.mark.django_db


def test_letterhead_is_in_the_readers_language(language):
    InstitutionFactory(office_phone="0-7428-2209", office_email="office@example.ac.th")

    expected = {
        "th": ("มหาวิทยาลัยสงขลานครินทร์", "สำนักงานศิษย์เก่าสัมพันธ์"),
        "en": ("Prince of Songkla University", "Alumni Relations Office"),
    }[language]
    letterhead = reports.letterhead()
    assert (letterhead.university, letterhead.office) == expected
    assert letterhead.contact == "0-7428-2209 · office@example.ac.th"


def test_letterhead_exists_before_the_reference_data():
    letterhead = reports.letterhead()

    assert letterhead == Letterhead(portal=letterhead.portal, university="", office="", contact="")


def test_messages_go_out_under_it():
    InstitutionFactory()

    assert emails.letterhead() == reports.letterhead()
