"""What the group says of itself and how one joins it, at the leaders' desk."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import introductions
from apps.chapters.actions.refusals import AlreadyDecided
from apps.chapters.forms.page import PageAndJoiningForm, PageForm
from apps.chapters.models import Chapter, Introduction
from apps.chapters.querysets.introductions import refused_last
from apps.chapters.querysets.posts import hold_on, trust_of
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import led
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse

WORDS = introductions.WORDS


@policy.alumni
@led(Power.PUBLISH)
def change(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """Whoever writes in the group's name changes its words, on which they go on where some wait for the office;
    whoever leads it, how one joins and what it costs."""
    make = PageAndJoiningForm if standing.may(Power.OFFICERS) else PageForm
    waits = Introduction.objects.filter(chapter=chapter, outcome="").first()
    initial: dict[str, Any] = {"version": chapter.version}
    if waits is not None:
        initial |= {"waits": waits.pk, **{name: getattr(waits, name) for name in WORDS}}
    form = make(request.POST or None, instance=chapter, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in make.Meta.fields}
        try:
            seen = form.cleaned_data["version"]
            if form.cleaned_data["waits"] != (waits.pk if waits else None):
                raise rows.Stale  # a colleague has sent other words, or the office has decided
            row = introductions.describe(chapter, standing.holder, values, by=request.user, expected_version=seen)
        except (ValidationError, rows.Stale, AlreadyDecided) as refusal:
            refuse(form, refusal, row=chapter)
            form.data = {**form.data, "waits": waits.pk if waits else ""}
        else:
            messages.success(request, _said(row))
            return redirect("chapters:desk_page" if row else "chapters:show", chapter.slug)
    context = {
        "chapter": Chapter.objects.with_ground().get(pk=chapter.pk),
        "standing": standing,
        "form": form,
        "waits": waits,
        "refused": refused_last(chapter),
        "trust": trust_of(standing.holder, chapter),
        "hold": hold_on(timezone.localdate()),
    }
    return render(request, "chapters/page_edit.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.PUBLISH)
@require_POST
def take_back(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """What waits for the office does not wait any more."""
    waits = Introduction.objects.filter(chapter=chapter, outcome="").first()
    try:
        if waits is not None:
            introductions.withdraw(waits, by=request.user)
            messages.success(request, _("Taken back. The page says what it said."))
    except AlreadyDecided as refusal:
        messages.info(request, str(refusal.message))
    return redirect("chapters:desk_page", chapter.slug)


def _said(row: Introduction | None) -> str:
    if row is None:
        return _("Saved. Everybody sees it from now on; the LINE group only members.")
    if row.is_held:
        return _("Saved. The page says it when the hold is over; until then it says what it said.")
    return _("Saved. The office looks at the words first; until then the page says what it said.")
