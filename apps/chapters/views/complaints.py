"""What somebody has against a photograph, a document or the page of a group: asked here, answered at the leaders' desk
or by the office."""

from typing import cast
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import complaints
from apps.chapters.actions.complaints import About
from apps.chapters.actions.refusals import AlreadyDecided, TooManyReports
from apps.chapters.forms.albums import AskDownForm, ComplaintAnswerForm, ComplaintForm
from apps.chapters.models import Chapter, Complaint, Document, Photo
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import chapter_of, led, own_record, reader
from apps.chapters.views.albums import photo_of
from apps.core import policy
from apps.core.forms import refuse


@policy.public
def of_photo(request: HttpRequest, slug: str, public_id: UUID) -> HttpResponse:
    """Whoever is to be seen in it asks the leaders to take it down; anything else goes to the office."""
    chapter = chapter_of(slug)
    standing, is_alumnus = reader(request, chapter)
    photo: Photo = photo_of(chapter, standing, public_id, is_alumnus=is_alumnus)
    return _asked(request, chapter, standing, photo, is_alumnus=is_alumnus)


@policy.public
def by_guest(request: HttpRequest, slug: str, public_id: UUID) -> HttpResponse:
    """Whoever has no record and is to be seen in a photograph that everybody sees."""
    chapter = chapter_of(slug)
    standing, is_alumnus = reader(request, chapter)
    photo: Photo = photo_of(chapter, standing, public_id, is_alumnus=is_alumnus)
    if is_alumnus:
        return redirect("chapters:photo_complain", chapter.slug, public_id)
    form = AskDownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        limited: HttpResponse | None = ratelimit.consume_or_429(request, action="ask_down")
        if limited is not None:
            return limited
        complaints.ask_down(photo, note=form.cleaned_data["note"], email=form.cleaned_data["email"])
        messages.success(request, _("Thank you. The leaders of the group and the office have your request."))
        return redirect("chapters:albums", chapter.slug)
    context = {"chapter": chapter, "standing": standing, "about": photo, "form": form}
    context |= {"is_photo": True, "asks_down": True, "is_guest": True}
    return render(request, "chapters/complain.html", context, status=422 if form.errors else 200)


@policy.public
def of_document(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What is wrong with a document, for the office."""
    chapter = chapter_of(slug)
    standing, is_alumnus = reader(request, chapter)
    found = Document.objects.kept().filter(chapter=chapter).open_to(standing, is_alumnus=is_alumnus)
    return _asked(request, chapter, standing, get_object_or_404(found, pk=pk), is_alumnus=is_alumnus)


@policy.public
def of_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What is wrong with the page of a group, for the office."""
    chapter = chapter_of(slug)
    standing, is_alumnus = reader(request, chapter)
    return _asked(request, chapter, standing, chapter, is_alumnus=is_alumnus)


@policy.alumni
@led(Power.PUBLISH)
def answer(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """Somebody in a photograph asks to take it down. Who asks, the leaders do not learn."""
    found = Complaint.objects.filter(why=Complaint.Why.SHOWN, photo__album__chapter=chapter)
    complaint = get_object_or_404(found.select_related("photo__album__chapter", "by__account"), pk=pk)
    form = ComplaintAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome = Complaint.Outcome(form.cleaned_data["outcome"])
        try:
            complaints.decide(complaint, outcome, remark=form.cleaned_data["remark"], by=request.user)
        except (ValidationError, AlreadyDecided) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Answered. They are told."))
            return redirect("chapters:desk_album", chapter.slug, complaint.photo.album_id)  # type: ignore[union-attr]
    context = {"chapter": chapter, "standing": standing, "complaint": complaint, "form": form}
    return render(request, "chapters/complaint.html", context, status=422 if form.errors else 200)


_BACK = {Photo: "chapters:albums", Document: "chapters:documents", Chapter: "chapters:show"}


def _asked(
    request: HttpRequest, chapter: Chapter, standing: Standing, about: About, *, is_alumnus: bool
) -> HttpResponse:
    """Guests may say it too, a few times an hour; that they are to be seen in a photograph, on a page of its own."""
    is_photo, is_page = isinstance(about, Photo), isinstance(about, Chapter)
    asks_down = is_photo and is_alumnus
    form = ComplaintForm(request.POST or None, of_photo=asks_down, initial={"note": _of_letter(request)})
    if request.method == "POST" and form.is_valid():
        limited: HttpResponse | None = None if is_alumnus else ratelimit.consume_or_429(request, action="report")
        if limited is not None:
            return limited
        try:
            said = _complained(request, about, form, is_alumnus=is_alumnus)
        except (ValidationError, TooManyReports) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, said)
            return redirect(_BACK[type(about)], chapter.slug)
    context = {"chapter": chapter, "standing": standing, "about": about, "form": form}
    context |= {"is_photo": is_photo, "is_page": is_page, "asks_down": asks_down}
    return render(request, "chapters/complain.html", context, status=422 if form.errors else 200)


def _of_letter(request: HttpRequest) -> str:
    """What the note begins with for whoever comes from a letter."""
    letter = " ".join(request.GET.get("about", "")[:150].replace("\0", "").split())
    return _("About the letter “%(subject)s”:") % {"subject": letter} + "\n" if letter else ""


def _complained(request: HttpRequest, about: About, form: ComplaintForm, *, is_alumnus: bool) -> str:
    """What is said of it then. Raises TooManyReports, ValidationError."""
    if not is_alumnus:
        complaints.complain_as_guest(about, **form.cleaned_data)
        return _with_office()
    known = cast(SignedInRequest, request)
    made = complaints.complain(about, own_record(known), **form.cleaned_data, by=known.user)
    return _hidden() if made.is_for_leaders else _with_office()


def _hidden() -> str:
    return _("Nobody sees the photograph from now on. The group's leaders answer you within 7 days.")


def _with_office() -> str:
    return _("Thank you. The office looks at it within 1 working day.")
