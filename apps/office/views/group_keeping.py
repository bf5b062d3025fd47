"""Letters and introductions of groups that wait for the office, and what somebody has against a photograph or document
of a group."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import complaints, introductions, letters, pictures
from apps.chapters.models import Complaint, DocumentVersion, GroupLetter, Introduction, Photo, Post
from apps.chapters.querysets.letters import audience_of
from apps.chapters.querysets.posts import trust_of
from apps.chapters.rules import MODERATE
from apps.core import policy
from apps.office.forms import group_posts as office_forms
from apps.office.querysets import names_of
from apps.office.views.group_posts import done


@policy.staff(MODERATE)
def letter(request: SignedInRequest, pk: int) -> HttpResponse:
    """One letter to members: it goes, or it does not and why."""
    rows = GroupLetter.objects.select_related("chapter", "author__account", "decided_by")
    found = get_object_or_404(rows.exclude(state=GroupLetter.State.DRAFT), pk=pk)
    form = office_forms.LetterForm(request.POST or None)

    def decide() -> None:
        data = form.cleaned_data
        if data["outcome"] == "approved":
            letters.approve(found, by=request.user)
        else:
            letters.reject(found, objection=data["objection"], remark=data["remark"], by=request.user)

    if done(request, form, decide):
        return redirect("office:group_posts")
    context = {
        "case": found,
        "form": form,
        "author": names_of({found.author_id}, request.user).get(str(found.author_id), ""),
        "trust": trust_of(found.author, found.chapter) if found.author else None,
        "audience": None if found.is_out else audience_of(found, timezone.localdate()),
    }
    return render(request, "office/group_letter.html", context, status=422 if form.errors else 200)


@policy.staff(MODERATE)
def introduction(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a group would say of itself, beside what its page says now."""
    found = get_object_or_404(Introduction.objects.select_related("chapter", "by__account", "decided_by"), pk=pk)
    form = office_forms.IntroductionForm(request.POST or None)

    def decide() -> None:
        data = form.cleaned_data
        outcome = Introduction.Outcome(data["outcome"])
        introductions.decide(found, outcome, objection=data["objection"], remark=data["remark"], by=request.user)

    if done(request, form, decide):
        return redirect("office:group_posts")
    context = {
        "case": found,
        "chapter": found.chapter,
        "form": form,
        "author": names_of({found.by_id}, request.user).get(str(found.by_id), ""),
        "trust": trust_of(found.by, found.chapter) if found.by else None,
    }
    return render(request, "office/group_introduction.html", context, status=422 if form.errors else 200)


@policy.staff(MODERATE)
def complaint(request: SignedInRequest, pk: int) -> HttpResponse:
    """One photograph or document: it stays or is taken down. What is asked of the leaders the office sees too."""
    rows = Complaint.objects.select_related("photo__album__chapter", "document__chapter", "chapter", "by__account")
    found = get_object_or_404(rows, pk=pk)
    form = office_forms.ComplaintForm(request.POST or None)

    def decide() -> None:
        outcome = Complaint.Outcome(form.cleaned_data["outcome"])
        complaints.decide_for_office(found, outcome, remark=form.cleaned_data["remark"], by=request.user)

    if done(request, form, decide):
        return redirect("office:group_posts")
    context = {
        "case": found,
        "chapter": complaints.chapter_of(found),
        "version": found.document.versions.exclude(file="").order_by("-number").first() if found.document else None,
        "form": form,
        "asker": names_of({found.by_id}, request.user).get(str(found.by_id), ""),
    }
    return render(request, "office/group_complaint.html", context, status=422 if form.errors else 200)


@policy.staff(MODERATE)
@require_safe
@cache_control(private=True, no_store=True)
def file(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The newest file of a document about which somebody complained, whoever may read it; to be saved, never shown."""
    asked = DocumentVersion.objects.exclude(file="").filter(document__complaints__isnull=False).distinct()
    found = get_object_or_404(asked, public_id=public_id)
    if not default_storage.exists(found.file):
        raise Http404
    with default_storage.open(found.file) as kept:
        response = HttpResponse(kept.read(), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{found.document_id}-{found.number}.{found.kind}"'
    return response


@policy.staff(MODERATE)
@require_safe
@cache_control(private=True, no_store=True)
def picture(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A photograph about which somebody complained, whoever may see its album."""
    asked = Photo.objects.kept().filter(complaints__isnull=False).distinct()
    found = get_object_or_404(asked, public_id=public_id)
    return _sent(found.file)


@policy.staff(MODERATE)
@require_safe
@cache_control(private=True, no_store=True)
def post_picture(request: SignedInRequest, pk: int) -> HttpResponse:
    """The photograph of a post that the office decides on."""
    found = get_object_or_404(Post.objects.exclude(photo="").exclude(state=Post.State.DRAFT), pk=pk)
    return _sent(found.photo)


def _sent(name: str) -> HttpResponse:
    file = pictures.file_of(name, "large")
    if not name or not default_storage.exists(file):
        raise Http404
    with default_storage.open(file) as kept:
        return HttpResponse(kept.read(), content_type="image/webp")
