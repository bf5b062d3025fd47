"""Records that may be of one person: the pile, one pair side by side, what was decided, and a new search."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.duplicates import rules
from apps.duplicates.actions import deciding, scanning
from apps.duplicates.models import Pair
from apps.duplicates.reports.reasons import in_words
from apps.duplicates.reports.side_by_side import side_by_side
from apps.office.forms.duplicates import NOT_SAME, PairForm

PER_PAGE = 20


@policy.staff(rules.DECIDE)
def index(request: SignedInRequest) -> HttpResponse:
    """Pairs that wait for a decision, the likeliest first."""
    grade = request.GET.get("grade", "")
    pairs = Pair.objects.visible_to(request.user).open()
    if grade in Pair.Grade.values:
        pairs = pairs.filter(grade=grade)
    page = Paginator(pairs.in_order().with_display(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pairs": [(pair, in_words(pair.reasons)) for pair in page],
        "total": page.paginator.count,
        "grade": grade,
        "grades": Pair.Grade.choices,
    }
    return render(request, "office/duplicates.html", context)


@policy.staff(rules.DECIDE)
def pair(request: SignedInRequest, pk: int) -> HttpResponse:
    """One pair, fact beside fact; the next one opens by itself."""
    found = get_object_or_404(Pair.objects.visible_to(request.user).with_display(), pk=pk)
    form = PairForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["decision"] == NOT_SAME:
                deciding.say_not_same(found, by=request.user, reason=form.cleaned_data["reason"])
            else:
                deciding.put_off(found, by=request.user)
        except deciding.AlreadyDecided as error:
            refuse(form, error)
        else:
            messages.success(request, _("Decided."))
            following = Pair.objects.visible_to(request.user).open().exclude(pk=pk).in_order().first()
            return redirect("office:duplicate", following.pk) if following else redirect("office:duplicates")
    context = {
        "pair": found,
        "form": form,
        "lines": side_by_side(found),
        "reasons": in_words(found.reasons),
        "merge_url": _merge_url(found),
    }
    return render(request, "office/duplicate.html", context, status=422 if form.errors else 200)


@policy.staff(rules.DECIDE)
def remembered(request: SignedInRequest) -> HttpResponse:
    """Pairs of which the office said that they are two people, the newest first."""
    pairs = Pair.objects.visible_to(request.user).not_same().with_display().order_by("-decided_at", "-pk")
    page = Paginator(pairs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/duplicates_remembered.html", {"page": page})


@require_POST
@policy.staff(rules.DECIDE)
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """They may be the same after all: back to the pile."""
    found = get_object_or_404(Pair.objects.visible_to(request.user), pk=pk)
    try:
        deciding.take_back(found, by=request.user)
    except deciding.AlreadyDecided as error:
        messages.warning(request, error.message)
        return redirect("office:duplicates_remembered")
    messages.success(request, _("The pair waits for a decision again."))
    return redirect("office:duplicate", found.pk)


@require_POST
@policy.staff(rules.DECIDE)
def scan(request: SignedInRequest) -> HttpResponse:
    """Starts a search through the whole registry."""
    job = scanning.start(by=request.user)
    return redirect("office:job", public_id=job.public_id)


def _merge_url(pair: Pair) -> str:
    """Where the two become one; the older record stays."""
    try:
        return reverse("office:merge", args=[pair.person_a.public_id, pair.person_b.public_id])
    except NoReverseMatch:
        return ""
