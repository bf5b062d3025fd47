"""The leaders' desk: what waits, who asks to join, whom to invite."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import members
from apps.chapters.actions.refusals import TO_LEADERS, AlreadyDecided
from apps.chapters.forms.desk import RequestForm
from apps.chapters.forms.search import RollForm
from apps.chapters.models import Chapter, Complaint, JoinLink, Membership
from apps.chapters.querysets.desks import posts_of, warnings_of
from apps.chapters.querysets.faces import faces, titled_names
from apps.chapters.querysets.yearly import overdue
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import led
from apps.core import policy
from apps.core.forms import refuse
from apps.core.lib.uuids import uuid_in
from apps.core.registries import desk_panels
from apps.directory.actions import looking_up
from apps.records.models import Degree, Person

FOUND = 10


@policy.alumni
@led()
@require_safe
def show(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """What waits for the leaders, in figures with the way to each."""
    today = timezone.localdate()
    held = Membership.objects.filter(chapter=chapter)
    warnings = warnings_of(posts_of(chapter, today))
    shown = faces([place.term.person_id for place in warnings if place.term], standing.person, is_alumnus=True)
    context = {
        "chapter": chapter,
        "standing": standing,
        "members": held.held().count(),
        "requests": held.asked().count(),
        "invited": held.filter(state=Membership.State.INVITED).count(),
        "links": JoinLink.objects.filter(chapter=chapter, ended_at=None, expires_at__gt=timezone.now()).count(),
        "warnings": [(place, shown.get(place.term.person_id if place.term else 0)) for place in warnings],
        "liaison": chapter.liaisons.filter(since__lte=today, until=None).select_related("officer").first(),
        "complaints": Complaint.objects.filter(
            photo__album__chapter=chapter, why=Complaint.Why.SHOWN, outcome=""
        ).count(),
        "report_overdue": bool(overdue([chapter], today)),
        "has_second_factor": policy.has_second_factor(request.user),
        "panels": [panel for _key, make in desk_panels if (panel := make(request, chapter, standing))],
    }
    return render(request, "chapters/desk.html", context)


@policy.alumni
@led(Power.MEMBERS)
@require_safe
def requests(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """Who asks to join, the oldest first, and who is invited and has not answered."""
    asked = list(Membership.objects.filter(chapter=chapter).asked()[:100])
    invited = Membership.objects.filter(chapter=chapter, state=Membership.State.INVITED).order_by("-pk")[:100]
    names = titled_names([row.person_id for row in asked])
    shown = faces([row.person_id for row in invited], standing.person, is_alumnus=True)
    context = {
        "chapter": chapter,
        "standing": standing,
        "asked": [(row, names.get(row.person_id, "")) for row in asked],
        "invited": [(row, shown.get(row.person_id)) for row in invited],
    }
    return render(request, "chapters/requests.html", context)


@policy.alumni
@led(Power.MEMBERS)
def answer_request(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """One request. Whoever asks lets the leaders know their name and what they studied; the page says so to them."""
    rows = Membership.objects.select_related("person__account", "chapter")
    row = get_object_or_404(rows, pk=pk, chapter=chapter)
    if row.state != Membership.State.ASKED:
        return _answered_meanwhile(request, chapter)
    form = RequestForm(request.POST or None, initial={"rank": row.rank})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            if form.approves:
                members.approve(row, rank=data["rank"] or Membership.Rank.ORDINARY, by=request.user)
            else:
                members.refuse(row, reason=data["reason"], by=request.user)
        except (ValidationError, *TO_LEADERS) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Answered. They are told."))
            following = Membership.objects.filter(chapter=chapter).asked().first()
            if following is None:
                return redirect("chapters:desk_requests", chapter.slug)
            return redirect("chapters:desk_request", chapter.slug, following.pk)
    studies = Degree.objects.filter(person=row.person_id, status=Degree.Status.CONFERRED)
    context = {
        "chapter": chapter,
        "standing": standing,
        "row": row,
        "name": titled_names([row.person_id]).get(row.person_id, ""),
        "studies": studies.select_related("faculty", "cohort").order_by("-is_first", "pk"),
        "form": form,
    }
    return render(request, "chapters/request.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.MEMBERS)
@require_POST
def take_back_invitation(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """Nobody is asked any more."""
    row = get_object_or_404(Membership, pk=pk, chapter=chapter)
    try:
        members.take_back_invitation(row, by=request.user)
    except TO_LEADERS as refusal:
        messages.info(request, str(refusal.message))
    else:
        messages.success(request, _("The invitation is taken back."))
    return redirect("chapters:desk_requests", chapter.slug)


@policy.alumni
@led(Power.MEMBERS)
def invite(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """Looks for somebody among those whom any alumnus finds, and invites them."""
    form = RollForm(request.GET)
    form.is_valid()
    if request.method == "POST":
        return _invited(request, chapter)
    text = form.cleaned_data.get("q", "")
    page = looking_up.find(text, by=request.user, size=FOUND) if text else None
    found = page.rows if page else []
    open_ones = Membership.objects.filter(chapter=chapter, state__in=Membership.OPEN)
    states = dict(open_ones.filter(person__in=[line.id for line in found]).values_list("person", "state"))
    labels = dict(Membership.State.choices)
    context = {
        "chapter": chapter,
        "standing": standing,
        "form": form,
        "total": page.total if page else 0,
        "found": [(line, labels.get(states.get(line.id, ""), "")) for line in found],
    }
    return render(request, "chapters/invite.html", context)


def _answered_meanwhile(request: SignedInRequest, chapter: Chapter) -> HttpResponse:
    """A colleague was faster, or whoever asked has taken it back."""
    messages.info(request, str(AlreadyDecided.message))
    return redirect("chapters:desk_requests", chapter.slug)


def _invited(request: SignedInRequest, chapter: Chapter) -> HttpResponse:
    people = Person.objects.select_related("account")
    person = get_object_or_404(people, public_id=uuid_in(request.POST.get("person", "")))
    if not looking_up.finds(person.pk, by=request.user):
        raise Http404
    try:
        row = members.invite(chapter, person, by=request.user)
    except (ValidationError, *TO_LEADERS) as refusal:
        words = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal.message)
        messages.info(request, words)
    else:
        is_in = row.state == Membership.State.MEMBER
        said = _("They had asked to join, and are a member now.") if is_in else _("Invited. They decide.")
        messages.success(request, said)
    return redirect(request.get_full_path())
