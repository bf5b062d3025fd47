import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from apps.records.models import PersonName, Profile
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def picture(kind="JPEG", size=(300, 200)):
    kept = io.BytesIO()
    Image.new("RGB", size, "navy").save(kept, kind)
    return kept.getvalue()


def upload(browser, data, name="me.jpg", version=0):
    file = SimpleUploadedFile(name, data, content_type="image/jpeg")
    return browser.post(reverse("records:me_photo"), {"photo": file, "version": version})


def files(media):
    return sorted(path.name.split("-")[1] for path in media.rglob("*.webp"))


def photo_url(person, size="large"):
    return reverse("records:photo", args=[person.public_id, size])


def test_photo_is_kept_in_two_sizes(browser, person, media):
    upload(browser, picture())

    answer = browser.get(photo_url(person))
    assert (files(media), answer.headers["Content-Type"]) == (["large.webp", "small.webp"], "image/webp")
    assert Image.open(io.BytesIO(answer.content)).size == (200, 200)
    assert "private" in answer.headers["Cache-Control"]


def test_newer_photo_takes_the_place_of_the_older(browser, person, media, django_capture_on_commit_callbacks):
    upload(browser, picture())
    old = Profile.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        upload(browser, picture(), version=old.version)

    kept = Profile.objects.get().photo
    assert kept != old.photo
    assert sorted(path.relative_to(media).as_posix() for path in media.rglob("*.webp")) == [
        f"{kept}-large.webp",
        f"{kept}-small.webp",
    ]


def test_photo_is_removed_with_its_files(browser, person, media, django_capture_on_commit_callbacks):
    upload(browser, picture())
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("records:me_remove_photo"), {"version": Profile.objects.get().version})

    assert (Profile.objects.get().photo, files(media)) == ("", [])
    assert browser.get(photo_url(person)).status_code == 404


def test_stale_upload_leaves_no_file(browser, person, media):
    response = upload(browser, picture(), version=7)

    assert (response.status_code, files(media)) == (422, [])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.gif", picture("GIF")),
        ("a.ppm", picture("PPM")),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
        ("a.jpg", picture() + b"<script>alert(1)</script>"),
        ("a.jpg", picture()[:400]),
        ("a.png", picture("PNG", (12000, 12000))),
        ("a.jpg", picture(size=(60, 60))),
        ("a.jpg", b"not a picture"),
        ("a.jpg", b""),
        ("a.jpg", b"\xff\xd8" + b"0" * (10 * 1024 * 1024)),
    ],
    ids=["gif", "ppm", "svg", "script", "truncated", "bomb", "small", "text", "empty", "large"],
)
def test_what_is_no_photo_is_refused_in_words(browser, media, name, data):
    response = upload(browser, data, name)

    assert (response.status_code, files(media)) == (422, [])
    assert len(response.context["form"].errors["photo"]) == 1


@pytest.fixture
def readers(client_for, stranger):
    """Nobody, somebody with a mere account, another alumnus."""
    return [client_for(), client_for(UserFactory()), client_for(stranger.account)]


@pytest.mark.parametrize(
    ("audience", "expected"),
    [("everyone", [200, 200, 200]), ("alumni", [404, 404, 200]), ("office", [404, 404, 404])],
)
def test_photo_is_shown_to_its_audience(browser, person, readers, audience, expected):
    PersonName.objects.update(audience="everyone")  # who shows the public no name has no page for them
    upload(browser, picture())
    said = {"photo_audience": audience, "version": Profile.objects.get().version}
    browser.post(reverse("records:me_photo"), said)

    assert [reader.get(photo_url(person)).status_code for reader in readers] == expected
    assert browser.get(photo_url(person)).status_code == 200


@pytest.mark.parametrize("size", ["huge", "large-webp"])
def test_other_sizes_are_not_there(browser, person, size):
    upload(browser, picture())

    assert browser.get(photo_url(person, size)).status_code == 404


def test_file_name_is_no_one_s_to_guess(browser, media):
    upload(browser, picture())

    assert [len(Path(Profile.objects.get().photo).name)] == [32]
