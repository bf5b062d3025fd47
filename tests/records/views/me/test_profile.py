import pytest
from django.urls import reverse

from apps.records.models import HeldChange, Person, Profile

pytestmark = pytest.mark.django_db
SAID = {
    "about": "  สอนหนังสือ ",
    "about_audience": "everyone",
    "interests": "วิ่ง, กล้วยไม้ ,วิ่ง",
    "interests_audience": "fellows",
    "home_province": "90",
    "home_province_audience": "alumni",
    "birth_date_audience": "office",
    "in_directory": "on",
    "version": "0",
    "person_version": "1",
}


def post(browser, **other):
    return browser.post(reverse("records:me_profile"), SAID | other)


def test_profile_is_kept(browser, person):
    response = post(browser)

    profile = Profile.objects.get(person=person)
    assert (response.status_code, profile.about, profile.interests) == (302, "สอนหนังสือ", ["วิ่ง", "กล้วยไม้"])
    assert (profile.about_audience, profile.interests_audience) == ("everyone", "fellows")
    assert Person.objects.get(pk=person.pk).home_province_id == "90"


def test_saving_twice_without_looking_again_tells_what_it_says_now(browser, person):
    post(browser)

    response = post(browser, about="อื่น")

    page = response.content.decode()
    assert (response.status_code, Profile.objects.get().about) == (422, "สอนหนังสือ")
    assert ("อื่น" in page, "สอนหนังสือ" in page) == (True, True)


def test_after_looking_the_same_form_saves(browser, person):
    post(browser)
    seen = post(browser, about="อื่น").context["form"]

    versions = {name: seen[name].value() for name in ("version", "person_version")}
    response = post(browser, about="อื่น", **versions)

    assert (response.status_code, Profile.objects.get().about) == (302, "อื่น")


@pytest.mark.parametrize("interests", [",".join(f"w{n}" for n in range(13)), "ย" * 41])
def test_too_much_is_refused_and_kept_in_the_form(browser, interests):
    response = post(browser, interests=interests)

    assert (response.status_code, Profile.objects.count()) == (422, 0)
    assert interests in response.content.decode()


def test_hostile_text_is_shown_as_text(browser):
    post(browser, about="<script>alert(1)</script>")

    page = browser.get(reverse("records:me_profile")).content.decode()
    assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)


def test_missing_birth_date_is_entered_by_oneself(browser, person):
    response = browser.post(reverse("records:me_birth_date"), {"birth_date": "5 ธ.ค. 2530", "version": "1"})

    born = Person.objects.get(pk=person.pk)
    assert (response.status_code, str(born.birth_date), born.birth_date_source) == (302, "1987-12-05", "self")


def test_registrar_s_birth_date_is_asked_about(browser, person):
    Person.objects.filter(pk=person.pk).update(birth_date="1987-12-05", birth_date_source="registrar")

    browser.post(reverse("records:me_birth_date"), {"birth_date": "6/12/2530", "note": "บัตรประชาชน", "version": "1"})

    held = HeldChange.objects.get()
    assert (held.values, held.note, held.source) == ({"birth_date": "1987-12-06"}, "บัตรประชาชน", "self")
    assert str(Person.objects.get(pk=person.pk).birth_date) == "1987-12-05"
