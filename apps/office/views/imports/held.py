"""Held rows: the row beside the person whom it may mean; the next one opens by itself."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.admin.paginator import BoundedPaginator
from apps.core.forms import refuse
from apps.core.reports import Said
from apps.imports import rules
from apps.imports.actions import deciding, files
from apps.imports.models import Import, ImportRow
from apps.imports.reports import beside, reasons, results, values
from apps.office.forms.imports import RowDecisionForm
from apps.records.models import Person
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.lines import PersonLine
from apps.records.querysets.page import people_page

from .access import of_whole_university

PER_PAGE, MATCHES = 25, 8
Decision = ImportRow.Decision
REFUSALS = (deciding.AlreadyDecided, deciding.CannotBe, files.NotAllowed, files.WrongState)


@policy.staff(rules.IMPORT)
@of_whole_university
def index(request: SignedInRequest) -> HttpResponse:
    """Rows on which nobody has decided, the oldest import first."""
    rows = _waiting().select_related("of")
    page = BoundedPaginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": results.lines(list(page.object_list)), "total": _waiting().count()}
    return render(request, "office/import_held.html", context)


@policy.staff(rules.IMPORT)
@of_whole_university
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """One row; what is decided is written at once, as a part of the import."""
    rows = ImportRow.objects.filter(of__in=Import.objects.visible_to(request.user), outcome="held")
    row = get_object_or_404(rows.select_related("of", "decided_by"), pk=pk)
    form = RowDecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, row, form)
        except REFUSALS as error:
            row.refresh_from_db()
            refuse(form, error)
            if isinstance(error, deciding.CannotBe):
                form.add_error(None, reasons.title(error.code))
        else:
            messages.success(request, _("Row %(number)d is decided.") % {"number": row.number})
            return _to_next(request, row)
    context = _context(request, row, form)
    return render(request, "office/import_held_row.html", context, status=422 if form.errors else 200)


def _waiting(of: Import | None = None) -> QuerySet[ImportRow]:
    rows = ImportRow.objects.waiting().in_order()
    return rows.filter(of=of) if of else rows


def _decide(request: SignedInRequest, row: ImportRow, form: RowDecisionForm) -> None:
    data = form.cleaned_data
    person = None
    if data["decision"] in {Decision.SAME, Decision.REST}:
        person = get_object_or_404(Person.objects.visible_to(request.user), public_id=data["person"])
    deciding.decide(row, data["decision"], by=request.user, person=person, reason=data["reason"])


def _to_next(request: SignedInRequest, row: ImportRow) -> HttpResponse:
    """Within the same import first, from this row on."""
    here = _waiting(row.of)
    following = here.filter(number__gt=row.number).first() or here.first() or _waiting().first()
    if following is None:
        messages.success(request, _("Nothing is left to decide."))
        return redirect("office:import", row.of.public_id)
    return redirect("office:import_held_row", following.pk)


def _context(request: SignedInRequest, row: ImportRow, form: RowDecisionForm) -> dict[str, Any]:
    person = _chosen(request, row)
    text = request.GET.get("q", "")[:200]
    waits = row.waits and row.of.state == Import.State.DONE
    return {
        "row": row,
        "called": values.called(row.values),
        "form": form,
        "person": person,
        "is_found": person is not None and person.pk == row.person_id,
        "pairs": beside.pairs(row, person),
        "reasons": [reasons.words(each) for each in reasons.that_decide(row.reasons, row.outcome)],
        "remarks": [reasons.words(each) for each in reasons.that_remark(row.reasons, row.outcome)],
        "waits": waits,
        "same": _written(row, Decision.SAME, person) if waits else [],
        "rest": _written(row, Decision.REST, person) if waits else [],
        "left": _waiting(row.of).count(),
        "q": text,
        "matches": _search(text) if text and waits else [],
        "origin": f"{reverse('office:import', args=[row.of.public_id])}?outcome=held",
    }


def _chosen(request: SignedInRequest, row: ImportRow) -> Person | None:
    """Whom the clerk has chosen, else whom the check has found."""
    wanted = request.POST.get("person") or request.GET.get("with")
    people = Person.objects.visible_to(request.user).with_display()
    try:
        found = people.filter(public_id=UUID(wanted)) if wanted else people.filter(pk=row.person_id or 0)
    except ValueError:
        return None
    return found.first()


def _written(row: ImportRow, decision: str, person: Person | None) -> list[Said]:
    """What a decision would write."""
    if person is None:
        return []
    try:
        changes = deciding.preview(row, decision, person=person)
    except deciding.CannotBe:
        return []
    return values.changes([(row.number, changes)]).get(row.number, [])


def _search(text: str) -> list[PersonLine]:
    return people_page(PeopleFilters(text=text), scope=None, size=MATCHES).rows
