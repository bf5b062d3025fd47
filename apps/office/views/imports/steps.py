"""A file's way into the registry: upload, look at the check, run, undo. The columns are matched in `columns`."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.admin.paginator import BoundedPaginator
from apps.core.forms import refuse
from apps.imports import rules
from apps.imports.actions import corrections as going_back
from apps.imports.actions import discarding, files, looking, rejected
from apps.imports.models import Import, ImportRow
from apps.imports.reports import refusals, results
from apps.office.forms.imports import CorrectionsForm, UploadForm
from apps.office.forms.person import ReasonForm
from apps.office.views.jobs import watched

from .access import import_of, of_whole_university

PER_PAGE = 20
State = Import.State
REFUSALS = (files.NotAllowed, files.WrongState, files.TooLate, discarding.NotNow)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# On which tab a result opens: what wants a person first.
FIRST = ("held", "rejected", "created", "updated", "unchanged", "skipped")


@policy.staff(rules.IMPORT)
@of_whole_university
def index(request: SignedInRequest) -> HttpResponse:
    """All imports, the newest first."""
    imports = Import.objects.visible_to(request.user).select_related("by", "job").newest_first()
    page = BoundedPaginator(imports, PER_PAGE).get_page(request.GET.get("page"))
    listed = [(each, results.shares(each), results.lines_in(each)) for each in page.object_list]
    context = {"page": page, "listed": listed, "waiting": ImportRow.objects.waiting().count()}
    return render(request, "office/imports.html", context)


@policy.staff(rules.IMPORT)
@of_whole_university
def new(request: SignedInRequest) -> HttpResponse:
    """Takes a file; one that is not read is kept nowhere, and its reason stands at the field."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
        given = files.upload(file, name=file.name, kind=kind, by=request.user)
        try:
            looking.look(given)
        except looking.Refused as refused:
            why = refusals.refusal(refused.code, refused.params)
            discarding.discard(given, by=request.user, reason=why)
            form.add_error("file", why)
        else:
            return redirect("office:import_columns", given.public_id)
    return render(request, "office/import_new.html", {"form": form}, status=422 if form.errors else 200)


@policy.staff(rules.IMPORT)
@of_whole_university
def show(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Where the import stands: its progress, or what became of each line."""
    given = import_of(request, public_id)
    if given.state == State.UPLOADED:
        return redirect("office:import_columns", given.public_id)
    at_work = watched(given.job) if given.is_at_work and given.job else None
    context: dict[str, Any] = {"given": given, "watched": at_work}
    if given.counts and not given.is_at_work:
        context |= _result(request, given)
    context["may_be_discarded"] = discarding.may_be_discarded(given)
    context["may_be_undone"] = files.may_be_undone(given)
    return render(request, "office/import.html", context)


@policy.staff(rules.IMPORT)
@of_whole_university
@require_POST
def check(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Starts the check, again where it was checked before."""
    return _go_on(request, public_id, lambda given: files.check(given, by=request.user))


@policy.staff(rules.IMPORT)
@of_whole_university
@require_POST
def run(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Starts doing what the check has said."""
    return _go_on(request, public_id, lambda given: files.run(given, by=request.user))


@policy.staff(rules.IMPORT)
@of_whole_university
@require_POST
def stop(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Stops what is at work."""
    return _go_on(request, public_id, lambda given: files.cancel(given, by=request.user))


@policy.staff(rules.IMPORT)
@of_whole_university
def discard(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Throws a file away that was not imported, once the button on its own page is pressed."""
    given = import_of(request, public_id)
    if request.method == "POST":
        try:
            discarding.discard(given, by=request.user)
        except REFUSALS as error:
            messages.error(request, error.message)
            return redirect("office:import", given.public_id)
        messages.success(request, _("The file is gone. Nothing of it was imported."))
        return redirect("office:imports")
    may_be_discarded = discarding.may_be_discarded(given)
    return render(request, "office/import_discard.html", {"given": given, "may_be_discarded": may_be_discarded})


@policy.staff(rules.IMPORT)
@of_whole_university
def undo(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Says what an undo takes back, and starts it for a reason."""
    given = import_of(request, public_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            files.undo(given, by=request.user, reason=form.cleaned_data["reason"])
        except REFUSALS as error:
            refuse(form, error)
        else:
            return redirect("office:import", given.public_id)
    context = {
        "given": given,
        "form": form,
        "shares": results.shares(given),
        "decided": ImportRow.objects.filter(of=given, outcome="held").exclude(decision="").count(),
        "until": given.ran_at + rules.UNDO_FOR if given.ran_at else None,
        "may_be_undone": files.may_be_undone(given),
    }
    return render(request, "office/import_undo.html", context, status=422 if form.errors else 200)


@policy.staff(rules.IMPORT)
@of_whole_university
@require_POST
def rejected_file(request: SignedInRequest, public_id: UUID) -> HttpResponseBase:
    """The rejected rows as a file, each with its reason."""
    given = import_of(request, public_id)
    content = rejected.export(given, by=request.user)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="rejected-{given.created_at:%Y%m%d}-{given.pk}.xlsx"'
    return response


@policy.staff(rules.IMPORT)
@of_whole_university
def corrections(request: SignedInRequest) -> HttpResponse:
    """Accepted corrections as a file for the registrar."""
    form = CorrectionsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        job = going_back.export(since=data["since"], by=request.user, reason=data["reason"])
        return redirect("office:job", job.public_id)
    return render(request, "office/import_corrections.html", {"form": form}, status=422 if form.errors else 200)


def _go_on(request: SignedInRequest, public_id: UUID, step: Callable[[Import], object]) -> HttpResponse:
    given = import_of(request, public_id)
    try:
        step(given)
    except REFUSALS as error:
        messages.error(request, error.message)
    return redirect("office:import", given.public_id)


def _result(request: SignedInRequest, given: Import) -> dict[str, Any]:
    """A page of one outcome's rows, the rows counted by outcome and reason."""
    shares = results.shares(given)
    there = [share.outcome for share in shares if share.count]
    asked = request.GET.get("outcome", "")
    outcome = asked if asked in results.TABS else next((each for each in FIRST if each in there), "created")
    reasons = results.reasons(given, outcome)
    code = next((each.code for each in reasons if each.code == request.GET.get("reason")), "")
    after = request.GET.get("after", "")[:9]
    waiting = ImportRow.objects.waiting().filter(of=given)
    number = int(after) if after.isascii() and after.isdigit() else 0
    return {
        "shares": shares,
        "total": results.lines_in(given),
        "outcome": outcome,
        "reasons": reasons,
        "reason": code,
        "after": number,
        "rows": results.page(given, outcome, code=code, after=number),
        "waiting": waiting.count(),
        "first_held": waiting.in_order().values_list("pk", flat=True).first(),
        "writes": sum(share.count for share in shares if share.outcome in {"created", "updated"}),
        "held": next(share.count for share in shares if share.outcome == "held"),
        "left": results.left(given) if given.state == State.UNDONE else [],
        "remarks": results.remarks(given),
        "until": given.ran_at + rules.UNDO_FOR if given.ran_at else None,
    }
