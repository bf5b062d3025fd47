"""Posts and terms at the leaders' desk: the committee as it stands, and handing over."""

from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import officers
from apps.chapters.actions.refusals import TO_LEADERS
from apps.chapters.forms.desk import EndTermForm, NominateForm
from apps.chapters.forms.search import RollForm
from apps.chapters.models import Chapter, Membership, Nomination, OfficerTerm, Seat
from apps.chapters.querysets.desks import posts_of
from apps.chapters.querysets.faces import Face, faces
from apps.chapters.querysets.roll import roll
from apps.chapters.rules import LEADERS_MAKE, Power, Standing
from apps.chapters.views.access import blockers_of, led
from apps.core import policy
from apps.core.forms import refuse
from apps.core.lib.uuids import uuid_in
from apps.directory.actions import reading
from apps.records.models import Person

FOUND = 12


@policy.alumni
@led()
@require_safe
def index(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """Every post with its places: who holds it until when, who is asked, what is free."""
    posts = posts_of(chapter, timezone.localdate())
    concerned = {
        row.person_id
        for post in posts
        for place in post.places
        for row in (place.term, place.following, place.nomination)
        if row is not None
    }
    shown = faces(concerned, standing.person, is_alumnus=True)
    context = {"chapter": chapter, "standing": standing, "posts": posts, "faces": shown}
    return render(request, "chapters/officers.html", context | {"leaders_make": LEADERS_MAKE})


@policy.alumni
@led()
def nominate(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """Hands over a place, or fills it: whoever may appoint, and the holder of the place itself."""
    seat = get_object_or_404(Seat.objects.select_related("position__chapter"), pk=pk, position__chapter=chapter)
    today = timezone.localdate()
    term = OfficerTerm.objects.filter(seat=seat).running(today).first()
    if not (standing.may(Power.OFFICERS) or (term and term.person_id == standing.holder.pk)):
        return render(request, "chapters/leaders_only.html", {"chapter": chapter, "standing": standing}, status=403)
    reading.come_in(standing.holder)
    chosen = _chosen(chapter, standing, request.POST.get("person") or request.GET.get("person", ""))
    form = NominateForm(request.POST or None, initial=_proposed(seat, term, today))
    if request.method == "POST" and form.is_valid() and _sent(request, form, seat, replaced=term, chosen=chosen):
        messages.success(request, _("Asked. The post is theirs when they accept."))
        return redirect("chapters:desk_officers", chapter.slug)
    search = RollForm(request.GET)
    search.is_valid()
    text = search.cleaned_data.get("q", "")
    found = roll(chapter, standing.person, text=text, size=FOUND, blocked_by=blockers_of(standing))
    context = {
        "chapter": chapter,
        "standing": standing,
        "seat": seat,
        "term": term,
        "form": form,
        "search": search,
        "chosen": chosen,
        "page": None if chosen else found,
    }
    return render(request, "chapters/nominate.html", context, status=422 if form.errors else 200)


@policy.alumni
@led()
@require_POST
def withdraw(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """Nobody is asked any more: by whoever may appoint, and whoever proposed it."""
    row = get_object_or_404(Nomination, pk=pk, seat__position__chapter=chapter)
    if not (standing.may(Power.OFFICERS) or row.proposed_by_id == request.user.pk):
        return render(request, "chapters/leaders_only.html", {"chapter": chapter, "standing": standing}, status=403)
    try:
        officers.withdraw(row, by=request.user)
    except TO_LEADERS as refusal:
        messages.info(request, str(refusal.message))
    else:
        messages.success(request, _("Taken back."))
    return redirect("chapters:desk_officers", chapter.slug)


@policy.alumni
@led(Power.OFFICERS)
def end(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """Ends a term early, with why; its powers end with it."""
    rows = OfficerTerm.objects.of(chapter).not_over(timezone.localdate()).in_order()
    term = get_object_or_404(rows, pk=pk)
    form = EndTermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            officers.end_term(term, by=request.user, why=form.cleaned_data["why"])
        except (ValidationError, *TO_LEADERS) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The term is over. What the post permits ended with it."))
            return redirect("chapters:show", chapter.slug)
    face = faces([term.person_id], standing.person, is_alumnus=True).get(term.person_id)
    context = {"chapter": chapter, "standing": standing, "term": term, "face": face, "form": form}
    return render(request, "chapters/term_end.html", context, status=422 if form.errors else 200)


def _proposed(seat: Seat, term: OfficerTerm | None, today: date) -> dict[str, date]:
    """The usual term: from the day after the present one, or tomorrow, for as many years as the post's terms last."""
    since = (term.until if term else today) + timedelta(days=1)
    return {"since": since, "until": officers.years_later(since, seat.position.years) - timedelta(days=1)}


def _chosen(chapter: Chapter, standing: Standing, public_id: str) -> Face | None:
    """The member whose name was tapped, if the leader may see it."""
    key = uuid_in(public_id)
    held = Membership.objects.held().filter(chapter=chapter, person__public_id=key).first() if key else None
    if held is None:
        return None
    return faces([held.person_id], standing.person, is_alumnus=True).get(held.person_id)


def _sent(
    request: SignedInRequest, form: NominateForm, seat: Seat, *, replaced: OfficerTerm | None, chosen: Face | None
) -> bool:
    if chosen is None:
        form.add_error(None, _("Choose a member of the group."))
        return False
    data = form.cleaned_data
    follows = replaced if replaced is not None and data["since"] <= replaced.until else None
    person = Person.objects.select_related("account").get(pk=chosen.id)
    days = {"since": data["since"], "until": data["until"], "note": data["note"]}
    try:
        officers.nominate(seat, person, replaces=follows, by=request.user, **days)
    except (ValidationError, *TO_LEADERS) as refusal:
        refuse(form, refusal)
        return False
    return True
