"""Documents at the leaders' desk: put in, replaced, taken down."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import documents
from apps.chapters.actions.refusals import TO_KEEPERS
from apps.chapters.forms.documents import DocumentForm, NewDocumentForm, TakeDownForm, VersionForm
from apps.chapters.models import Chapter, Document
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import led
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse

FIELDS = ("kind", "title", "dated_on", "audience")


@policy.alumni
@led(Power.PUBLISH)
@require_safe
def index(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """All documents, whoever may read them."""
    found = Document.objects.kept().filter(chapter=chapter).with_newest()
    return render(
        request, "chapters/documents_desk.html", {"chapter": chapter, "standing": standing, "documents": found}
    )


@policy.alumni
@led(Power.PUBLISH)
def new(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """A document with its first file."""
    form = NewDocumentForm(request.POST or None, request.FILES or None, instance=Document(chapter=chapter))
    if request.method == "POST" and form.is_valid():
        content, kind = form.cleaned_data["file"]
        values = {name: form.cleaned_data[name] for name in FIELDS}
        try:
            documents.put_in(chapter, values, content=content, kind=kind, by=request.user, leader=standing.holder)
        except (ValidationError, *TO_KEEPERS) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The document is in."))
            return redirect("chapters:desk_documents", chapter.slug)
    context = {"chapter": chapter, "standing": standing, "form": form}
    return render(request, "chapters/document_new.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.PUBLISH)
def show(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """One document: what it is called, its versions, a new one."""
    document = get_object_or_404(Document.objects.kept().select_related("chapter"), pk=pk, chapter=chapter)
    replaces = "file" in request.FILES or "note" in request.POST
    given = request.POST if request.method == "POST" else None
    version_form = VersionForm(given if replaces else None, request.FILES if replaces else None)
    form = DocumentForm(None if replaces else given, instance=document, initial={"version": document.version})
    deed = _replaced if replaces else _changed
    asked = version_form if replaces else form
    if given is not None and deed(request, asked, document, standing):
        messages.success(request, _("Saved."))
        return redirect("chapters:desk_document", chapter.slug, document.pk)
    context = {
        "chapter": chapter,
        "standing": standing,
        "document": document,
        "versions": document.versions.order_by("-number"),
        "form": form,
        "version_form": version_form,
        "take_down_form": TakeDownForm(),
    }
    has_errors = bool(form.errors or version_form.errors)
    return render(request, "chapters/document_desk.html", context, status=422 if has_errors else 200)


@policy.alumni
@led(Power.PUBLISH)
@require_POST
def take_down(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """For good, with why."""
    document = get_object_or_404(Document.objects.kept(), pk=pk, chapter=chapter)
    form = TakeDownForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why the document is taken down."))
        return redirect("chapters:desk_document", chapter.slug, document.pk)
    try:
        documents.take_down(document, by=request.user, reason=form.cleaned_data["reason"])
    except TO_KEEPERS as refusal:
        messages.info(request, str(refusal.message))
    else:
        messages.success(request, _("Taken down. Its files are gone for good."))
    return redirect("chapters:desk_documents", chapter.slug)


def _replaced(request: SignedInRequest, form: Any, document: Document, standing: Standing) -> bool:
    if not form.is_valid():
        return False
    content, kind = form.cleaned_data["file"]
    try:
        note = form.cleaned_data["note"]
        documents.replace(document, content=content, kind=kind, note=note, by=request.user, leader=standing.holder)
    except (ValidationError, *TO_KEEPERS) as refusal:
        refuse(form, refusal)
        return False
    return True


def _changed(request: SignedInRequest, form: Any, document: Document, standing: Standing) -> bool:
    if not form.is_valid():
        return False
    data = form.cleaned_data
    values = {name: data[name] for name in FIELDS}
    try:
        documents.change(document, values, by=request.user, leader=standing.holder, expected_version=data["version"])
    except (ValidationError, rows.Stale, *TO_KEEPERS) as refusal:
        refuse(form, refusal, row=document)
        return False
    return True
