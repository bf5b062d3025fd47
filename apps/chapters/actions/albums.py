"""Albums: begun, filled, and what somebody in a photograph may ask for."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters import rules
from apps.chapters.actions import opening, pictures
from apps.chapters.actions.refusals import AlreadyDecided, FullAlbum, NotOpen
from apps.chapters.lib.photo_picture import PhotoPicture
from apps.chapters.models import Album, Chapter, Complaint, Photo
from apps.core.actions import repeats, rows, turns
from apps.records.models import Person


@transaction.atomic
def begin(chapter: Chapter, values: Mapping[str, Any], *, by: User, leader: Person | None = None) -> Album:
    """An empty album, by a leader of the group (None: by the office, or for something that it has let pass). The same
    sent twice is one album. Raises NotOpen, NotYetTrusted, NotNow, ValidationError."""
    if not chapter.is_open:
        raise NotOpen
    opening.check(values.get("audience", Album.Audience.MEMBERS), chapter, leader)
    there = Album.objects.filter(chapter=chapter)
    if (before := repeats.sent_before(there, f"chapters.begin_album:{chapter.pk}", **values)) is not None:
        return before
    return rows.create(Album(chapter=chapter, **values), by=by, action="chapters.begin_album")


@transaction.atomic
def change(
    album: Album,
    values: Mapping[str, Any],
    *,
    by: User,
    leader: Person | None = None,
    expected_version: int | None = None,
) -> bool:
    """Its title, and who may see it. Raises NotYetTrusted, NotNow, Stale, ValidationError."""
    before = Album.objects.values_list("audience", flat=True).get(pk=album.pk)
    opening.check(values.get("audience", before), album.chapter, leader)
    return rows.change(album, values, by=by, action="chapters.change_album", expected_version=expected_version)


def add(album: Album, picture: PhotoPicture, *, caption: str = "", by: User, leader: Person | None = None) -> Photo:
    """Puts one photograph in. Raises NotOpen, NotYetTrusted, NotNow, FullAlbum, and ValidationError for one that is in
    it already."""
    opening.check(album.audience, album.chapter, leader)
    name = pictures.keep(picture)
    photo = Photo(
        album=album,
        file=name,
        digest=hashlib.sha256(picture.large).hexdigest(),
        width=picture.width,
        height=picture.height,
        caption=caption,
        added_by=by,
    )
    try:
        return _put(album, photo, by=by)
    except BaseException:
        pictures.delete_files(name)
        raise


@transaction.atomic
def describe(
    photo: Photo,
    *,
    caption: str,
    is_cover: bool,
    by: User,
    leader: Person | None = None,
    expected_version: int | None = None,
) -> bool:
    """The words under it, and whether it is the one on the cover. Raises NotYetTrusted, NotNow, Stale,
    ValidationError."""
    opening.check(photo.album.audience, photo.album.chapter, leader)
    turns.take(_turn(photo.album_id))
    action = "chapters.describe_photo"
    if is_cover:
        for other in Photo.objects.kept().filter(album=photo.album_id, is_cover=True).exclude(pk=photo.pk):
            rows.change(other, {"is_cover": False}, by=by, action=action)
    values = {"caption": caption, "is_cover": is_cover}
    return rows.change(photo, values, by=by, action=action, expected_version=expected_version)


@transaction.atomic
def take_down(photo: Photo, *, by: User, reason: str = "") -> None:
    """Its pictures are gone for good. Raises AlreadyDecided."""
    if photo.removed_at is not None:
        raise AlreadyDecided
    name, values = photo.file, {"file": "", "is_cover": False, "removed_at": timezone.now()}
    try:
        rows.change(photo, values, by=by, action="chapters.take_down_photo", reason=reason)
    except rows.Stale as stale:
        raise AlreadyDecided from stale
    pictures.forget(name)


@transaction.atomic
def remove(album: Album, *, by: User) -> bool:
    """All its photographs, for good, and the album with them; but what somebody objected to stays on record, and for
    its sake the empty album (False). Raises Stale, AlreadyDecided."""
    photos = list(album.photos.kept())
    if Complaint.objects.filter(photo__album=album).exists():
        for photo in photos:
            take_down(photo, by=by)
        return False
    rows.remove(album, by=by, action="chapters.remove_album")
    for photo in photos:
        pictures.forget(photo.file)
    return True


@transaction.atomic
def _put(album: Album, photo: Photo, *, by: User) -> Photo:
    if not album.chapter.is_open:
        raise NotOpen
    turns.take(_turn(album.pk))
    if Photo.objects.kept().filter(album=album).count() >= rules.PHOTOS_IN_ALBUM:
        raise FullAlbum
    return rows.create(photo, by=by, action="chapters.add_photo")


def _turn(album_id: int) -> str:
    return f"chapters.album:{album_id}"
