"""Writing to the members, at the leaders' desk: whom it reaches, whom it does not and why, and what became of it."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters import rules
from apps.chapters.actions import letters
from apps.chapters.actions.refusals import TO_WRITERS
from apps.chapters.forms.letters import LetterForm, SendLetterForm
from apps.chapters.models import Chapter, GroupLetter
from apps.chapters.querysets.letters import audience_of, audience_then
from apps.chapters.querysets.posts import hold_on, trust_of
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import led
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.mailings.models import Message

FIELDS = ("to", "subject", "text")
PER_PAGE = 25


@policy.alumni
@led(Power.PUBLISH)
@require_safe
def index(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """All letters of the group, the newest first."""
    found = GroupLetter.objects.filter(chapter=chapter).order_by("-created_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "chapters/letters_desk.html", {"chapter": chapter, "standing": standing, "page": page})


@policy.alumni
@led(Power.PUBLISH)
def new(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """A draft; whom it reaches is said before it goes out."""
    form = LetterForm(request.POST or None, instance=GroupLetter(chapter=chapter, author=standing.holder))
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in FIELDS}
        try:
            letter = letters.write(chapter, standing.holder, values, by=request.user)
        except (ValidationError, *TO_WRITERS) as refusal:
            refuse(form, refusal)
        else:
            return redirect("chapters:desk_letter", chapter.slug, letter.pk)
    context = {"chapter": chapter, "standing": standing, "form": form}
    return render(request, "chapters/letter_edit.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.PUBLISH)
def change(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """A draft, or what was not sent, anew."""
    letter = get_object_or_404(GroupLetter, pk=pk, chapter=chapter)
    if not letter.is_editable:
        return redirect("chapters:desk_letter", chapter.slug, letter.pk)
    form = LetterForm(request.POST or None, instance=letter, initial={"version": letter.version})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in FIELDS}
        try:
            letters.change(letter, values, by=request.user, expected_version=form.cleaned_data["version"])
        except (ValidationError, rows.Stale, *TO_WRITERS) as refusal:
            refuse(form, refusal, row=letter)
        else:
            return redirect("chapters:desk_letter", chapter.slug, letter.pk)
    context = {"chapter": chapter, "standing": standing, "form": form, "letter": letter}
    return render(request, "chapters/letter_edit.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.PUBLISH)
def show(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """One letter as it will look, whom it reaches, the declaration; once it is out, what became of it."""
    letter = get_object_or_404(GroupLetter.objects.select_related("chapter", "author"), pk=pk, chapter=chapter)
    form = SendLetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = letters.send(letter, standing.holder, by=request.user)
        except (ValidationError, *TO_WRITERS) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("On its way.") if sent.is_out else _("Sent. The office looks at it first."))
            return redirect("chapters:desk_letter", chapter.slug, letter.pk)
    today = timezone.localdate()
    context = {
        "chapter": chapter,
        "standing": standing,
        "letter": letter,
        "form": form,
        "audience": audience_then(letter) if letter.is_out else audience_of(letter, today),
        "post": _became(letter) if letter.is_out else None,
        "trust": trust_of(standing.holder, chapter),
        "hold": hold_on(today),
        "too_many": rules.LETTER_TO_MANY,
    }
    return render(request, "chapters/letter_desk.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.PUBLISH)
@require_POST
def try_out(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """The letter to myself alone."""
    letter = get_object_or_404(GroupLetter.objects.select_related("chapter", "author"), pk=pk, chapter=chapter)
    if standing.holder.account is not None and standing.holder.account.email:
        letters.try_out(letter, standing.holder)
        messages.success(request, _("Sent to you alone. Look into your mail."))
    else:
        messages.info(request, _("Your account has no e-mail address."))
    return redirect("chapters:desk_letter", chapter.slug, letter.pk)


@policy.alumni
@led(Power.PUBLISH)
@require_POST
def withdraw(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """Back from the office."""
    letter = get_object_or_404(GroupLetter, pk=pk, chapter=chapter)
    try:
        letters.withdraw(letter, by=request.user)
    except TO_WRITERS as refusal:
        messages.info(request, str(refusal.message))
    else:
        messages.success(request, _("Taken back."))
    return redirect("chapters:desk_letter", chapter.slug, letter.pk)


def _became(letter: GroupLetter) -> dict[str, int]:
    """How many are with their readers' mail servers, on the way, and could not be sent."""
    found = letter.recipients.filter(left_out="").values_list("message__state", "written_at")
    states = Counter(state or ("gone" if written else "queued") for state, written in found)
    return {
        "sent": states[Message.State.SENT] + states["gone"],
        "waiting": states[Message.State.QUEUED] + states[Message.State.SENDING],
        "failed": states[Message.State.FAILED] + states[Message.State.UNCONFIRMED],
    }
