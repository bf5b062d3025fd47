"""What leaders do with a letter besides writing it: take it back, copy it, throw a draft away, hold or stop one that
is on its way; and the letters of before there were mailings."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.audiences import sender_key
from apps.chapters.models import Chapter, GroupLetter
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import led
from apps.core import policy
from apps.core.actions.rows import Stale
from apps.mailings.actions import composing, mailings
from apps.mailings.actions.refusals import TO_WRITERS
from apps.mailings.models import Mailing


@policy.alumni
@led(Power.PUBLISH)
@require_POST
def withdraw(request: SignedInRequest, chapter: Chapter, standing: Standing, public_id: UUID) -> HttpResponse:
    """Back from the office, or from its time."""
    mailing = letter_of(chapter, public_id)
    try:
        composing.withdraw(mailing, by=request.user)
    except TO_WRITERS as refusal:
        messages.info(request, str(refusal.message))
    else:
        messages.success(request, _("Taken back. It is a draft again."))
    return redirect("chapters:desk_letter", chapter.slug, mailing.public_id)


@policy.alumni
@led(Power.PUBLISH)
@require_POST
def copy(request: SignedInRequest, chapter: Chapter, standing: Standing, public_id: UUID) -> HttpResponse:
    """A new draft with the same words, pictures and readers."""
    made = composing.copy(letter_of(chapter, public_id), by=request.user)
    messages.success(request, _("This is a copy. Change what is different this time."))
    return redirect("chapters:desk_letter", chapter.slug, made.public_id)


@policy.alumni
@led(Power.PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: SignedInRequest, chapter: Chapter, standing: Standing, public_id: UUID) -> HttpResponse:
    """Throws a draft away, once the button on its own page is pressed."""
    mailing = letter_of(chapter, public_id)
    if not mailing.is_editable:
        messages.info(request, _("This letter is no draft any more, so it stays."))
        return redirect("chapters:desk_letter", chapter.slug, mailing.public_id)
    if request.method == "POST":
        try:
            composing.discard(mailing, by=request.user)
        except TO_WRITERS as refusal:
            messages.error(request, str(refusal.message))
            return redirect("chapters:desk_letter", chapter.slug, mailing.public_id)
        messages.success(request, _("Thrown away."))
        return redirect("chapters:desk_letters", chapter.slug)
    context = {"chapter": chapter, "standing": standing, "mailing": mailing}
    return render(request, "chapters/letter_discard.html", context)


@policy.alumni
@led(Power.PUBLISH)
@require_POST
def act(request: SignedInRequest, chapter: Chapter, standing: Standing, public_id: UUID, deed: str) -> HttpResponse:
    """Holds, takes up or stops a letter on its way. Workers see it at their next message."""
    mailing = letter_of(chapter, public_id)
    if deed not in mailings.DEEDS:
        raise Http404
    try:
        mailings.DEEDS[deed](mailing, by=request.user)
    except (mailings.NotRunning, Stale) as refusal:
        messages.info(request, str(refusal.message))
    return redirect("chapters:desk_letter", chapter.slug, mailing.public_id)


@policy.alumni
@led(Power.PUBLISH)
@require_safe
def old(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """A letter that was written before there were mailings."""
    letter = get_object_or_404(GroupLetter.objects.select_related("author"), pk=pk, chapter=chapter)
    return render(request, "chapters/letter_old.html", {"chapter": chapter, "standing": standing, "letter": letter})


def letter_of(chapter: Chapter, public_id: UUID) -> Mailing:
    found: Mailing = get_object_or_404(
        Mailing.objects.select_related("author"), public_id=public_id, sender_key=sender_key(chapter)
    )
    return found
