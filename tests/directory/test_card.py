"""The contact card: what the page shows, in a file that address books read."""

import pytest
from django.urls import reverse

from apps.directory.lib import vcard
from apps.records.models import Audience, Disclosure
from tests.factories import ContactFactory, EmploymentFactory

THAI = "สุดารัตน์ กาญจนวิไลเลิศประเสริฐวงศ์ ณ อยุธยาบริรักษ์ธรรมมหาบัณฑิตตระกูล"


def parse(text):
    """Unfolded lines as (name with parameters, value), as RFC 2426 reads them."""
    assert text.endswith("\r\n")
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    return [tuple(line.split(":", 1)) for line in lines]


def values(text):
    return dict(parse(text))


def unescape(value):
    out, letters = "", iter(value)
    for letter in letters:
        follow = next(letters) if letter == "\\" else ""
        out += {"n": "\n"}.get(follow, follow) if letter == "\\" else letter
    return out


def test_lines_are_folded_by_octets_within_no_letter():
    text = vcard.write(vcard.Card(full_name=THAI, note=THAI * 3))

    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert (values(text)["FN"], values(text)["NOTE"]) == (THAI, THAI * 3)


def test_what_would_end_a_value_is_escaped():
    hostile = "a;b,c\\d\r\nTEL:191\nEND:VCARD"

    text = vcard.write(vcard.Card(full_name=hostile, organisation=hostile))

    assert [name for name, _ in parse(text)] == ["BEGIN", "VERSION", "FN", "N", "ORG", "END"]
    assert unescape(values(text)["ORG"]) == "a;b,c\\d\nTEL:191\nEND:VCARD"


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029", "\x0b", "\x00"])
def test_no_other_line_end_gets_in(separator):
    text = vcard.write(vcard.Card(full_name=f"a{separator}TEL:191"))

    assert values(text)["FN"] == "aTEL:191"


@pytest.mark.django_db
def test_card_holds_what_the_reader_may_see(pair):
    ContactFactory(person=pair.other, value="open@example.org", audience=Audience.ALUMNI)
    ContactFactory(person=pair.other, kind="mobile", value="+66812345678", audience=Audience.OFFICE)
    EmploymentFactory(person=pair.other, employer="บริษัท; จำกัด", position="วิศวกร", audience=Audience.ALUMNI)

    response = pair.browser.get(reverse("directory:card", args=[pair.other.public_id]))

    card = values(response.content.decode())
    assert response.headers["Content-Type"] == "text/vcard; charset=utf-8"
    assert (card["FN"], card["N"]) == ("ชูใจ เลิศล้ำ", "เลิศล้ำ;ชูใจ;;นางสาว;")
    assert (card["EMAIL;TYPE=INTERNET"], card["ORG"], card["TITLE"]) == ("open@example.org", "บริษัท\\; จำกัด", "วิศวกร")
    assert [name for name in card if name.startswith("TEL")] == []


@pytest.mark.django_db
def test_card_taken_away_is_written_down(pair):
    ContactFactory(person=pair.other, value="open@example.org", audience=Audience.ALUMNI)

    pair.browser.get(reverse("directory:card", args=[pair.other.public_id]))

    row = Disclosure.objects.get(kind="vcard")
    assert (row.person_id, row.to_id, row.what) == (pair.other.pk, pair.me.account_id, "name, emails")
