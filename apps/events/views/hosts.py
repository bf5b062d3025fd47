"""Groups that hold an event together: one asks at the event's desk, the other answers on a page of its own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.chapters.models import Chapter
from apps.core import policy
from apps.core.forms import refuse
from apps.events import rules
from apps.events.actions import hosting
from apps.events.forms.moderation import HostForm
from apps.events.models import CoHost, Event
from apps.events.querysets.events import may_post
from apps.events.reports.desk import co_hosts_of
from apps.events.rules import Standing
from apps.events.views.access import organised
from apps.records import policy as visibility

SHOWN = 20


@policy.signed_in
@organised
def index(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """Who holds it too, who is asked, and asking another group."""
    form = HostForm(request.POST or request.GET or None)
    found = Chapter.objects.none()
    if form.is_bound and form.is_valid():
        found = Chapter.objects.living().named(form.cleaned_data["name"]).exclude(pk=event.chapter_id or 0)
        found = found.exclude(pk__in=event.co_hosts.values("chapter")).order_by("name_th")[:SHOWN]
    if request.method == "POST" and form.is_valid() and _asked(request, event, form):
        return redirect("events:hosts", event.slug)
    context = {"event": event, "standing": standing, "form": form, "found": found, "co_hosts": co_hosts_of(event)}
    return render(request, "events/hosts.html", context, status=422 if form.errors else 200)


@policy.signed_in
@organised
@require_POST
def end(request: SignedInRequest, event: Event, standing: Standing, pk: int) -> HttpResponse:
    """The group is not asked any longer, or does not hold the event any more."""
    _ended(request, get_object_or_404(CoHost, pk=pk, event=event))
    return redirect("events:hosts", event.slug)


@policy.signed_in
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The leaders of the group that is asked say yes or no, and may leave later."""
    row = CoHost.objects.select_related("event__chapter", "chapter").filter(pk=pk).first()
    if row is None and may_post(request.user):  # the link stands in a mail still
        messages.info(request, str(hosting.NoHost.message))
        return redirect("events:mine_to_run")
    if row is None or not rules.organises_for(request.user, visibility.person_of(request.user), row.chapter):
        raise Http404
    if request.method == "POST":
        said = request.POST.get("answer")
        if said in {"accept", "decline"}:
            _answered(request, row, accepts=said == "accept")
        elif said == "end":
            _ended(request, row)
            return redirect("events:mine_to_run")
        return redirect("events:host_answer", row.pk)
    return render(request, "events/host_answer.html", {"row": row, "event": row.event})


def _asked(request: SignedInRequest, event: Event, form: HostForm) -> bool:
    chapter = Chapter.objects.living().filter(slug=request.POST.get("group", "")[:60].replace("\0", "")).first()
    if chapter is None:
        form.add_error("name", _("Look for the group by its name, then choose it below."))
        return False
    try:
        hosting.ask(event, chapter, by=request.user)
    except (ValidationError, hosting.NoHost) as refusal:
        refuse(form, refusal, {"chapter": "name"})
        return False
    messages.success(request, _("Asked. Its leaders answer on a page of their own."))
    return True


def _answered(request: SignedInRequest, row: CoHost, *, accepts: bool) -> None:
    try:
        hosting.answer(row, accepts=accepts, by=request.user)
    except hosting.NoHost as refusal:
        messages.info(request, str(refusal.message))
    else:
        messages.success(request, _("Your group holds it too.") if accepts else _("Declined."))


def _ended(request: SignedInRequest, row: CoHost) -> None:
    try:
        hosting.end(row, by=request.user)
    except hosting.NoHost as refusal:
        messages.info(request, str(refusal.message))
    else:
        messages.success(request, _("Done."))
