"""Records that may be of one person: the pile, one pair side by side, what was decided, and a new search."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.duplicates import rules
from apps.duplicates.actions import deciding, scanning
from apps.duplicates.models import Pair
from apps.duplicates.querysets import merges
from apps.duplicates.querysets.pairs import PairQuerySet
from apps.duplicates.reports.reasons import in_words
from apps.duplicates.reports.side_by_side import side_by_side
from apps.office.forms.duplicates import NOT_SAME, DoneForm, PairForm

PER_PAGE = 20
IN_PILE = "from=duplicates"


@dataclass(frozen=True)
class Page:
    """Some of the pile. It is read from a pair on and not by a number: a pair that is decided meanwhile moves no other
    one off the page that follows."""

    rows: list[Pair]
    has_previous: bool
    has_next: bool


@policy.staff(rules.DECIDE)
def index(request: SignedInRequest) -> HttpResponse:
    """Pairs that wait for a decision, the likeliest first."""
    grade = request.GET.get("grade", "")
    pairs = Pair.objects.visible_to(request.user).open()
    if grade in Pair.Grade.values:
        pairs = pairs.filter(grade=grade)
    before, after = _named(request, "before"), _named(request, "after")
    page = _page(
        pairs.in_order(),
        after=pairs.after(after).in_order() if after else None,
        before=pairs.before(before).in_order() if before else None,
    )
    context = {
        "page": page,
        "pairs": [(pair, in_words(pair.reasons)) for pair in page.rows],
        "total": pairs.count(),
        "grade": grade,
        "grades": Pair.Grade.choices,
        **_just_done(request),
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
            return to_next(request, but=pk, said=found.pk if found.state == Pair.State.NOT_SAME else "")
    context = {
        "pair": found,
        "form": form,
        "lines": side_by_side(found),
        "reasons": in_words(found.reasons),
        "merge_url": _merge_url(found),
        **_just_done(request),
    }
    return render(request, "office/duplicate.html", context, status=422 if form.errors else 200)


@policy.staff(rules.DECIDE)
def remembered(request: SignedInRequest) -> HttpResponse:
    """Pairs of which the office said that they are two people, the newest first. A page goes on from the moment of a
    decision: one that is taken back meanwhile moves no other off it."""
    pairs = Pair.objects.visible_to(request.user).not_same()
    before, after = _moment(request, "before"), _moment(request, "after")
    page = _page(
        pairs.newest_first(),
        after=pairs.decided_before(*after).newest_first() if after else None,
        before=pairs.decided_after(*before).newest_first() if before else None,
    )
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


def to_next(request: SignedInRequest, *, but: int = 0, **done: object) -> HttpResponse:
    """To the pair that is to be decided next, else to the empty pile; `done` is what was decided last, so that it can
    be taken back there."""
    following = Pair.objects.visible_to(request.user).open().exclude(pk=but).in_order().first()
    address = reverse("office:duplicate", args=[following.pk]) if following else reverse("office:duplicates")
    query = urlencode({name: value for name, value in done.items() if value})
    return redirect(f"{address}?{query}" if query else address)


def _page(first: PairQuerySet, *, after: PairQuerySet | None, before: PairQuerySet | None) -> Page:
    """Of the pairs after or before a place, each in the order of the list; the first page where there are none."""
    if before is not None and (rows := list(before.reverse().with_display()[: PER_PAGE + 1])):
        return Page(rows[:PER_PAGE][::-1], has_previous=len(rows) > PER_PAGE, has_next=True)
    if after is not None and (rows := list(after.with_display()[: PER_PAGE + 1])):
        return Page(rows[:PER_PAGE], has_previous=True, has_next=len(rows) > PER_PAGE)
    rows = list(first.with_display()[: PER_PAGE + 1])
    return Page(rows[:PER_PAGE], has_previous=False, has_next=len(rows) > PER_PAGE)


def _moment(request: SignedInRequest, name: str) -> tuple[datetime, int] | None:
    """When the pair was decided at which the page before ended, or the one after begins, and its key."""
    moment, _sign, key = request.GET.get(name, "").rpartition(".")
    if not (key.isdecimal() and len(key) < 16):
        return None
    try:
        found = parse_datetime(moment)
    except ValueError:
        return None
    return (found, int(key)) if found and found.tzinfo else None


def _named(request: SignedInRequest, name: str) -> Pair | None:
    """The pair at which the page before ended, or the one after begins; None where it is not there any more."""
    key = request.GET.get(name, "")
    pairs = Pair.objects.visible_to(request.user)
    return pairs.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 16 else None


def _just_done(request: SignedInRequest) -> dict[str, object]:
    """What was decided last, where the address names it: a merge, or that two are not the same."""
    done = DoneForm(request.GET)
    named = done.cleaned_data if done.is_valid() else {}
    context: dict[str, object] = {}
    if merged := named.get("merged"):
        context["merged"] = merges.seen_by(request.user).filter(public_id=merged, undone_at__isnull=True).first()
    if said := named.get("said"):
        context["said"] = Pair.objects.visible_to(request.user).not_same().filter(pk=said).first()
    return context


def _merge_url(pair: Pair) -> str:
    """Where the two become one; the older record stays. From there the next pair opens."""
    return reverse("office:merge", args=[pair.person_a.public_id, pair.person_b.public_id]) + f"?{IN_PILE}"
