"""My groups: where I am a member, what waits for my answer, which groups fit me and why."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters import rules
from apps.chapters.actions import joining, officers
from apps.chapters.actions.refusals import TO_JOINERS, TO_LEADERS, TooLate
from apps.chapters.models import Chapter, Membership, Nomination, OfficerTerm
from apps.chapters.querysets.faces import faces
from apps.chapters.querysets.photo_choices import choice_of
from apps.chapters.querysets.reasons import proposals
from apps.chapters.views.access import chapter_of, own_record
from apps.chapters.views.photos import photo_text
from apps.core import policy
from apps.records.models import Person

ANSWERS = {
    "accept": (joining.accept_invitation, gettext_lazy("You are a member now.")),
    "decline": (joining.decline, gettext_lazy("You have declined. The group does not learn why.")),
    "withdraw": (joining.withdraw, gettext_lazy("Your request is taken back.")),
}
# What a post lets its holder do, as they read it before they accept.
POWER_WORDS = {
    rules.Power.MEMBERS: gettext_lazy("take and invite members, and put them out"),
    rules.Power.OFFICERS: gettext_lazy("hand over posts and propose who takes them"),
    rules.Power.DUES: gettext_lazy("note who has paid dues"),
    rules.Power.PUBLISH: gettext_lazy("write in the group's name"),
}


@policy.alumni
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """All my groups on one page."""
    viewer = own_record(request)
    rows = Membership.objects.filter(person=viewer, state__in=Membership.OPEN).select_related("chapter")
    by_state: dict[str, list[Membership]] = {state: [] for state in Membership.OPEN}
    for row in rows.order_by("chapter__name_th", "pk"):
        by_state[row.state].append(row)
    terms = OfficerTerm.objects.filter(person=viewer).running(timezone.localdate()).in_order()
    nominations = Nomination.objects.filter(person=viewer, state=Nomination.State.OPEN)
    context = {
        "held": by_state["member"],
        "asked": by_state["asked"],
        "invited": by_state["invited"],
        "led": {term.seat.position.chapter_id: term for term in terms},
        "nominations": nominations.select_related("seat__position__chapter"),
        "proposals": proposals(viewer),
        "photo_choice": choice_of(viewer),
        "photo_text": photo_text(),
    }
    return render(request, "chapters/mine.html", context)


@policy.alumni
@require_POST
def answer(request: SignedInRequest, slug: str) -> HttpResponse:
    """Accepts or declines an invitation, takes back a request, says no to a proposal."""
    chapter, viewer, verb = chapter_of(slug), own_record(request), request.POST.get("answer", "")
    try:
        if verb == "dismiss":
            joining.dismiss(chapter, viewer, by=request.user)
            messages.success(request, _("We propose this group no more. You find it in the list of all groups."))
        elif verb in ANSWERS:
            act, said = ANSWERS[verb]
            act(_between(chapter, viewer), by=request.user)
            messages.success(request, str(said))
    except TO_JOINERS as refusal:
        messages.info(request, str(refusal.message))
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
    return redirect("chapters:mine")


@policy.alumni
def leave(request: SignedInRequest, slug: str) -> HttpResponse:
    """One tap; whoever leaves by mistake asks again. Who holds a post reads first that it ends, too: only others can
    give it back."""
    chapter, viewer = get_object_or_404(Chapter, slug=slug), own_record(request)
    standing = rules.standing_of(viewer, chapter)
    if standing.membership is None or not standing.is_member:  # pressed twice
        return redirect("chapters:mine")
    if request.method != "POST" or (standing.is_leader and "sure" not in request.POST):
        return render(request, "chapters/leave.html", {"chapter": chapter, "standing": standing})
    try:
        joining.leave(standing.membership, by=request.user)
    except TO_JOINERS as refusal:
        messages.info(request, str(refusal.message))
    else:
        messages.success(request, _("You have left %(chapter)s.") % {"chapter": chapter.name})
    # Where the way back is, for those who did not mean it.
    return redirect("chapters:show", chapter.slug) if chapter.is_open else redirect("chapters:mine")


@policy.alumni
def nomination(request: SignedInRequest, pk: int) -> HttpResponse:
    """A post that I am asked to take: what it lets me do, from when to when, and my answer."""
    viewer = own_record(request)
    rows = Nomination.objects.select_related("seat__position__chapter", "replaces")
    found = get_object_or_404(rows, pk=pk, person=viewer)
    chapter = found.seat.position.chapter
    if request.method == "POST":
        act = officers.accept if request.POST.get("answer") == "accept" else officers.decline
        try:
            act(found, by=request.user)
        except (ValidationError, *TO_LEADERS) as refusal:
            words = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal.message)
            messages.error(request, words)
            return redirect("chapters:nomination", found.pk)
        messages.success(request, _("Thank you. Your answer is with the group."))
        return redirect("chapters:show", chapter.slug)
    powers = [POWER_WORDS[each] for each in rules.Power if each in rules.POWERS[found.seat.position.role]]
    proposer = Person.objects.filter(account=found.proposed_by_id).values_list("pk", flat=True).first() or 0
    before = found.replaces.person_id if found.replaces else 0
    shown = faces({proposer, before}, viewer, is_alumnus=True)
    context = {"nomination": found, "chapter": chapter, "powers": powers}
    context |= {"proposer": shown.get(proposer), "before": shown.get(before)}
    today = timezone.localdate()
    if found.is_open:  # it has lain for a while: what accepting means today
        context |= {"since": max(found.since, today), "too_late": TooLate.message if found.until < today else ""}
    return render(request, "chapters/nomination.html", context)


def _between(chapter: Chapter, viewer: object) -> Membership:
    rows = Membership.objects.filter(state__in=Membership.OPEN).select_related("chapter", "person__account")
    return get_object_or_404(rows, chapter=chapter, person=viewer)
