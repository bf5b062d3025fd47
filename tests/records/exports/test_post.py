from datetime import date

import pytest

from apps.records.exports import post
from apps.records.models import DoNotContact, Person, PersonName
from tests.factories import AddressFactory, CountryFactory, InstitutionFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]

TODAY = date(2026, 11, 21)
LETTER = post.LetterText(
    number="123", subject="ขอเชิญร่วมงาน", body="ด้วยสำนักงาน\n\nจึงเรียนมา #strong[x] $1$", dated=TODAY
)


def collect():
    return post.collect(Person.objects.for_export(), TODAY)


def test_collect_addresses_a_person_as_thais_do():
    AddressFactory(person=PersonFactory(name__title_th="นาย", name__first_th="ก้องเกียรติ", name__last_th="ปั้นน้ำ"))

    [recipient] = collect().people
    assert (recipient.name, recipient.salutation) == ("นายก้องเกียรติ ปั้นน้ำ", "คุณก้องเกียรติ ปั้นน้ำ")
    assert recipient.lines == ["1/1 หมู่ที่ 2", "ตำบลคอหงส์ อำเภอหาดใหญ่", "จังหวัดสงขลา 90110"]


def test_collect_names_why_somebody_is_left_out():
    PersonFactory()
    DoNotContact.objects.create(person=AddressFactory().person, channel="post", since=date(2026, 1, 1))
    DoNotContact.objects.create(person=AddressFactory().person, channel="email", since=date(2026, 1, 1))

    pile = collect()

    assert (len(pile.people), sum(pile.left_out.values()), len(pile.left_out)) == (1, 2, 2)


def test_collect_writes_abroad_by_the_lines_given():
    laos = CountryFactory(code="LA", name_th="ลาว", name_en="Laos")
    AddressFactory(country=laos, province=None, foreign_lines="House 5\nDongdok", postcode="7322")

    assert collect().people[0].lines == ["House 5", "Dongdok", "7322 LAOS"]


@pytest.mark.parametrize("kind", post.KINDS)
def test_render_makes_a_pdf_of_each_kind(kind):
    InstitutionFactory()
    AddressFactory()

    pdf = post.render(kind, collect(), text=LETTER if kind == "letter" else None, skip=3)

    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["王小明", "สมชาย😀", "Иван"])
def test_collect_leaves_out_what_the_font_cannot_write(name):
    person = AddressFactory().person
    PersonName.objects.filter(person=person).update(first_th=name)

    pile = collect()

    assert (pile.people, sum(pile.left_out.values())) == ([], 1)


def test_collect_takes_accents():
    AddressFactory(
        person=PersonFactory(name__first_th="", name__last_th="", name__first_en="José", name__last_en="Ōta")
    )

    assert collect().people[0].name == "Ms José Ōta"
