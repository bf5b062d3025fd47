"""The office's events: all of them with how they are, what waits for a decision, what readers report, the log."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions.refusals import OwnMatter
from apps.chapters.rules import leads
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.events.actions import announcing, moderation, pictures
from apps.events.forms import moderation as event_forms
from apps.events.lib.states import SEEN
from apps.events.models import Announcement, Complaint, Event, Submission
from apps.events.querysets import office as querysets
from apps.events.querysets import pages
from apps.events.querysets.trust import trust_of
from apps.events.reports import desk as reports
from apps.events.reports import seats
from apps.events.reports.health import line
from apps.events.rules import MODERATE, VIEW

SIZE = 50
PER_PAGE = 50
Outcome = Submission.Outcome


@policy.staff(VIEW)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """All events by piles: what waits for us, what comes, what needs somebody, what was."""
    now = timezone.now()
    asked = request.GET.get("pile", "")
    filters = querysets.OfficeFilters(
        pile=asked if asked in querysets.PILES else "coming",
        q=" ".join(request.GET.get("q", "")[:100].replace("\0", " ").split()),
        group=request.GET.get("group", "")[:60].replace("\0", ""),
    )
    found = querysets.of_pile(Event.objects.select_related("chapter", "province"), filters, now)
    is_coming = filters.pile in {"coming", "waiting"}
    cursor = request.GET.get("page", "")
    page = pages.page(querysets.with_health(found), cursor, SIZE, newest_first=not is_coming)
    context = {
        "lines": [line(event, now) for event in page.events],
        "following": page.following,
        "is_first": not cursor,
        "wrong_seats": [] if request.GET else seats.certain(),  # counts, and locks what looks wrong
        "filters": filters,
        "waiting": Event.objects.filter(state=Event.State.WAITING).count(),
        "complaints": Complaint.objects.filter(outcome="")
        .select_related("event__chapter")
        .order_by("created_at")[:20],
        "appeals": _appeals()[:20],
        "written": Announcement.objects.filter(state=Announcement.State.WAITING)
        .select_related("event__chapter")
        .order_by("declared_at")[:20],
    }
    return render(request, "events/office/index.html", context)


@policy.staff(VIEW)
def show(request: SignedInRequest, slug: str) -> HttpResponse:
    """One event, how it stands, and the decision about it."""
    event: Event = get_object_or_404(Event.objects.with_hosts().prefetch_related("tickets", "questions"), slug=slug)
    is_own = leads(request.user, event.chapter)
    may_decide = request.user.has_perm(MODERATE)
    form = _form(event, request) if may_decide else None
    if form is not None and _done(request, form, lambda: _decide(event, form, request), event):
        return redirect("events:office_event", event.slug)
    submissions = reports.submissions_of(event)
    author = next((each.by for each in submissions if each.by), None)
    context = {
        "event": event,
        "form": None if is_own and (form is None or not form.errors) else form,
        "is_own": is_own and form is not None,
        "figures": reports.figures_of(event),
        "submissions": submissions,
        "co_hosts": reports.co_hosts_of(event),
        "author": author,
        "trust": trust_of(author, event.chapter) if author and event.chapter else None,
        "complaints": event.complaints.order_by("-created_at"),
    }
    return render(request, "events/office/event.html", context, status=422 if form and form.errors else 200)


@policy.staff(VIEW)
@require_safe
@cache_control(private=True, max_age=0)
def picture(request: SignedInRequest, slug: str) -> HttpResponse:
    """The picture of an event in any state."""
    event = get_object_or_404(Event, slug=slug)
    file = pictures.file_of(event.picture, "large") if event.picture else ""
    if not file or not default_storage.exists(file):
        raise Http404
    with default_storage.open(file) as kept:
        return HttpResponse(kept.read(), content_type="image/webp")


@policy.staff(MODERATE)
def complaint(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a reader says about an event."""
    case = get_object_or_404(Complaint.objects.select_related("event__chapter"), pk=pk)
    form = event_forms.ComplaintDecisionForm(request.POST or None)
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}

    def decide() -> None:
        outcome = Complaint.Outcome(data["outcome"])
        moderation.decide_complaint(case, outcome, remark=data["remark"], by=request.user)

    if _done(request, form, decide):
        return redirect("events:office")
    context = {"case": case, "event": case.event, "form": form}
    return render(request, "events/office/complaint.html", context, status=422 if form.errors else 200)


@policy.staff(MODERATE)
def appeal(request: SignedInRequest, pk: int) -> HttpResponse:
    """The organisers ask us to look again."""
    case = get_object_or_404(
        Submission.objects.exclude(appealed_at=None).select_related("event__chapter", "by", "appealed_by"), pk=pk
    )
    form = event_forms.AnswerForm(request.POST or None, initial={"version": case.event.version})
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}

    def answer() -> None:
        restores = data["answer"] == "restore"
        seen = data["version"]
        moderation.answer_appeal(
            case, restores=restores, remark=data["remark"], by=request.user, expected_version=seen
        )

    if _done(request, form, answer, case.event):
        return redirect("events:office")
    context = {"case": case, "event": case.event, "form": form}
    return render(request, "events/office/appeal.html", context, status=422 if form.errors else 200)


@policy.staff(MODERATE)
def message(request: SignedInRequest, pk: int) -> HttpResponse:
    """What organisers want to write to those who come."""
    case = get_object_or_404(Announcement.objects.select_related("event__chapter", "by"), pk=pk)
    form = event_forms.MessageDecisionForm(request.POST or None)
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}

    def decide() -> None:
        said = {"objection": data["objection"], "remark": data["remark"]}
        announcing.decide(case, goes_out=data["outcome"] == Outcome.APPROVED, by=request.user, **said)

    if _done(request, form, decide):
        return redirect("events:office")
    context = {"case": case, "event": case.event, "form": form}
    return render(request, "events/office/message.html", context, status=422 if form.errors else 200)


@policy.staff(MODERATE)
@require_safe
def log(request: SignedInRequest) -> HttpResponse:
    """Every decision, the newest first."""
    decided = Submission.objects.exclude(decided_at=None).exclude(outcome=Outcome.WITHDRAWN)
    found = decided.select_related("event__chapter", "by", "decided_by").order_by("-decided_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "events/office/log.html", {"page": page})


def _appeals() -> Any:
    waiting = Submission.objects.filter(appealed_at__isnull=False, answered_at=None)
    return waiting.select_related("event__chapter").order_by("appealed_at")


def _form(event: Event, request: SignedInRequest) -> forms.Form | None:
    given = request.POST or None
    if event.state == Event.State.WAITING:
        return event_forms.DecisionForm(given, initial={"version": event.version})
    if event.state in SEEN and event.submissions.exists():
        return event_forms.RemovalForm(given)
    return None


def _decide(event: Event, form: forms.Form, request: SignedInRequest) -> None:
    data = form.cleaned_data
    said = {"objection": data["objection"], "remark": data["remark"]}
    seen = data.get("version")
    moderation.decide(event, Outcome(data["outcome"]), by=request.user, expected_version=seen, **said)


def _done(request: SignedInRequest, form: forms.Form, decide: Callable[[], Any], event: Event | None = None) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        decide()
    except (ValidationError, OwnMatter, moderation.Decided, rows.Stale) as error:
        refuse(form, error, row=event)
        return False
    messages.success(request, _("Decided."))
    return True
