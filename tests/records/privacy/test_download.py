"""What a person takes out: everything of themself, and nothing of anybody else."""

import json

import pytest
from django.urls import reverse
from django.utils import translation

from apps.core.actions import jobs
from apps.core.models import Job
from apps.records.actions import downloads, photos
from apps.records.exports import person as person_file
from apps.records.models import Profile
from tests.factories import GraduateFactory, UserFactory

from . import planting

pytestmark = pytest.mark.django_db


def files(world):
    return planting.found_in(person_file.write(world.subject))


def test_every_table_has_a_row_to_look_for(world):
    assert planting.not_planted(world) == []


def test_file_holds_everything_of_the_person(world):
    planted = planting.tokens(world)

    data = files(world)["data.json"]

    assert {planted[token] for token in planted if token not in data} == set()


def test_tables_hold_what_the_structured_file_holds(world):
    planted = planting.tokens(world)

    tables = "".join(text for name, text in files(world).items() if name.endswith(".csv"))

    assert {planted[token] for token in planted if token not in tables} == set()


def test_file_holds_nothing_of_anybody_else(world):
    planting.tokens(world)

    assert {name for name, text in files(world).items() if planting.OTHERS in text} == set()


def test_staff_are_told_as_the_office(world):
    rows = json.loads(files(world)["data.json"])["tables"]["care/contactlogentry"]["rows"]

    with translation.override("th"):
        assert [row["by"] for row in rows] == [translation.gettext("the office")]


def test_structured_file_explains_each_field(world):
    table = json.loads(files(world)["data.json"])["tables"]["contacts/contact"]

    assert set(table["rows"][0]) == set(table["fields"])
    assert all(table[key] for key in ("label", "purpose", "basis", "kept_for"))


def test_cell_does_not_become_a_formula(world):
    world.person.contacts.update(label="=1+1")

    data = files(world)["contacts/contact.csv"]

    assert "'=1+1" in data


def test_photo_is_in_the_file(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "photos").mkdir()
    (tmp_path / photos.file_of("photos/a", "large")).write_bytes(b"picture")
    Profile.objects.update(photo="photos/a")

    assert files(world)["photo.webp"] == "picture"


def test_account_without_a_record_gets_what_it_has():
    account = UserFactory(email="visitor@example.org")

    data = planting.found_in(person_file.write(downloads.subject_of(account)))

    assert set(data) == {"readme.txt", "data.json", "account/user.csv", "account/emailaddress.csv"}


def test_download_wants_a_fresh_sign_in(client_for):
    account = GraduateFactory(account=UserFactory()).account

    response = client_for(account).post(reverse("records:me_download"))

    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert not Job.objects.exists()


def test_who_has_no_password_signs_in_anew(client_for):
    account = GraduateFactory(account=UserFactory()).account
    account.set_unusable_password()
    account.save()
    client = client_for(account)

    response = client.post(reverse("records:me_download"))

    assert response["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_download_is_made_and_fetched_by_its_owner_alone(signed_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    account, stranger = GraduateFactory(account=UserFactory()).account, UserFactory()
    signed_in(account).post(reverse("records:me_download"))
    job = Job.objects.get()
    jobs.run(job_id=job.pk)
    url = reverse("records:me_download_file", args=[job.public_id])

    response = signed_in(account).get(url)

    assert "data.json" in planting.found_in(b"".join(response.streaming_content))
    assert signed_in(stranger).get(url).status_code == 404


def test_file_is_made_in_the_language_of_the_page(signed_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    account = GraduateFactory(account=UserFactory(language="th")).account
    with translation.override("en"):
        signed_in(account).post(reverse("records:me_download"))
    job = Job.objects.get()
    jobs.run(job_id=job.pk)
    job.refresh_from_db()

    with job.result.open("rb") as made:
        assert json.loads(planting.found_in(made.read())["data.json"])["language"] == "en"


def test_second_press_while_at_work_starts_nothing(signed_in):
    account = UserFactory()
    client = signed_in(account)
    for _ in range(2):
        client.post(reverse("records:me_download"))

    assert Job.objects.count() == 1


def test_sixth_file_in_a_day_is_refused():
    account = UserFactory()
    for _ in range(downloads.MOST_A_DAY):
        Job.objects.create(kind=downloads.KIND, title="x", by=account, state="cancelled", ended_at="2026-01-01T00:00Z")

    with pytest.raises(downloads.TooMany):
        downloads.start(by=account, language="th")
