"""Mailings as they look: to whoever writes them, in the archive, and their pictures."""

from uuid import UUID

from csp.decorators import csp
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.registries import mail_senders
from apps.mailings import rules
from apps.mailings.models import Mailing, MailingFile
from apps.mailings.reports import preview as looking
from apps.mailings.reports.reading import page_for
from apps.mailings.reports.ready import readiness

# A letter's HTML may look like anything, but does nothing, fetches our pictures and fonts and is framed by us alone.
HARMLESS = {
    "default-src": ["'none'"],
    "img-src": ["'self'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "font-src": ["'self'"],
    "frame-ancestors": ["'self'"],
    "sandbox": [""],
}


@policy.signed_in
@require_safe
@xframe_options_sameorigin
@csp(HARMLESS)  # type: ignore[untyped-decorator] # django-csp is not followed by the type checker
def preview(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The letter to one of its readers, for the frame on its writer's page."""
    mailing = get_object_or_404(Mailing, public_id=public_id)
    if not rules.may_look(request.user, mailing):
        raise Http404
    language = request.GET.get("language", "")
    ready = readiness(mailing).compiled.get(language)
    if ready is None:
        raise Http404
    person = looking.reader_of(mailing, request.user, request.GET.get("reader", ""))
    with translation.override(language):
        values = looking.values_for(mailing, ready, person, language=language, viewer=request.user)
    html = ready.fill(values).html
    return HttpResponse(looking.as_seen(html, is_dark=request.GET.get("colours") == "dark"))


@policy.public
@require_safe
def archive(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was sent, for everybody to read: nothing in it is about a reader."""
    mailing = get_object_or_404(Mailing, public_id=public_id, is_public=True, state__in=Mailing.FROZEN)
    language = translation.get_language() or "th"
    page = page_for(mailing, None, language=language)
    if page is None:
        raise Http404
    sender = mail_senders[mailing.sender_key.partition(":")[0]]
    context = {
        "mailing": mailing,
        "page": page,
        "sender": sender.name(mailing.sender_key, language),
        "sender_url": sender.url(mailing.sender_key),
    }
    return render(request, "mailings/archive.html", context)


@policy.public
@require_safe
def picture(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A picture of a mailing: fetched by mail programs, which sign in nowhere. Its address is known from the mail."""
    response = _file(get_object_or_404(MailingFile, public_id=public_id, kind=MailingFile.Kind.IMAGE))
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Robots-Tag"] = "noindex"
    return response


@policy.signed_in
@require_safe
def document(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A document of a mailing, for those who write it or decide on it. Its readers have it in their mail."""
    documents = MailingFile.objects.filter(kind=MailingFile.Kind.ATTACHMENT).select_related("mailing")
    found = get_object_or_404(documents, public_id=public_id)
    if not rules.may_look(request.user, found.mailing):
        raise Http404
    response = _file(found)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=found.name) or "attachment"
    )
    return response


def _file(found: MailingFile) -> HttpResponse:
    try:
        with default_storage.open(found.file) as file:
            return HttpResponse(file.read(), content_type=found.content_type)
    except FileNotFoundError as error:
        raise Http404 from error
