"""Photographs of a group for those who may see them, and the way to have one taken down."""

from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from apps.chapters.actions import pictures
from apps.chapters.models import Album, Chapter, Photo
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import chapter_of, reader
from apps.core import policy

ALBUMS, PHOTOS = 12, 48


@policy.public
@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """All albums that this reader may look at."""
    chapter = chapter_of(slug)
    standing, is_alumnus = reader(request, chapter)
    found = Album.objects.filter(chapter=chapter).open_to(standing, is_alumnus=is_alumnus).filled()
    page = Paginator(found.with_cover(), ALBUMS).get_page(request.GET.get("page"))
    context = {"chapter": chapter, "standing": standing, "page": page}
    return render(request, "chapters/albums.html", context)


@policy.public
@require_safe
def show(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One album, its photographs as small pictures."""
    chapter = chapter_of(slug)
    standing, is_alumnus = reader(request, chapter)
    open_ones = Album.objects.filter(chapter=chapter).open_to(standing, is_alumnus=is_alumnus)
    album = get_object_or_404(open_ones, pk=pk)
    page = Paginator(Photo.objects.shown().filter(album=album), PHOTOS).get_page(request.GET.get("page"))
    context = {"chapter": chapter, "standing": standing, "album": album, "page": page}
    return render(request, "chapters/album.html", context)


@policy.public
@require_safe
def photo(request: HttpRequest, slug: str, public_id: UUID) -> HttpResponse:
    """One photograph, with the way to the next."""
    chapter = chapter_of(slug)
    standing, is_alumnus = reader(request, chapter)
    found = photo_of(chapter, standing, public_id, is_alumnus=is_alumnus)
    others = Photo.objects.shown().filter(album=found.album_id)
    context = {
        "chapter": chapter,
        "standing": standing,
        "album": found.album,
        "photo": found,
        "before": others.filter(pk__lt=found.pk).last(),
        "after": others.filter(pk__gt=found.pk).first(),
        "is_alumnus": is_alumnus,
    }
    return render(request, "chapters/photo.html", context)


@policy.public
@require_safe
@cache_control(private=True, max_age=600)
def picture(request: HttpRequest, slug: str, public_id: UUID, size: str) -> HttpResponse:
    """The picture itself, for whoever may see the album; for all others there is none. Leaders still see at their
    desk what somebody has asked to take down."""
    chapter = chapter_of(slug)
    standing, is_alumnus = reader(request, chapter)
    found = photo_of(chapter, standing, public_id, is_alumnus=is_alumnus)
    return sent(found.file, size)


def photo_of(chapter: Chapter, standing: Standing, public_id: UUID, *, is_alumnus: bool) -> Any:
    """A photograph that this reader may see."""
    open_ones = Album.objects.filter(chapter=chapter).open_to(standing, is_alumnus=is_alumnus)
    photos = Photo.objects.kept() if standing.may(Power.PUBLISH) else Photo.objects.shown()
    return get_object_or_404(photos.select_related("album__chapter"), public_id=public_id, album__in=open_ones)


def sent(name: str, size: str) -> HttpResponse:
    """A file that we made ourselves; nothing of the uploaded one is in it."""
    file = pictures.file_of(name, size)
    if not name or size not in pictures.SIZES or not default_storage.exists(file):
        raise Http404
    with default_storage.open(file) as kept:
        return HttpResponse(kept.read(), content_type="image/webp")
