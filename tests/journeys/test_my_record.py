"""An alumnus keeps their own record: a new post, a hidden telephone, a photo, a look through others' eyes."""

import io

import pytest
from PIL import Image

from apps.records.models import Employment
from tests.factories import ContactFactory, UserFactory

from .people import graduate, name_of, new_mobile


@pytest.fixture
def owner():
    person = graduate(account=UserFactory(), name__audience="everyone")
    phone = "+66" + new_mobile()[1:]
    ContactFactory(person=person, kind="mobile", value=phone, audience="everyone")
    return person


@pytest.fixture
def me(reader, owner):
    return reader(owner.account)


def picture():
    kept = io.BytesIO()
    Image.new("RGB", (900, 600), "seagreen").save(kept, "JPEG")
    return {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def test_new_post_is_told_where_it_helps(me, owner):
    me.visit("home:me")
    me.sees("Most useful now")
    me.visit("records:me_work")
    me.follow("Add a post", within="main")

    me.fill({"position": "ครูใหญ่", "employer": "โรงเรียนบ้านนา", "from": "พ.ค. 2561"})
    me.press("Save the changes")

    me.sees("Saved.", "ครูใหญ่", "โรงเรียนบ้านนา")
    assert str(Employment.objects.get(person=owner).valid_from) == "2018-05"


def test_hidden_telephone_is_gone_from_the_public_page(me, owner):
    number = owner.contacts.get().value
    me.visit("records:me_preview")
    me.open(me.address("records:me_preview") + "?as=public")
    assert number[-4:] in me.text

    me.visit("records:me_contacts")
    me.page.locator(f"#id_c{owner.contacts.get().pk}-audience").select_option("office")
    me.press("Save the changes")

    me.open(me.address("records:me_preview") + "?as=public")
    assert number[-4:] not in me.text


def test_photo_is_shown_and_refused_in_words(me):
    me.visit("records:me_photo")
    me.page.locator("#id_photo").set_input_files({"name": "x.gif", "mimeType": "image/gif", "buffer": b"GIF89a"})
    me.press("Upload the photo", status=422)
    assert me.focus_is_in(".errors")

    me.page.locator("#id_photo").set_input_files(picture())
    me.press("Upload the photo")

    me.sees("Your photo now")
    assert me.page.locator("img.portrait").evaluate("image => image.complete && image.naturalWidth") == 600


def test_correction_is_asked_for_and_taken_back(me):
    me.visit("records:me_education")
    me.follow("Ask for a correction", within="main")
    me.fill({"academic year of graduation (B.E.)": "2547", "how we can see that it is so": "ใบแสดงผลการเรียน"})
    me.press("Ask for the correction")
    me.sees("The office looks at it", "ใบแสดงผลการเรียน")

    me.press("Take the request back")

    me.sees("Withdrawn")


def test_history_tells_what_i_did(me, owner):
    me.visit("records:me_names")
    me.fill({"nickname": "แดง"})
    me.press("Save the changes")
    me.visit("records:me_history")

    me.sees("You", "corrected a name")
    me.does_not_see(name_of(owner) + " Staff")


def test_late_form_shows_what_it_says_now(me, owner):
    post = Employment.objects.create(person=owner, position="เดิม", country_id="TH", source="self")
    me.visit("records:me_post", pk=post.pk)
    Employment.objects.filter(pk=post.pk).update(position="สำนักงานแก้", version=2)

    me.fill({"position": "ของฉัน"})
    me.press("Save the changes", status=422)
    me.sees("สำนักงานแก้")
    me.press("Save the changes")

    me.sees("Saved.", "ของฉัน")
