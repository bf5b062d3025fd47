"""The groups of alumni, as the office looks after them: how all of them are on one page, and one with everything that
is done for it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import chapters, officers, posts, ties
from apps.chapters.actions.refusals import TO_LEADERS
from apps.chapters.models import Chapter, GroupMerge, Matter, OfficerTerm, Position
from apps.chapters.querysets.desks import posts_of
from apps.chapters.querysets.health import WRONG, health_of, wrong_with
from apps.chapters.rules import CARE, VIEW
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.office.forms import groups as office_forms
from apps.office.forms.group_changes import PositionForm
from apps.office.querysets import names_of
from apps.office.views.group_deeds import DEEDS
from apps.records.models import Institution

SHOWN = 30
WORDS = {
    "headless": gettext_lazy("Nobody leads it"),
    "ends": gettext_lazy("Term ends soon"),
    "dormant": gettext_lazy("Dormant"),
    "asked": gettext_lazy("Requests wait"),
    "report": gettext_lazy("Report overdue"),
    "unread": gettext_lazy("Report to be read"),
}


@policy.staff(VIEW)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """How all groups are: those that need somebody first."""
    ours = Chapter.objects.filter(institution__code=settings.INSTITUTION).select_related("parent")
    kind = request.GET.get("kind", "")
    if kind in Chapter.Kind.values:
        ours = ours.filter(kind=kind)
    found = health_of(ours, timezone.localdate())
    what = request.GET.get("wrong", "")
    context = {
        "groups": wrong_with(found, what) if what in WRONG else found,
        "kinds": Chapter.Kind.choices,
        "kind": kind,
        "total": len(found),
        "what": what if what in WRONG else "",
        "wrong": [(each, WORDS[each], len(wrong_with(found, each))) for each in WRONG],
    }
    return render(request, "office/groups.html", context)


@policy.staff(CARE)
def found(request: SignedInRequest) -> HttpResponse:
    """A new group, with the posts that groups of its kind usually have."""
    form = office_forms.GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            chapter = _found(form.cleaned_data, request)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The group is entered. Its committee comes next."))
            return redirect("office:group", chapter.slug)
    return render(request, "office/group_found.html", {"form": form}, status=422 if form.errors else 200)


@policy.staff(VIEW)
@require_safe
def show(request: SignedInRequest, slug: str) -> HttpResponse:
    """One group: standing, committee, contacts, requests."""
    chapter = get_object_or_404(Chapter.objects.with_ground(), slug=slug)
    return render(request, "office/group.html", _page(request, chapter))


@policy.staff(CARE)
def care(request: SignedInRequest, slug: str, what: str) -> HttpResponse:
    """One thing that the office does for the group, on a page of its own."""
    chapter = get_object_or_404(Chapter.objects.with_ground(), slug=slug)
    title, form, act = DEEDS[what](request, chapter)
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except (ValidationError, rows.Stale, *TO_LEADERS) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("office:group", chapter.slug)
    context = {"chapter": chapter, "form": form, "title": title}
    return render(request, "office/group_care.html", context, status=422 if form.errors else 200)


@policy.staff(CARE)
def position(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """What a post of the committee is called and permits, and how many may hold it."""
    found = get_object_or_404(Position.objects.select_related("chapter"), pk=pk, chapter__slug=slug)
    initial = {"version": found.version, "seats": found.seats.count()}
    form = PositionForm(request.POST or None, instance=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            if "remove" in request.POST:
                officers.remove_position(found, by=request.user)
            else:
                data = form.cleaned_data
                officers.change_position(found, data, by=request.user, expected_version=data["version"])
        except (ValidationError, rows.Stale, *TO_LEADERS) as error:
            refuse(form, error, row=found)
        else:
            messages.success(request, _("Saved."))
            return redirect("office:group", slug)
    context = {"chapter": found.chapter, "position": found, "form": form}
    return render(request, "office/group_position.html", context, status=422 if form.errors else 200)


@policy.staff(CARE)
def end_term(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Ends a term early, where the group cannot do it or should not wait; its powers end with it."""
    terms = OfficerTerm.objects.filter(seat__position__chapter__slug=slug).not_over(timezone.localdate())
    term = get_object_or_404(terms.in_order(), pk=pk)
    form = office_forms.EndTermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            officers.end_term(term, by=request.user, why=form.cleaned_data["why"])
        except (ValidationError, *TO_LEADERS) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The term is over. What the post permits ended with it."))
            return redirect("office:group", slug)
    name = names_of({term.person_id}, request.user).get(str(term.person_id), "")
    context = {"chapter": term.seat.position.chapter, "term": term, "name": name, "form": form}
    return render(request, "office/group_term_end.html", context, status=422 if form.errors else 200)


@policy.staff(CARE)
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a group asks of the office."""
    asked = Matter.objects.filter(direction=Matter.Direction.TO_OFFICE).select_related("chapter", "asked_by", "owner")
    matter = get_object_or_404(asked, pk=pk)
    form = office_forms.AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ties.answer(matter, text=form.cleaned_data["answer"], by=request.user)
        except (ValidationError, *TO_LEADERS) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Answered."))
            return redirect("office:group", matter.chapter.slug)
    context = {"matter": matter, "form": form}
    return render(request, "office/group_matter.html", context, status=422 if form.errors else 200)


@policy.staff(CARE)
@require_POST
def take(request: SignedInRequest, pk: int) -> HttpResponse:
    """I see to it from now on."""
    matter = get_object_or_404(Matter.objects.select_related("chapter"), pk=pk)
    try:
        ties.take(matter, by=request.user)
    except TO_LEADERS as refusal:
        messages.info(request, str(refusal.message))
    return redirect("office:group", matter.chapter.slug)


def _page(request: SignedInRequest, chapter: Chapter) -> dict[str, Any]:
    today = timezone.localdate()
    committee = posts_of(chapter, today)
    held = {place.term.person_id for post in committee for place in post.places if place.term}
    [health] = health_of(Chapter.objects.filter(pk=chapter.pk), today)
    return {
        "chapter": chapter,
        "health": health,
        "posts": committee,
        "names": {int(key): name for key, name in names_of(held, request.user).items()},
        "talks": chapter.talks.select_related("by").order_by("-held_on", "-pk")[:SHOWN],
        "matters": chapter.matters.select_related("owner", "asked_by").order_by("-asked_at", "-pk")[:SHOWN],
        "merged": GroupMerge.objects.filter(gone=chapter, undone_at=None).select_related("kept").first(),
        "took_in": chapter.took_in.select_related("gone").order_by("merged_on", "pk"),
        "reports": chapter.reports.filter(sent_at__isnull=False).order_by("-year_be"),
        "names_then": chapter.names.order_by("-valid_from"),
    }


def _found(data: dict[str, Any], request: SignedInRequest) -> Chapter:
    recognised_on = data["recognised_on"].first_day if data["recognised_on"] else None
    given = {name: value for name, value in data.items() if name != "recognised_on"}
    top = Chapter.objects.filter(institution__code=settings.INSTITUTION, kind=Chapter.Kind.ASSOCIATION).first()
    chapter = Chapter(
        institution=Institution.objects.served(),
        parent=None if data["kind"] == Chapter.Kind.ASSOCIATION else top,
        status=Chapter.Status.RECOGNISED if recognised_on else Chapter.Status.CANDIDATE,
        recognised_on=recognised_on,
        **given,
    )
    chapters.found(chapter, by=request.user)
    posts.add_usual(chapter, by=request.user)
    return chapter
