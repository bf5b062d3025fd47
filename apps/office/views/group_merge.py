"""Making one group of two: which, what moves and what does not; and taking that back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import merging, unmerging
from apps.chapters.actions.refusals import TO_LEADERS
from apps.chapters.models import Chapter, GroupMerge
from apps.chapters.querysets.merging import preview
from apps.chapters.querysets.unmerging import came_since, steps_of
from apps.chapters.rules import CARE
from apps.core import policy
from apps.core.forms import refuse
from apps.core.reports import thing_of
from apps.office.forms.group_changes import MergeForm, UnmergeForm, WhichGroupForm
from apps.office.querysets import names_of

SHOWN = 100  # rows that somebody has changed since


@policy.staff(CARE)
@require_safe
def choose(request: SignedInRequest, slug: str) -> HttpResponse:
    """Into which group this one is merged."""
    gone = _gone(slug)
    form = WhichGroupForm(request.GET or None, gone=gone)
    if form.is_bound and form.is_valid():
        return redirect("office:group_merge", gone.slug, form.cleaned_data["kept"].slug)
    return render(request, "office/group_merge_choose.html", {"chapter": gone, "form": form})


@policy.staff(CARE)
def merge(request: SignedInRequest, slug: str, kept: str) -> HttpResponse:
    """All that moves and all that does not, before anything is done."""
    gone = _gone(slug)
    open_ones = Chapter.objects.living().filter(institution=gone.institution_id).exclude(pk=gone.pk)
    stays = get_object_or_404(open_ones, slug=kept)
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            merging.merge(
                gone, stays, keeps_officers=bool(data["keeps_officers"]), reason=data["reason"], by=request.user
            )
        except (ValidationError, *TO_LEADERS) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("They are one group now. Members of the one that went are told."))
            return redirect("office:group", stays.slug)
    seen = preview(gone, stays, timezone.localdate())
    names = names_of({term.person_id for term in seen.terms}, request.user)
    context = {
        "chapter": gone,
        "kept": stays,
        "preview": seen,
        "names": {int(key): name for key, name in names.items()},
        "form": form,
    }
    return render(request, "office/group_merge.html", context, status=422 if form.errors else 200)


@policy.staff(CARE)
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """What goes back, what somebody has changed since, what came since and stays; then two groups again."""
    found = get_object_or_404(GroupMerge.objects.select_related("gone", "kept", "by"), pk=pk)
    form = UnmergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            unmerging.undo(found, reason=form.cleaned_data["reason"], by=request.user)
        except unmerging.CannotUndo as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("There are two groups again. Members of the one that came back are told."))
            return redirect("office:group", found.gone.slug)
    obstacle = unmerging.obstacle(found)
    with transaction.atomic():
        steps = [] if obstacle else steps_of(found)
    edited = [step for step in steps if step.is_edited]
    names = names_of({step.subject_id for step in edited if step.subject_id}, request.user)
    context = {
        "merge": found,
        "form": form,
        "obstacle": obstacle,
        "back": sum(1 for step in steps if not step.is_edited),
        "edited": [(thing_of(step.table), names.get(str(step.subject_id), ""), step) for step in edited[:SHOWN]],
        "more": max(0, len(edited) - SHOWN),
        "came": [] if obstacle else came_since(found),
    }
    return render(request, "office/group_unmerge.html", context, status=422 if form.errors else 200)


def _gone(slug: str) -> Chapter:
    """A group that was not merged yet."""
    merged = GroupMerge.objects.filter(undone_at=None).values("gone")
    found: Chapter = get_object_or_404(Chapter.objects.exclude(pk__in=merged), slug=slug)
    return found
