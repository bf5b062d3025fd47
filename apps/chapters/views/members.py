"""The roll of a group for its members, and what its leaders do about one of them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import members, taking
from apps.chapters.actions.refusals import TO_LEADERS
from apps.chapters.forms.desk import DueForm, ExportForm, RankForm, RemoveForm
from apps.chapters.forms.search import RollForm
from apps.chapters.models import Chapter, Due, Membership
from apps.chapters.querysets.faces import faces
from apps.chapters.querysets.roll import roll
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import blockers_of, for_members, led
from apps.core import policy
from apps.core.forms import refuse
from apps.directory.actions import reading

Change = tuple[forms.BaseForm, Power, Callable[[], Any], str]


@policy.alumni
@for_members
@require_safe
def index(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """Who belongs to the group, by what each of them lets fellows see."""
    form = RollForm(request.GET)
    form.is_valid()
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    page = roll(
        chapter,
        standing.person,
        text=asked.get("q", ""),
        rank=asked.get("rank", ""),
        cursor=request.GET.get("page", ""),
        blocked_by=blockers_of(standing),
    )
    address = request.GET.copy()
    address.pop("page", None)
    context = {"chapter": chapter, "standing": standing, "form": form, "page": page, "asked": address.urlencode()}
    return render(request, "chapters/members.html", context | {"is_narrowed": bool(asked)})


@policy.alumni
@led(Power.MEMBERS)
def export(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """The roll as a file, once the leader has said what for."""
    reading.come_in(standing.holder)
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, hidden = form.cleaned_data["reason"], blockers_of(standing)
        taken = taking.take_roll(chapter, standing.holder, reason=reason, blocked_by=hidden, by=request.user)
        response = HttpResponse(taken.content, content_type="text/csv; charset=utf-8")
        name = f"{chapter.slug}-{timezone.localdate():%Y%m%d}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    context = {"chapter": chapter, "standing": standing, "form": form}
    return render(request, "chapters/export.html", context, status=422 if form.errors else 200)


@policy.alumni
@led()
def member(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """One member, for the leaders who look after members or dues: class, dues, and putting them out. Each of these
    needs its power."""
    if standing.powers.isdisjoint({Power.MEMBERS, Power.DUES}):
        return render(request, "chapters/leaders_only.html", {"chapter": chapter, "standing": standing}, status=403)
    reading.come_in(standing.holder)
    membership = _member(chapter, standing, pk)
    changes = _changes(request, standing, membership)
    asked = [change for change in changes if request.method == "POST" and change[0].is_bound]
    if any(not standing.may(power) for _form, power, *_rest in asked):
        return render(request, "chapters/leaders_only.html", {"chapter": chapter, "standing": standing}, status=403)
    for form, _power, act, said in asked:
        if _done(form, act):
            messages.success(request, said)
            if membership.state != Membership.State.MEMBER:
                return redirect("chapters:members", chapter.slug)
            return redirect("chapters:desk_member", chapter.slug, membership.pk)
    refused = next((form for form, *_rest in changes if form.errors), None)
    context = {
        "chapter": chapter,
        "standing": standing,
        "membership": membership,
        "face": faces([membership.person_id], standing.holder, is_alumnus=True)[membership.person_id],
        **dict(zip(("rank_form", "due_form", "remove_form"), (form for form, *_rest in changes), strict=True)),
        "form": refused,
        "dues": Due.objects.filter(chapter=chapter, person=membership.person_id).order_by("-year_be", "-pk"),
    }
    return render(request, "chapters/member.html", context, status=422 if refused else 200)


def _changes(request: SignedInRequest, standing: Standing, membership: Membership) -> list[Change]:
    """The class, dues, putting out: of each the form, the power that it needs, what it does, what is said then."""
    given, by = request.POST, request.user
    rank = RankForm(given if "rank" in given else None, initial={"rank": membership.rank})
    due = Due(chapter=membership.chapter, person=membership.person, noted_by=by)
    paid = DueForm(given if "amount" in given else None, instance=due)
    out = RemoveForm(given if "reason" in given else None)
    return [
        (rank, Power.MEMBERS, lambda: members.set_rank(membership, rank.cleaned_data["rank"], by=by), _("Saved.")),
        (paid, Power.DUES, lambda: members.note_due(due, by=by), _("The dues are noted.")),
        (
            out,
            Power.MEMBERS,
            lambda: members.remove(
                membership, reason=out.cleaned_data["reason"], ends_terms=standing.may(Power.OFFICERS), by=by
            ),
            _("They are no longer a member. They are told, and read your reason."),
        ),
    ]


@policy.alumni
@led(Power.DUES)
def take_back_due(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int, due: int) -> HttpResponse:
    """Dues that were noted by mistake, with why."""
    membership = _member(chapter, standing, pk)
    row = get_object_or_404(Due, pk=due, chapter=chapter, person=membership.person_id)
    form = RemoveForm(request.POST or None)
    form.fields["reason"].help_text = ""
    if request.method == "POST" and form.is_valid():
        members.take_back_due(row, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Taken back."))
        return redirect("chapters:desk_member", chapter.slug, membership.pk)
    context = {"chapter": chapter, "membership": membership, "due": row, "form": form}
    return render(request, "chapters/due_take_back.html", context, status=422 if form.errors else 200)


def _member(chapter: Chapter, standing: Standing, pk: int) -> Membership:
    """A member whom the leader may see on the roll; the others are not found here either."""
    rows = Membership.objects.held().select_related("person__account", "chapter")
    membership = get_object_or_404(rows, pk=pk, chapter=chapter)
    shown = faces([membership.person_id], standing.holder, is_alumnus=True)
    return membership if shown else get_object_or_404(rows.none())


def _done(form: forms.BaseForm, act: Callable[[], Any]) -> bool:
    if not form.is_valid():
        return False
    try:
        act()
    except (ValidationError, *TO_LEADERS) as refusal:
        refuse(form, refusal)
        return False
    return True
