"""Albums: who sees what, what is kept of a picture, and the way to have one taken down."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from apps.chapters.actions import albums, complaints, photo_choices, pictures
from apps.chapters.actions.refusals import AlreadyDecided, FullAlbum, NotNow, NotYetTrusted, TooManyReports
from apps.chapters.lib.photo_picture import LARGE, encode
from apps.chapters.models import Album, Complaint, Photo
from apps.chapters.querysets.photo_choices import choices_in, refusing
from apps.chapters.querysets.posts import trust_of
from apps.core.lib.pictures import upright
from apps.core.models import AuditEntry
from apps.records.actions import consents
from apps.records.models import Consent
from tests.factories import AlbumFactory, ComplaintFactory, DecisionFactory, HoldFactory, PhotoFactory, StaffFactory

from .pictures import jpeg

pytestmark = pytest.mark.django_db


def upload(name="a.jpg", content=None):
    return SimpleUploadedFile(name, content or jpeg(), content_type="image/jpeg")


def kept(photo, size):
    with default_storage.open(pictures.file_of(photo.file, size)) as file:
        return file.read()


def files():
    return {f"groups/{name}" for name in default_storage.listdir("groups")[1]}


def at(name, group, *args):
    return reverse(f"chapters:{name}", args=[group.chapter.slug, *args])


@pytest.fixture
def clerk(db):
    return StaffFactory(role="communications")


@pytest.fixture
def album(group):
    return AlbumFactory(chapter=group.chapter)


@pytest.fixture
def trusted(group):
    """The head of the group, whose posts the office has published."""
    for _ in range(3):
        DecisionFactory(post__chapter=group.chapter, post__author=group.leader)
    return group.leader


def statuses(group, album, photo, browser_of, *, who):
    browser = browser_of(who) if who else Client()
    addresses = [
        at("album", group, album.pk),
        at("photo", group, photo.public_id),
        at("photo_picture", group, photo.public_id, "small"),
    ]
    return [browser.get(address).status_code for address in addresses]


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [("everyone", {"nobody", "stranger", "member"}), ("alumni", {"stranger", "member"}), ("members", {"member"})],
)
def test_photograph_is_seen_by_its_audience_alone(group, browser_of, audience, seen_by):
    album = AlbumFactory(chapter=group.chapter, audience=audience)
    photo = albums.add(album, encode(jpeg()), by=group.leader.account)

    for who, person in {"nobody": None, "stranger": group.stranger, "member": group.member}.items():
        expected = 200 if who in seen_by else 404
        assert (who, statuses(group, album, photo, browser_of, who=person)) == (who, [expected] * 3)
        listed = (browser_of(person) if person else Client()).get(at("albums", group)).content.decode()
        assert (album.title in listed) == (who in seen_by)


def test_picture_is_made_anew_without_where_it_was_taken(group, album, browser_of):
    exif = Image.Exif()
    exif[0x010E] = "at my house, secret words"
    browser = browser_of(group.leader)

    browser.post(at("desk_album", group, album.pk), {"photos": upload(content=jpeg(exif=exif)), "may_be_shown": "on"})

    photo = Photo.objects.get()
    made = [kept(photo, size) for size in pictures.SIZES]
    assert all(b"secret words" not in file for file in made)
    assert [Image.open(io.BytesIO(file)).getexif() for file in made] == [{}, {}]
    assert (photo.width, photo.height) == (400, 300)


def test_good_ones_stay_when_one_of_several_cannot_be_read(group, album, browser_of):
    chosen = [upload("one.jpg"), upload("two.jpg", b"no picture"), upload("three.jpg", jpeg(colour="red"))]

    answer = browser_of(group.leader).post(
        at("desk_album", group, album.pk), {"photos": chosen, "may_be_shown": "on"}, follow=True
    )

    assert Photo.objects.filter(album=album).count() == 2
    assert "two.jpg: " in answer.content.decode()


def test_nothing_is_added_without_a_look_at_who_may_be_shown(group, album, browser_of):
    answer = browser_of(group.leader).post(at("desk_album", group, album.pk), {"photos": upload()})

    assert (answer.status_code, Photo.objects.count()) == (422, 0)


def test_photograph_is_in_an_album_once(group, album, browser_of):
    told = {"photos": [upload("one.jpg"), upload("again.jpg")], "may_be_shown": "on"}
    before = files()

    answer = browser_of(group.leader).post(at("desk_album", group, album.pk), told, follow=True)

    assert Photo.objects.count() == 1
    assert "again.jpg: " in answer.content.decode()
    assert files() - before == {pictures.file_of(Photo.objects.get().file, size) for size in pictures.SIZES}


def test_album_is_full_at_some_time(group, album, monkeypatch):
    monkeypatch.setattr("apps.chapters.rules.PHOTOS_IN_ALBUM", 1)
    albums.add(album, encode(jpeg()), by=group.leader.account)

    with pytest.raises(FullAlbum):
        albums.add(album, encode(jpeg(colour="red")), by=group.leader.account)


def test_untrusted_leader_shows_albums_to_members_alone(group):
    with pytest.raises(NotYetTrusted):
        albums.begin(
            group.chapter, {"title": "x", "audience": "everyone"}, by=group.leader.account, leader=group.leader
        )


def test_trusted_leader_opens_an_album_unless_the_office_holds(group, trusted):
    values = {"title": "x", "audience": "everyone"}
    made = albums.begin(group.chapter, values, by=trusted.account, leader=trusted)
    HoldFactory()
    closed = AlbumFactory(chapter=group.chapter)

    with pytest.raises(NotNow):
        albums.change(closed, {"audience": "alumni"}, by=trusted.account, leader=trusted)
    with pytest.raises(NotNow):
        albums.add(made, encode(jpeg()), by=trusted.account, leader=trusted)
    assert albums.change(closed, {"title": "y"}, by=trusted.account, leader=trusted)


def test_taken_down_photograph_leaves_no_picture(group, album, django_capture_on_commit_callbacks):
    photo = albums.add(album, encode(jpeg()), by=group.leader.account)
    name = photo.file

    with django_capture_on_commit_callbacks(execute=True):
        albums.take_down(photo, by=group.leader.account)

    assert not any(default_storage.exists(pictures.file_of(name, size)) for size in pictures.SIZES)
    with pytest.raises(AlreadyDecided):
        albums.take_down(photo, by=group.leader.account)


def test_one_photograph_is_on_the_cover(group, album):
    first, second = PhotoFactory(album=album), PhotoFactory(album=album)
    albums.describe(first, caption="", is_cover=True, by=group.leader.account)
    albums.describe(second, caption="", is_cover=True, by=group.leader.account)

    assert Album.objects.with_cover().get(pk=album.pk).front == second.public_id
    first.refresh_from_db()
    assert not first.is_cover


def test_whoever_is_in_it_takes_it_out_of_sight_at_once(group, album, browser_of):
    photo = albums.add(album, encode(jpeg()), by=group.leader.account)
    member = browser_of(group.member)

    member.post(at("photo_complain", group, photo.public_id), {"why": "shown", "note": "please"})

    assert member.get(at("photo_picture", group, photo.public_id, "large")).status_code == 404
    assert member.get(at("album", group, album.pk)).context["page"].paginator.count == 0
    leader = browser_of(group.leader)
    assert leader.get(at("photo_picture", group, photo.public_id, "large")).status_code == 200
    page = leader.get(at("desk_complaint", group, Complaint.objects.get().pk)).content.decode()
    assert "please" in page
    assert str(group.member.names.get()) not in page


def test_other_objections_go_to_the_office_and_hide_nothing(group, album, browser_of):
    photo = PhotoFactory(album=album)
    browser_of(group.member).post(at("photo_complain", group, photo.public_id), {"why": "politics"})

    row = Complaint.objects.get()

    assert photo in Photo.objects.shown()
    assert browser_of(group.leader).get(at("desk_complaint", group, row.pk)).status_code == 404


def test_leader_answers_and_the_asker_is_told(group, album, browser_of):
    row = ComplaintFactory(photo__album=album, by=group.member)
    browser = browser_of(group.leader)

    refused = browser.post(at("desk_complaint", group, row.pk), {"outcome": "kept"})
    browser.post(at("desk_complaint", group, row.pk), {"outcome": "kept", "remark": "You asked for it."})

    row.refresh_from_db()
    assert (refused.status_code, row.outcome) == (422, "kept")
    assert row.photo in Photo.objects.shown()
    assert group.member.account.notices.get().kind == "chapters.complaint_decided"


def test_two_leaders_answer_one_of_them_too_late(group, album):
    row = ComplaintFactory(photo__album=album)
    late = Complaint.objects.select_related("photo__album__chapter").get(pk=row.pk)
    complaints.decide(row, Complaint.Outcome.REMOVED, remark="", by=group.leader.account)

    with pytest.raises(AlreadyDecided):
        complaints.decide(late, Complaint.Outcome.KEPT, remark="no", by=StaffFactory())
    row.photo.refresh_from_db()
    assert row.photo.removed_at is not None


def test_removed_album_leaves_no_picture(group, album, browser_of, django_capture_on_commit_callbacks):
    before = files()
    albums.add(album, encode(jpeg()), by=group.leader.account)

    with django_capture_on_commit_callbacks(execute=True):
        browser_of(group.leader).post(at("desk_album_remove", group, album.pk))

    assert (Album.objects.exists(), files()) == (False, before)


def test_what_the_office_took_down_outlives_its_album(group, album, clerk, trusted, browser_of):
    row = ComplaintFactory(photo__album=album, photo__added_by=group.leader.account, why="politics")
    complaints.decide_for_office(row, Complaint.Outcome.REMOVED, remark="no", by=clerk)
    PhotoFactory(album=album)

    browser_of(group.leader).post(at("desk_album_remove", group, album.pk))

    assert (list(Album.objects.all()), Photo.objects.kept().exists()) == ([album], False)
    assert not trust_of(group.leader, group.chapter).is_trusted


def test_nobody_hides_album_after_album(group, album, monkeypatch):
    monkeypatch.setattr("apps.chapters.rules.REPORTS_A_DAY", 2)
    for _ in range(2):
        ComplaintFactory(photo__album=album, by=group.member)

    with pytest.raises(TooManyReports):
        complaints.complain(PhotoFactory(album=album), group.member, why="shown", note="", by=group.member.account)


def test_first_no_is_kept_and_shown_to_whoever_uploads(group, album, browser_of):
    browser = browser_of(group.member)
    assert "photo_text" in browser.get(at("show", group)).context

    browser.post(reverse("chapters:photos"), {"is_given": "no", "group": f"{group.chapter.slug}\0"})

    assert Consent.objects.get().is_given is False
    assert choices_in(group.chapter).refused == 1
    assert refusing(group.chapter) == [group.member.pk]
    assert "photo_text" not in browser.get(at("show", group)).context
    desk = browser_of(group.leader).get(at("desk_album", group, album.pk))
    assert [face.id for face in desk.context["refusing"]] == [group.member.pk]


def test_leaders_hear_that_somebody_takes_their_yes_back(group, browser_of):
    """Wherever they take it back."""
    photo_choices.say(group.member, is_given=True, language="th", by=group.member.account)
    assert not group.leader.account.notices.exists()

    consents.say(group.member, purpose=Consent.Purpose.ALBUMS, is_given=False, language="th", by=group.member.account)

    assert group.leader.account.notices.get().kind == "chapters.photos_refused"
    assert browser_of(group.leader).get(reverse("accounts:notices")).status_code == 200


def test_newest_word_about_photographs_counts(group):
    for is_given in (False, True):
        photo_choices.say(group.member, is_given=is_given, language="th", by=group.member.account)

    assert refusing(group.chapter) == []
    assert Consent.objects.count() == 2


def test_joining_asks_once(group, browser_of):
    browser = browser_of(group.stranger)

    browser.post(at("ask", group), {"note": "", "photos": "no"})

    assert Consent.objects.get(person=group.stranger).is_given is False


def test_untrusted_leader_adds_nothing_to_what_everybody_sees(group):
    album = AlbumFactory(chapter=group.chapter, audience="everyone")
    photo = albums.add(album, encode(jpeg()), by=group.leader.account)

    with pytest.raises(NotYetTrusted):
        albums.add(album, encode(jpeg(colour="red")), by=group.leader.account, leader=group.leader)
    with pytest.raises(NotYetTrusted):
        albums.describe(photo, caption="vote", is_cover=False, by=group.leader.account, leader=group.leader)


def test_refusal_stands_where_one_can_do_something_about_it(group, browser_of):
    told = {"title": "กีฬาสี", "audience": "everyone"}

    answer = browser_of(group.leader).post(at("desk_album_new", group), told)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["audience"])
    assert "กีฬาสี" in answer.content.decode()


@pytest.mark.parametrize(("given", "kept"), [((4000, 3000), (1600, 1200)), ((3000, 4000), (1200, 1600))])
def test_photograph_of_a_telephone_is_read_at_half_its_size(given, kept):
    """Twelve of them come in one request: none is unfolded to more pixels than are kept."""
    picture = jpeg(*given)

    read, made = upright(picture, smallest=200, shrink_to=LARGE, longer=True), encode(picture)

    assert (read.size, (made.width, made.height)) == (tuple(side // 2 for side in given), kept)


def test_guest_asks_to_take_down_a_photograph_that_everybody_sees(group, client, clerk, client_for, mailoutbox):
    photo = albums.add(AlbumFactory(chapter=group.chapter, audience="everyone"), encode(jpeg()), by=clerk)
    url = at("photo_please", group, photo.public_id)
    assert url in client.get(at("photo", group, photo.public_id)).content.decode()

    for _twice in range(2):
        client.post(url, {"note": "คนซ้ายคือลูกฉัน", "email": "guest@example.org"})
    complaint = Complaint.objects.get()
    still = client.get(at("photo", group, photo.public_id)).status_code
    queue = client_for(clerk).get(reverse("office:group_posts")).context["complaints"]
    complaints.decide(complaint, Complaint.Outcome.REMOVED, remark="เอาลงแล้ว", by=group.leader.account)

    complaint.refresh_from_db()
    assert (complaint.is_guest, complaint.by, still, list(queue)) == (True, None, 200, [complaint])
    assert group.leader.account.notices.filter(kind="chapters.complaint").count() == 1
    assert ([mail.to for mail in mailoutbox], complaint.guest_email) == ([["guest@example.org"]], "")
    assert client.get(at("photo", group, photo.public_id)).status_code == 404
    assert "guest@example.org" not in str(list(AuditEntry.objects.values_list("before", "after")))


def test_guest_asks_nothing_about_what_is_not_for_everybody(group, album, client, clerk):
    photo = albums.add(album, encode(jpeg()), by=clerk)

    answer = client.post(at("photo_please", group, photo.public_id), {"note": "x"})

    assert (answer.status_code, Complaint.objects.count()) == (404, 0)


def test_guests_ask_a_few_times_an_hour(group, client, clerk):
    album = AlbumFactory(chapter=group.chapter, audience="everyone")
    shades = [albums.add(album, encode(jpeg(width=300 + number)), by=clerk) for number in range(12)]

    answers = [client.post(at("photo_please", group, photo.public_id), {"note": "x"}).status_code for photo in shades]

    assert (answers.count(302), answers.count(429)) == (10, 2)


def test_request_of_somebody_who_was_erased_is_still_answered(group, album, clerk):
    complaint = ComplaintFactory(by=None, photo=albums.add(album, encode(jpeg()), by=clerk))

    complaints.decide(complaint, Complaint.Outcome.KEPT, remark="x", by=group.leader.account)

    assert Complaint.objects.get().outcome == "kept"
