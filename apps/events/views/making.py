"""Posting an event: one screen, a draft that loses nothing, and out. Changing it is the same screen."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.chapters.models import Chapter
from apps.chapters.querysets.posts import hold_on
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.events import rules
from apps.events.actions import drafts, pictures, publishing, series, writing
from apps.events.forms.event import COLUMNS
from apps.events.forms.pictures import PosterField
from apps.events.forms.screen import Screen, Typed, from_typed, typed, with_another_row
from apps.events.models import Draft, Event
from apps.events.rules import Standing
from apps.events.views.access import organised
from apps.records import policy as visibility

OFFICE = "office"  # stands in the place of a group's address
REFUSALS = (
    ValidationError,
    rows.Stale,
    writing.NotEditable,
    writing.WordsWerePassed,
    publishing.NotSendable,
    publishing.TooLate,
)


@policy.signed_in
def new(request: SignedInRequest) -> HttpResponse:
    """Fills the screen: anew, from the last event, or from a draft."""
    choices = _groups(request)
    if not choices:
        return render(request, "events/organisers_only.html", {}, status=403)
    chosen = request.GET.get("for", "") or _group_of_draft(request)
    if chosen not in choices and (chosen or len(choices) > 1):
        return _of_which_group(request, choices)
    chapter = choices[chosen] if chosen else next(iter(choices.values()))
    if request.method == "POST":
        return _posted(request, chapter)
    draft = _draft(request, request.GET.get("draft", ""))
    if draft is not None:
        return _page(request, chapter, Screen(chapter, data=from_typed(draft.typed)).unjudged(), draft=draft)
    return _page(request, chapter, Screen(chapter, like=_like(request)))


@policy.signed_in
@organised
def change(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """The same screen with what is recorded; of a series this day alone, or this and all that follow."""
    if not writing.is_editable(event):
        messages.info(request, str(writing.NotEditable.message))
        return redirect("events:desk", event.slug)
    if request.method != "POST":
        return _page(request, event.chapter, Screen(event.chapter, event=event), event=event)
    (data, files), more = _sent(request), request.POST.get("do", "").partition(":")
    if more[0] == "rows":
        data = with_another_row(data, more[2]) if more[2] in {"tickets", "questions"} else data
        return _page(
            request, event.chapter, Screen(event.chapter, event=event, data=data).unjudged(opened=more[2]), event=event
        )
    screen = Screen(event.chapter, event=event, data=data, files=files)
    if screen.is_valid() and _changed(request, event, screen):
        return redirect("events:desk", event.slug)
    return _page(request, event.chapter, screen, event=event)


@policy.signed_in
@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """A draft that is no event yet and never will be."""
    draft = get_object_or_404(Draft, pk=pk, account=request.user)
    drafts.drop(draft)
    messages.success(request, _("The draft is thrown away."))
    return redirect("events:mine_to_run")


def _of_which_group(request: SignedInRequest, choices: dict[str, Chapter | None]) -> HttpResponse:
    """None was chosen, or one for which they may post nothing any more: what they typed for it waits."""
    draft = _draft(request, request.GET.get("draft", ""))
    if request.method == "POST":
        draft = _draft(request, request.POST.get("draft", "")) or draft
        draft = drafts.keep(request.user, None, typed(_sent(request)[0]), draft=draft)
        messages.warning(request, _("You may not post in this group's name now. What you typed is kept as a draft."))
    return render(request, "events/choose_group.html", {"groups": choices.values(), "draft": draft})


def _posted(request: SignedInRequest, chapter: Chapter | None) -> HttpResponse:
    do, _colon, more = request.POST.get("do", "").partition(":")
    draft = _draft(request, request.POST.get("draft", ""))
    data, files = _sent(request)
    if do == "autosave":
        kept = drafts.keep(request.user, chapter, typed(data), draft=draft)
        return JsonResponse({"draft": kept.pk, "said": _("Draft saved")})
    if do == "rows":
        data = with_another_row(data, more) if more in {"tickets", "questions"} else data
        return _page(request, chapter, Screen(chapter, data=data).unjudged(opened=more), draft=draft)
    screen = Screen(chapter, data=data, files=files)
    if screen.is_valid(publishes=do == "publish"):
        event = _made(request, chapter, screen, publishes=do == "publish")
        if event is not None:
            if draft is not None:
                drafts.drop(draft)
            return _next(request, event)
    elif do == "save":
        kept = drafts.keep(request.user, chapter, typed(data), draft=draft)
        messages.success(request, _("The draft is saved as you typed it. Only you see it."))
        return redirect(f"{request.path}?for={chapter.slug if chapter else OFFICE}&draft={kept.pk}")
    return _page(request, chapter, screen, draft=draft)


def _sent(request: SignedInRequest) -> tuple[Typed, Any]:
    """What was typed, and the files of which something is to be said. A picture that can be read is kept at once."""
    data, upload = request.POST.copy(), request.FILES.get("picture")
    try:
        poster = PosterField(required=False).clean(upload)
    except ValidationError:
        return data, request.FILES
    if poster is not None:
        pictures.clear(timezone.now())
        data["kept"] = pictures.signed(pictures.keep(poster), request.user)
    return data, None


def _made(request: SignedInRequest, chapter: Chapter | None, screen: Screen, *, publishes: bool) -> Event | None:
    """The event, or None where something was refused, which the form then says."""
    form, by = screen.form, request.user
    values = screen.values()
    more: dict[str, Any] = {"tickets": screen.ticket_rows(), "questions": screen.question_rows(), "by": by}
    more["copied_from"] = _like(request)
    picture = pictures.read(form.cleaned_data["kept"], by)
    if picture or more["copied_from"]:
        values["picture"] = picture or more["copied_from"].picture
    try:
        repeat = screen.repeat
        if repeat is not None and repeat.repeats:
            data = repeat.cleaned_data
            days = repeat.dates(form.cleaned_data["day"])
            every = {"rule": data["rule"], "every": data["every"] or 1}
            event = series.make(chapter, values, days, **every, **more, publishes=publishes)
        else:
            event = series.make_one(chapter, values, **more, publishes=publishes)
    except REFUSALS as refusal:
        refuse(form, refusal, COLUMNS)
        return None
    if picture != event.picture:  # it was here already, from a form that was sent twice
        pictures.drop_unused(picture)
    return event


def _changed(request: SignedInRequest, event: Event, screen: Screen) -> bool:
    form, by = screen.form, request.user
    values = screen.values()
    more: dict[str, Any] = {"tickets": screen.ticket_rows(), "questions": screen.question_rows(), "by": by}
    if picture := pictures.read(form.cleaned_data["kept"], by):
        values["picture"] = picture
    try:
        more["expected_version"] = form.cleaned_data["version"]
        if request.POST.get("scope") == "following":
            number = series.change(event, values, **more)
            messages.success(request, _("Saved for %(number)s days of the series.") % {"number": number})
        else:
            writing.change(event, values, **more)
            messages.success(request, _("Saved. Whoever is registered is told of a new time or place."))
    except REFUSALS as refusal:
        refuse(form, refusal, COLUMNS, row=event)
        return False
    return True


def _next(request: SignedInRequest, event: Event) -> HttpResponse:
    if event.state == Event.State.PUBLISHED:
        messages.success(request, _("Your event is online. Share its address."))
        return redirect("events:show", event.slug)
    if event.state == Event.State.WAITING:
        messages.success(request, _("Sent. The office looks at it first, within 1 working day."))
    elif event.head_asked_at is not None:
        messages.success(request, _("The head of the group is asked to send it out."))
    else:
        messages.success(request, _("Saved. Nobody but the organisers sees it until you publish it."))
    return redirect("events:desk", event.slug)


def _page(
    request: HttpRequest,
    chapter: Chapter | None,
    screen: Screen,
    *,
    event: Event | None = None,
    draft: Draft | None = None,
) -> HttpResponse:
    user: Any = request.user
    last = (
        Event.objects.filter(chapter=chapter).exclude(state=Event.State.DRAFT).order_by("-created_at", "-pk").first()
    )
    is_wrong = any(part.errors if not hasattr(part, "forms") else not part.is_valid() for part in screen.parts)
    is_judged = (
        screen.data is not None and request.method == "POST" and not request.POST.get("do", "").startswith("rows")
    )
    context = {
        "chapter": chapter,
        "screen": screen,
        "form": screen.form,
        "event": event,
        "draft": draft,
        "last": last if event is None and not request.GET.get("copy") else None,
        "later": series.following(event).count() if event else 0,
        "goes_out": event is None and (chapter is None or publishing.goes_out_by_itself(chapter, by=user)),
        "asks_head": event is None and not rules.may_send(user, chapter),
        "hold": hold_on(timezone.localdate()),
    }
    return render(request, "events/form.html", context, status=422 if is_judged and is_wrong else 200)


def _groups(request: SignedInRequest) -> dict[str, Chapter | None]:
    """In whose names this account may hold events, by their addresses; None: the office itself."""
    person = visibility.person_of(request.user)
    found: dict[str, Chapter | None] = {each.slug: each for each in rules.leads_of(person)} if person else {}
    if rules.of_office(request.user, rules.CARE):
        found[OFFICE] = None
        asked = Chapter.objects.living().filter(slug=request.GET.get("for", "").replace("\0", "")).first()
        if asked is not None:
            found[asked.slug] = asked
    return found


def _group_of_draft(request: SignedInRequest) -> str:
    draft = _draft(request, request.GET.get("draft", ""))
    if draft is None:
        return ""
    return draft.chapter.slug if draft.chapter else OFFICE


def _draft(request: SignedInRequest, key: str) -> Draft | None:
    if not key.isascii() or not key.isdecimal() or len(key) > 18:
        return None
    return Draft.objects.filter(pk=int(key), account=request.user).select_related("chapter").first()


def _like(request: SignedInRequest) -> Event | None:
    """The event of which a copy is made: one that this account organises too."""
    slug = request.GET.get("copy", "")
    if not slug:
        return None
    found = Event.objects.organised_by(request.user).prefetch_related("tickets", "questions")
    event: Event | None = found.filter(slug=slug[:100].replace("\0", "")).first()
    if event is None:
        raise Http404
    return event
