"""Entering the registrar's head-counts: number by number, or from a file that is checked first."""

import json
from datetime import date
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.core.lib.tables import Rows
from apps.quality import rules
from apps.quality.actions import headcounts
from apps.quality.actions.headcounts import Overtaken
from apps.quality.forms.headcounts import FileForm, GridForm
from apps.quality.models import HeadCount
from apps.quality.reports import files, grid, reconciliation
from apps.quality.views.reconciliation import FIRST_YEAR, LAST_YEAR, counts_asked
from apps.records.models import Level
from apps.records.querysets.people import campuses_of

CHECK_HOLDS = 2 * 3600  # seconds in which a checked file can be confirmed
SALT = "quality.head_counts"


@policy.staff(rules.ENTER_COUNTS)
def enter(request: SignedInRequest, be_year: int) -> HttpResponse:
    """The grid of one year, with the numbers in force."""
    if refusal := _limited(request):
        return refusal
    if not FIRST_YEAR <= be_year <= LAST_YEAR:
        raise Http404
    counts = counts_asked(request)
    sheet = reconciliation.year_sheet(be_year, counts)
    newest = sheet.editions[0].head_count if sheet.editions else None
    initial = {"edition": newest.edition if newest else 0}
    lines = grid.lines_for(be_year, sheet.head_count)
    form = GridForm(request.POST or None, year=be_year, lines=lines, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _enter(request, form.cleaned_data, counts)
        except (ValidationError, Overtaken) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The head-count is kept."))
            return redirect(f"{reverse('quality:year', args=[be_year])}?counts={counts}")
    context = {
        "title": _("Head-count of %(year)s") % {"year": be_year},
        "form": form,
        "sheet": sheet,
        "way": HeadCount.Counts(counts).label,
        "levels": [Level(cell.level).label for cell in lines[0].cells],
    }
    return render(request, "quality/enter.html", context, status=422 if form.errors else 200)


@policy.staff(rules.ENTER_COUNTS)
def take_file(request: SignedInRequest) -> HttpResponse:
    """A file of head-counts: what it says is shown beside what is in force before anything is written."""
    if refusal := _limited(request):
        return refusal
    if request.method == "POST" and "checked" in request.POST:
        return _confirm(request)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    context: dict[str, Any] = {"title": _("Head-counts from a file"), "form": form}
    if request.method == "POST" and form.is_valid():
        name, rows = form.cleaned_data["file"]
        about = {key: form.cleaned_data[key] for key in ("counts", "document", "year")}
        about["counted_on"] = form.cleaned_data["counted_on"].isoformat()
        return _checked(request, name, rows, about)
    return render(request, "quality/file.html", context, status=422 if form.errors else 200)


def _checked(
    request: SignedInRequest, name: str, rows: Rows, about: dict[str, Any], *, is_news: bool = False
) -> HttpResponse:
    check = files.check(rows, counts=about["counts"], year=about["year"])
    signed = json.dumps([name, rows, about, check.digest], ensure_ascii=False)
    context = {
        "title": _("What the file says"),
        "check": check,
        "file_name": name,
        "is_news": is_news,
        "way": capfirst(str(HeadCount.Counts(about["counts"]).label)),
        "checked": _signer(request).sign_object(signed, compress=True),
    }
    return render(request, "quality/file_check.html", context, status=422 if check.problems else 200)


def _confirm(request: SignedInRequest) -> HttpResponse:
    """What was checked, if it would still do the same."""
    try:
        signed = _signer(request).unsign_object(request.POST["checked"], max_age=CHECK_HOLDS)
    except signing.BadSignature:
        messages.error(request, _("The check is too old. Choose the file again."))
        return redirect("quality:file")
    name, rows, about, digest = json.loads(signed)
    check = files.check(rows, counts=about["counts"], year=about["year"])
    if check.problems or check.digest != digest:
        return _checked(request, name, rows, about, is_news=True)
    try:
        kept = headcounts.enter_all(
            [line.counted for line in check.lines if not line.is_unchanged],
            counts=about["counts"],
            counted_on=date.fromisoformat(about["counted_on"]),
            document=about["document"],
            by=request.user,
            origin=name,
        )
    except (ValidationError, Overtaken):
        return _checked(request, name, rows, about, is_news=True)
    messages.success(request, _("Head-counts of %(number)s years are kept.") % {"number": len(kept)})
    return redirect("quality:reconciliation")


def _enter(request: SignedInRequest, data: dict[str, Any], counts: str) -> None:
    headcounts.enter(
        data["counted"],
        counts=counts,
        counted_on=data["counted_on"],
        document=data["document"],
        by=request.user,
        expected_edition=data.get("edition"),
    )


def _limited(request: SignedInRequest) -> HttpResponse | None:
    """A head-count is of the whole university: who sees some campuses only does not replace it."""
    if campuses_of(request.user) is None:
        return None
    messages.warning(request, _("Head-counts are entered by staff who see the whole university."))
    return redirect("quality:reconciliation")


def _signer(request: HttpRequest) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"{SALT}:{request.user.pk}")
