import pytest
from django.urls import reverse

from apps.records.models import HeldChange, PersonName, Source
from tests.factories import PersonNameFactory

pytestmark = pytest.mark.django_db


def current(person):
    return PersonName.objects.get(person=person, is_current=True)


def test_nickname_and_latin_spelling_are_one_s_own(browser, person):
    said = {"nickname": "ดา", "first_en": "Sudah", "last_en": "Jaidee", "audience": "everyone", "version": "1"}

    response = browser.post(reverse("records:me_names"), said)

    name = current(person)
    assert (response.status_code, name.nickname, name.first_en, name.audience) == (302, "ดา", "Sudah", "everyone")
    assert name.first_th == "สุดา"


def test_audience_alone_leaves_the_word_the_registrar_s(browser, person):
    PersonName.objects.update(source=Source.REGISTRAR)
    name = current(person)
    said = {"title_en": name.title_en, "first_en": name.first_en, "last_en": name.last_en, "version": "1"}

    browser.post(reverse("records:me_names"), said | {"audience": "fellows"})

    assert (current(person).audience, current(person).source) == ("fellows", "registrar")


def test_new_name_keeps_the_old_one_as_former(browser, person):
    said = {"name_th": "นางสุดา รักเรียน", "reason": "marriage", "since": "2561", "version": "1"}

    browser.post(reverse("records:me_new_name"), said)

    assert (current(person).full_th, current(person).source) == ("สุดา รักเรียน", "self")
    assert PersonName.objects.get(person=person, is_current=False).full_th == "สุดา ใจดี"


def test_former_name_is_added_and_taken_out_again(browser, person):
    browser.post(reverse("records:me_former_name"), {"name_th": "สุดา เก่ามาก", "audience": "alumni"})
    former = PersonName.objects.get(person=person, is_current=False)

    browser.post(reverse("records:me_remove_name", args=[former.pk]), {"version": former.version})

    assert (former.full_th, PersonName.objects.filter(person=person).count()) == ("สุดา เก่ามาก", 1)


def test_registered_former_name_stays(browser, person):
    former = PersonNameFactory(person=person, is_current=False, source=Source.REGISTRAR)

    response = browser.post(reverse("records:me_remove_name", args=[former.pk]), {"version": former.version})

    assert response.status_code == 404


def test_name_of_somebody_else_is_not_there(browser, stranger):
    former = PersonNameFactory(person=stranger, is_current=False, source=Source.SELF)

    assert browser.post(reverse("records:me_remove_name", args=[former.pk])).status_code == 404


def test_spelling_waits_for_the_office(browser, person):
    said = {"first_th": "สุดารัตน์", "last_th": "ใจดี", "title_th": "นางสาว", "note": "ตามปริญญาบัตร", "version": "1"}

    browser.post(reverse("records:me_spelling"), said)

    held = HeldChange.objects.get()
    assert (held.values, held.note, current(person).first_th) == ({"first_th": "สุดารัตน์"}, "ตามปริญญาบัตร", "สุดา")


def test_second_request_takes_the_place_of_the_first(browser, person):
    said = {"last_th": "ใจดี", "title_th": "นางสาว", "note": "ตามปริญญาบัตร", "version": "1"}
    browser.post(reverse("records:me_spelling"), said | {"first_th": "ก"})

    browser.post(reverse("records:me_spelling"), said | {"first_th": "ข"})

    states = HeldChange.objects.order_by("pk").values_list("values__first_th", "state")
    assert list(states) == [("ก", "withdrawn"), ("ข", "open")]
