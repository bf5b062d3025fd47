"""Two records of one person: side by side, made one, listed, taken back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.admin.paginator import BoundedPaginator
from apps.core.forms import refuse
from apps.duplicates import rules
from apps.duplicates.actions import merging
from apps.duplicates.models import Merge
from apps.duplicates.querysets import merges
from apps.duplicates.reports import manifest
from apps.duplicates.reports.comparison import compare
from apps.office.forms.merge import MergeForm, UndoForm, choices_in
from apps.office.views.care import named_person
from apps.office.views.duplicates import IN_PILE, to_next
from apps.records.actions import disclosures
from apps.records.models import Disclosure, Person
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.page import people_page
from apps.records.querysets.people import campuses_of

PER_PAGE, MATCHES = 50, 12
REFUSALS = (merging.Changed, merging.Refused, merging.Clash)


@policy.staff(rules.MERGE)
def show(request: SignedInRequest, kept: UUID, gone: UUID) -> HttpResponse:
    """The two records with what is chosen already; the result below; one press makes them one."""
    if moved := _moved_on(request, kept, gone):
        return moved
    one, other = _opened(request, kept), _opened(request, gone)
    if one == other:
        raise Http404
    form, choices = MergeForm(initial={"reason": request.POST.get("reason", "")[:300]}), choices_in(request.POST)
    if "merge" in request.POST:
        form = MergeForm(request.POST, has_conflicts=bool(merging.conflicts(one, other, choices)))
        if form.is_valid() and (answer := _merge(request, form, one, other)):
            return answer
    compared = compare(one, other, by=request.user, choices=choices)
    context = {"kept": one, "gone": other, "compared": compared, "form": form}
    context["in_pile"] = IN_PILE if _is_in_pile(request) else ""
    return render(request, "office/merge.html", context, status=422 if form.errors else 200)


@policy.staff(rules.MERGE)
def choose(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Which other record is the same person's: by name, student id, or the address of its page."""
    person = _opened(request, public_id)
    text = request.GET.get("q", "").strip()[:200]
    found = _named(request, text) if "/" in text or "-" in text else None
    if found and found != person:
        return redirect("office:merge", person.public_id, found.public_id)
    rows = people_page(PeopleFilters(text=text), scope=campuses_of(request.user), size=MATCHES).rows if text else []
    matches = [row for row in rows if str(row.public_id) != str(person.public_id)]
    return render(request, "office/merge_choose.html", {"person": person, "q": text, "matches": matches})


@policy.staff(rules.MERGE)
def index(request: SignedInRequest) -> HttpResponse:
    """All merges, the newest first."""
    text = request.GET.get("q", "").strip()[:200]
    found = merges.seen_by(request.user)
    if text:
        found = merges.search(found, text)
    page = BoundedPaginator(found.prefetch_related("kept__names"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/merges.html", {"page": page, "q": text})


@policy.staff(rules.MERGE)
def done(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One merge: everything that moved or became one."""
    merge = _seen(request, public_id)
    context = {"merge": merge, "told": manifest.told(merge), "obstacle": merging.obstacle(merge)}
    return render(request, "office/merge_done.html", context)


@policy.staff(rules.MERGE)
def undo(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What would go back, what somebody changed since, and the button."""
    merge = _seen(request, public_id)
    since = manifest.since(merge)
    edited = manifest.told_rows(since.edited)
    form = UndoForm(request.POST or None, rows=[row.pk for row in since.moved_and_edited])
    if request.method == "POST" and form.is_valid():
        try:
            merging.undo(merge, by=request.user, leave=form.cleaned_data["leave"], reason=form.cleaned_data["reason"])
        except merging.CannotUndo as error:
            refuse(form, error)
        else:
            messages.success(request, _("There are two records again."))
            return redirect("office:merge_done", merge.public_id)
    context = {
        "merge": merge,
        "form": form,
        "edited": edited,
        "removed": manifest.told_rows([*since.removed, *since.stranded]),
        "added": manifest.told_added(since.added),
        "back": len(since.untouched),
        "obstacle": merging.obstacle(merge),
    }
    return render(request, "office/merge_undo.html", context, status=422 if form.errors else 200)


def _merge(request: SignedInRequest, form: MergeForm, kept: Person, gone: Person) -> HttpResponse | None:
    data = form.cleaned_data
    try:
        merge = merging.merge(
            kept,
            gone,
            by=request.user,
            choices=choices_in(request.POST),
            expected=data["stamp"],
            reason=data["reason"],
        )
    except REFUSALS as error:
        refuse(form, error)
        return None
    except merging.Gone:  # at this very moment
        return _moved_on(request, kept.public_id, gone.public_id)
    messages.success(request, _("The two records are one now."))
    if _is_in_pile(request):
        return to_next(request, merged=merge.public_id)
    return redirect("office:merge_done", merge.public_id)


def _is_in_pile(request: SignedInRequest) -> bool:
    """Does somebody go through the pile of duplicates? Then the next pair opens."""
    return request.GET.get("from") == "duplicates"


def _opened(request: SignedInRequest, public_id: UUID) -> Person:
    """The person, if this member of staff may see them; their list of readings says so."""
    people = Person.objects.visible_to(request.user).select_related("account", "nationality", "home_province")
    person = get_object_or_404(people.with_display(), public_id=public_id)
    disclosures.note_once_a_day(person, to=request.user, kind=Disclosure.Kind.RECORD)
    return person


def _moved_on(request: SignedInRequest, kept: UUID, gone: UUID) -> HttpResponse | None:
    """Where to go when one of the two is no record of its own any more: whoever presses twice comes to what the first
    press did, whoever was slower than a colleague sees the record in which it lives on. None while both are there."""
    one, other = merges.successor_of(kept) or kept, merges.successor_of(gone) or gone
    if (one, other) == (kept, gone):
        return None
    if one != other:
        messages.info(request, merging.Gone.message)
        return redirect("office:merge", one, other)
    messages.info(request, _("These two are one record already."))
    done = merges.seen_by(request.user).filter(undone_at__isnull=True, gone_public_id__in=[kept, gone]).first()
    return redirect("office:merge_done", done.public_id) if done else redirect("office:merges")


def _named(request: SignedInRequest, text: str) -> Person | None:
    try:
        return named_person(request, text, field="q")
    except ValidationError:
        return None


def _seen(request: SignedInRequest, public_id: UUID) -> Merge:
    return get_object_or_404(merges.seen_by(request.user), public_id=public_id)
