"""My photo, and the view that gives photos out to those who may see them."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.records import policy as visibility
from apps.records.actions import photos, profiles
from apps.records.forms.me.photo import PhotoAudienceForm, PhotoForm
from apps.records.models import Person
from apps.records.reports import profile_sheet
from apps.records.views.me.own import carried_out, done, own_person, show, version_of

PAGE = "records:me_photo"


@policy.on_record
def index(request: SignedInRequest) -> HttpResponse:
    """Uploads a photo, and says who sees it."""
    person = own_person(request)
    profile = profiles.of(person)
    uploads = "photo_audience" not in request.POST
    form = PhotoForm(
        request.POST if request.method == "POST" and uploads else None,
        request.FILES if request.method == "POST" and uploads else None,
        initial={"version": profile.version},
    )
    audience = PhotoAudienceForm(
        None if uploads else request.POST,
        initial={"photo_audience": profile.photo_audience, "version": profile.version},
    )

    def keep() -> None:
        data = form.cleaned_data
        photos.keep(person, data["photo"], by=request.user, expected_version=data["version"])

    def open_or_close() -> bool:
        data = audience.cleaned_data
        values = {"photo_audience": data["photo_audience"]}
        return profiles.change(person, values, by=request.user, expected_version=data["version"])

    def now() -> dict[str, object]:
        fresh = profiles.of(person)
        return {"photo_audience": fresh.photo_audience, "version": fresh.version}

    asked, deed = (form, keep) if uploads else (audience, open_or_close)
    if request.method == "POST" and carried_out(request, asked, deed, now=now):
        return redirect(PAGE)
    context = {"form": form, "audience": audience, "profile": profile, "person": person}
    return show(request, "photo", context, audience)


@require_POST
@policy.on_record
def remove(request: SignedInRequest) -> HttpResponse:
    """No photo from now on."""
    person, version = own_person(request), version_of(request)
    return done(request, lambda: photos.remove(person, by=request.user, expected_version=version), PAGE)


@policy.public
@require_safe
@cache_control(private=True, max_age=0)
def image(request: HttpRequest, public_id: str, size: str) -> HttpResponse:
    """A photo for whom its owner's audience and the directory let see it; for all others there is none."""
    person = get_object_or_404(Person, public_id=public_id)
    alumnus = visibility.is_alumnus(request.user)
    reader = visibility.reader_of(visibility.person_of(request.user), person, is_alumnus=alumnus)
    photo = profile_sheet(person, reader).photo
    file = photos.file_of(photo, size) if photo and size in photos.SIZES else ""
    if not file or not default_storage.exists(file):
        raise Http404
    with default_storage.open(file) as kept:
        return HttpResponse(kept.read(), content_type="image/webp")
