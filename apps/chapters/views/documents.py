"""Documents of a group for those who may read them."""

import itertools
import re

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from apps.chapters.models import Document, DocumentVersion
from apps.chapters.rules import Power
from apps.chapters.views.access import chapter_of, reader
from apps.core import policy
from apps.core.lib.office_files import Kind

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f\s\\/:*?"<>|]+')  # of files, on any system; Thai marks are part of a name


@policy.public
@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """All that this reader may read, by kind."""
    chapter = chapter_of(slug)
    standing, is_alumnus = reader(request, chapter)
    found = Document.objects.kept().filter(chapter=chapter).open_to(standing, is_alumnus=is_alumnus).with_newest()
    labels = dict(Document.Kind.choices)
    by_kind = [(labels[kind], list(docs)) for kind, docs in itertools.groupby(found, lambda each: each.kind)]
    order = list(labels.values())
    context = {
        "chapter": chapter,
        "standing": standing,
        "kinds": sorted(by_kind, key=lambda pair: order.index(pair[0])),
    }
    return render(request, "chapters/documents.html", context)


@policy.public
@require_safe
@cache_control(private=True, no_store=True)
def file(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """The file, to be saved and never shown by the portal itself. Older versions are the leaders'."""
    chapter = chapter_of(slug)
    standing, is_alumnus = reader(request, chapter)
    open_ones = Document.objects.kept().filter(chapter=chapter).open_to(standing, is_alumnus=is_alumnus)
    document = get_object_or_404(open_ones, pk=pk)
    newest = document.versions.order_by("-number").first()
    version = get_object_or_404(document.versions.all(), number=number)
    if newest is None or (version.pk != newest.pk and not standing.may(Power.PUBLISH)):
        raise Http404
    return _sent(document, version)


def _sent(document: Document, version: DocumentVersion) -> HttpResponse:
    if not version.file or not default_storage.exists(version.file):
        raise Http404
    kind = Kind(version.kind)
    name = f"{_NOT_IN_NAMES.sub('_', document.title)[:100]}.{kind}"
    with default_storage.open(version.file) as kept:
        response = HttpResponse(kept.read(), content_type=kind.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
