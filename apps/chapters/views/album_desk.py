"""Albums at the leaders' desk: begun, filled, described, and what people in the photographs ask for."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import albums
from apps.chapters.actions.refusals import TO_KEEPERS, AlreadyDecided
from apps.chapters.forms.albums import AlbumForm, CaptionForm
from apps.chapters.forms.pictures import PhotosForm
from apps.chapters.models import Album, Chapter, Complaint, Photo
from apps.chapters.querysets.faces import faces
from apps.chapters.querysets.photo_choices import choices_in, refusing
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import led, own_record
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse

FIELDS = ("title", "taken_on", "audience", "about")
ALBUMS, PHOTOS, NAMES = 20, 48, 60


@policy.alumni
@led(Power.PUBLISH)
@require_safe
def index(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """All albums, the empty ones too, and what people in them ask for."""
    found = Album.objects.filter(chapter=chapter).in_order().with_cover()
    context = {
        "chapter": chapter,
        "standing": standing,
        "page": Paginator(found, ALBUMS).get_page(request.GET.get("page")),
        "complaints": _open_complaints(chapter),
    }
    return render(request, "chapters/albums_desk.html", context)


@policy.alumni
@led(Power.PUBLISH)
def new(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """An empty album; the photographs come next."""
    form = AlbumForm(request.POST or None, instance=Album(chapter=chapter))
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in FIELDS}
        try:
            album = albums.begin(chapter, values, by=request.user, leader=standing.holder)
        except (ValidationError, *TO_KEEPERS) as refusal:
            refuse(form, refusal)
        else:
            return redirect("chapters:desk_album", chapter.slug, album.pk)
    context = {"chapter": chapter, "standing": standing, "form": form}
    return render(request, "chapters/album_edit.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.PUBLISH)
def change(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """What the album is called, and who may see it."""
    album = get_object_or_404(Album, pk=pk, chapter=chapter)
    form = AlbumForm(request.POST or None, instance=album, initial={"version": album.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        values = {name: data[name] for name in FIELDS}
        try:
            albums.change(album, values, by=request.user, leader=standing.holder, expected_version=data["version"])
        except (ValidationError, rows.Stale, *TO_KEEPERS) as refusal:
            refuse(form, refusal, row=album)
        else:
            messages.success(request, _("Saved."))
            return redirect("chapters:desk_album", chapter.slug, album.pk)
    context = {"chapter": chapter, "standing": standing, "form": form, "album": album}
    return render(request, "chapters/album_edit.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.PUBLISH)
def show(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """The photographs of one album, more of them, and who does not want to be in any."""
    album = get_object_or_404(Album.objects.select_related("chapter"), pk=pk, chapter=chapter)
    form = PhotosForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _added(request, form, album):
        return redirect("chapters:desk_album", chapter.slug, album.pk)
    refused = refusing(chapter)
    named = faces(refused[:NAMES], standing.holder, is_alumnus=True)
    hidden = Photo.objects.kept().filter(album=album).exclude(pk__in=Photo.objects.shown().values("pk"))
    context = {
        "chapter": chapter,
        "standing": standing,
        "album": album,
        "page": Paginator(Photo.objects.kept().filter(album=album), PHOTOS).get_page(request.GET.get("page")),
        "hidden": set(hidden.values_list("pk", flat=True)),
        "complaints": _open_complaints(chapter).filter(photo__album=album),
        "form": form,
        "choices": choices_in(chapter),
        "refusing": named.values(),
        "unnamed": len(refused) - len(named),
    }
    return render(request, "chapters/album_desk.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.PUBLISH)
@require_POST
def remove(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """The album with all its photographs."""
    album = get_object_or_404(Album, pk=pk, chapter=chapter)
    try:
        is_gone = albums.remove(album, by=request.user)
    except (rows.Stale, AlreadyDecided) as refusal:
        messages.info(request, str(refusal.message))
        return redirect("chapters:desk_album", chapter.slug, album.pk)
    gone = _("The album is gone, with all its photographs.")
    empty = _("Its photographs are gone. Somebody objected to one of them, so the empty album stays on record.")
    messages.success(request, gone if is_gone else empty)
    return redirect("chapters:desk_albums", chapter.slug)


@policy.alumni
@led(Power.PUBLISH)
def photo(request: SignedInRequest, chapter: Chapter, standing: Standing, public_id: UUID) -> HttpResponse:
    """One photograph: its caption, the cover, taking it down."""
    kept = Photo.objects.kept().select_related("album__chapter")
    found = get_object_or_404(kept, public_id=public_id, album__chapter=chapter)
    album = found.album
    initial = {"caption": found.caption, "is_cover": found.is_cover, "version": found.version}
    form = CaptionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            seen = data.pop("version")
            albums.describe(found, **data, by=request.user, leader=standing.holder, expected_version=seen)
        except (ValidationError, rows.Stale, *TO_KEEPERS) as refusal:
            refuse(form, refusal, row=found)
        else:
            messages.success(request, _("Saved."))
            return redirect("chapters:desk_album", chapter.slug, album.pk)
    context = {"chapter": chapter, "standing": standing, "album": album, "photo": found, "form": form}
    return render(request, "chapters/photo_desk.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.PUBLISH)
@require_POST
def take_down(request: SignedInRequest, chapter: Chapter, standing: Standing, public_id: UUID) -> HttpResponse:
    """One photograph, for good."""
    found = get_object_or_404(Photo.objects.kept(), public_id=public_id, album__chapter=chapter)
    try:
        albums.take_down(found, by=request.user)
    except TO_KEEPERS as refusal:
        messages.info(request, str(refusal.message))
    else:
        messages.success(request, _("Taken down. The picture is gone for good."))
    return redirect("chapters:desk_album", chapter.slug, found.album_id)


def _open_complaints(chapter: Chapter) -> QuerySet[Complaint]:
    found = Complaint.objects.filter(photo__album__chapter=chapter, why=Complaint.Why.SHOWN, outcome="")
    return found.select_related("photo__album").order_by("created_at", "pk")


def _added(request: SignedInRequest, form: PhotosForm, album: Album) -> bool:
    """Puts in what was read; says how many are in, and which are not and why."""
    added, unread = 0, list(form.cleaned_data["unread"])
    for name, picture in form.cleaned_data["pictures"]:
        try:
            albums.add(album, picture, by=request.user, leader=own_record(request))
        except ValidationError as error:
            unread.append((name, " ".join(error.messages)))
        except TO_KEEPERS as refusal:
            unread.append((name, str(refusal.message)))
        else:
            added += 1
    for name, why in unread:
        messages.warning(request, f"{name}: {why}")
    if added:
        said = ngettext("%(number)d photograph is in the album.", "%(number)d photographs are in the album.", added)
        messages.success(request, said % {"number": added})
    return True
