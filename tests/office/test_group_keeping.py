"""What the office sees of photographs, documents and posts about which it decides, and of nothing else."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from apps.chapters.actions import albums, documents, news
from apps.chapters.lib.photo_picture import encode
from apps.chapters.models import Complaint
from apps.core.lib.office_files import Kind
from tests.chapters.pictures import jpeg
from tests.factories import AlbumFactory, ComplaintFactory, DocumentFactory, PostFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client_for):
    return client_for(StaffFactory(role="communications"))


def test_photograph_is_seen_once_somebody_objects(office):
    photo = albums.add(AlbumFactory(), encode(jpeg()), by=UserFactory())
    url = reverse("office:group_picture", args=[photo.public_id])
    assert office.get(url).status_code == 404

    ComplaintFactory(photo=photo, why="politics")

    assert office.get(url)["Content-Type"] == "image/webp"


def test_document_is_handed_out_once_somebody_objects(office):
    document = DocumentFactory(audience="leaders", versioned=None)
    version = documents.replace(document, content=b"%PDF-1\n%%EOF", kind=Kind.PDF, note="", by=UserFactory())
    url = reverse("office:group_file", args=[version.public_id])
    assert office.get(url).status_code == 404

    ComplaintFactory(photo=None, document=document, why="politics")

    answer = office.get(url)
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer.content.startswith(b"%PDF-")


def test_photograph_of_a_draft_is_the_groups_own(office):
    post = PostFactory(state="draft")
    news.change(post, {"photo_alt": "x"}, picture=encode(jpeg()), by=UserFactory())

    assert office.get(reverse("office:group_post_picture", args=[post.pk])).status_code == 404


def test_photograph_of_a_post_that_waits_is_seen(office):
    post = PostFactory(state="waiting", photo="groups/seen", photo_alt="x")
    default_storage.save("groups/seen-large.webp", ContentFile(b"picture"))

    assert office.get(reverse("office:group_post_picture", args=[post.pk])).content == b"picture"


def test_office_takes_a_photograph_down(office):
    row = ComplaintFactory(why="politics")
    url = reverse("office:group_complaint", args=[row.pk])

    office.post(url, {"outcome": "removed", "remark": "names a party"})

    row.refresh_from_db()
    row.photo.refresh_from_db()
    assert (row.outcome, row.photo.file) == ("removed", "")


def test_leaders_objections_come_to_the_office_after_a_week(office):
    ComplaintFactory(why="shown")
    assert list(office.get(reverse("office:group_posts")).context["complaints"]) == []

    Complaint.objects.update(created_at="2026-01-01T00:00Z")

    assert len(office.get(reverse("office:group_posts")).context["complaints"]) == 1


def test_whoever_may_not_moderate_sees_none_of_it(client_for):
    row = ComplaintFactory(why="politics")
    reader = client_for(StaffFactory(role="reports"))

    for name, argument in (("group_complaint", row.pk), ("group_picture", row.photo.public_id)):
        assert reader.get(reverse(f"office:{name}", args=[argument])).status_code == 403
