"""A group's letters for whoever got them: to read, to answer, and to get no more of them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters import rules
from apps.chapters.actions import letters, stop_tokens
from apps.chapters.forms.letters import ReplyForm
from apps.chapters.models import Chapter, GroupLetter
from apps.chapters.querysets.faces import faces
from apps.chapters.querysets.mailings import has_stopped, received
from apps.chapters.views.access import chapter_of, own_record
from apps.core import policy
from apps.core.forms import refuse
from apps.directory.actions import letters as relay
from apps.directory.actions.refusals import TO_WRITERS
from apps.mailings.reports.reading import page_for
from apps.records import policy as policy_of_records
from apps.records.models import Person

SHOWN = 30


@policy.alumni
@require_safe
def index(request: SignedInRequest, slug: str) -> HttpResponse:
    """The letters of the group that were for me, the newest first, and whether I get the next one."""
    chapter, viewer = chapter_of(slug), own_record(request)
    found = GroupLetter.objects.filter(chapter=chapter, recipients__person=viewer, sent_at__isnull=False)
    context = {
        "chapter": chapter,
        "standing": rules.standing_of(viewer, chapter),
        "mailings": received(chapter, viewer).order_by("-frozen_at", "-pk")[:SHOWN],
        "letters": found.order_by("-sent_at", "-pk")[:SHOWN],
        "is_stopped": has_stopped(chapter, viewer),
    }
    return render(request, "chapters/letters.html", context)


@policy.alumni
def show(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """One letter that was for me, and an answer, which the portal carries to its writer."""
    chapter, viewer = chapter_of(slug), own_record(request)
    mine = GroupLetter.objects.filter(chapter=chapter, recipients__person=viewer, sent_at__isnull=False)
    letter = get_object_or_404(mine.select_related("author__account"), pk=pk)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and letter.author is not None and form.is_valid():
        try:
            text = _("Answer to “%(subject)s”:") % {"subject": letter.subject} + "\n\n" + form.cleaned_data["text"]
            relay.write(letter.author, text=text, by=request.user)
        except TO_WRITERS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Your answer is on its way. What is written back is under “Messages”."))
            return redirect("chapters:letter", chapter.slug, letter.pk)
    writer = [letter.author_id] if letter.author_id else []
    context = {
        "chapter": chapter,
        "standing": rules.standing_of(viewer, chapter),
        "letter": letter,
        "writer": next(iter(faces(writer, viewer, is_alumnus=True).values()), None),
        "may_answer": letter.author_id not in {None, viewer.pk},
        "form": form,
    }
    return render(request, "chapters/letter.html", context, status=422 if form.errors else 200)


@policy.alumni
def mailing(request: SignedInRequest, slug: str, public_id: UUID) -> HttpResponse:
    """One that was for me, as I got it, and an answer, which the portal carries to its writer."""
    chapter, viewer = chapter_of(slug), own_record(request)
    found = get_object_or_404(received(chapter, viewer), public_id=public_id)
    writer = policy_of_records.person_of(found.author) if found.author else None
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and writer is not None and form.is_valid():
        try:
            text = _("Answer to “%(subject)s”:") % {"subject": found.title} + "\n\n" + form.cleaned_data["text"]
            relay.write(writer, text=text, by=request.user)
        except TO_WRITERS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Your answer is on its way. What is written back is under “Messages”."))
            return redirect("chapters:letter_mailing", chapter.slug, found.public_id)
    context = {
        "chapter": chapter,
        "standing": rules.standing_of(viewer, chapter),
        "letter": found,
        "page": page_for(found, viewer, language=get_language() or "th"),
        "writer": next(iter(faces([writer.pk] if writer else [], viewer, is_alumnus=True).values()), None),
        "may_answer": writer is not None and writer.pk != viewer.pk,
        "form": form,
    }
    return render(request, "chapters/letter.html", context, status=422 if form.errors else 200)


@policy.alumni
@require_POST
def choose(request: SignedInRequest, slug: str) -> HttpResponse:
    """No more letters of this group, or letters again."""
    chapter, viewer = chapter_of(slug), own_record(request)
    if request.POST.get("letters") == "no":
        letters.stop(chapter, viewer, by=request.user)
        messages.success(request, _("You get no more letters of this group."))
    else:
        letters.resume(chapter, viewer, by=request.user)
        messages.success(request, _("You get letters of this group again."))
    return redirect("chapters:letters", chapter.slug)


@csrf_exempt  # a mail program that stops letters with one click has no cookie of ours; the link is the proof
@policy.public
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in a letter leads: for that person and group alone, without signing in. A look does nothing."""
    meant = stop_tokens.read(token)
    if meant is None:
        raise Http404
    chapter = get_object_or_404(Chapter, pk=meant[0])
    person = get_object_or_404(Person, pk=meant[1])
    if request.method == "POST":
        letters.stop(chapter, person, by=None)
    is_stopped = has_stopped(chapter, person)
    return render(request, "chapters/letters_stop.html", {"chapter": chapter, "is_stopped": is_stopped})
