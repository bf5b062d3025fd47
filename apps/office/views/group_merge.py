"""Making one group of two: which, what moves and what does not, then once and for all."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import merging
from apps.chapters.actions.refusals import TO_LEADERS
from apps.chapters.models import Chapter, GroupMerge
from apps.chapters.querysets.merging import preview
from apps.chapters.rules import CARE
from apps.core import policy
from apps.core.forms import refuse
from apps.office.forms.group_changes import MergeForm, WhichGroupForm
from apps.office.querysets import names_of


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


def _gone(slug: str) -> Chapter:
    """A group that was not merged yet."""
    merged = GroupMerge.objects.values("gone")
    found: Chapter = get_object_or_404(Chapter.objects.exclude(pk__in=merged), slug=slug)
    return found
