"""The yearly reports of groups, read by the office."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import yearly
from apps.chapters.actions.refusals import TO_REPORTERS
from apps.chapters.models import YearlyReport
from apps.chapters.querysets.yearly import figures_in
from apps.chapters.reports import report_pdf
from apps.chapters.rules import CARE, VIEW
from apps.core import policy
from apps.core.forms import refuse
from apps.office.forms.group_changes import ReadForm


@policy.staff(VIEW)
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """One report as it was sent, and a word back."""
    found: Any = get_object_or_404(_sent(), pk=pk)
    form = ReadForm(request.POST or None)
    if request.method == "POST" and not request.user.has_perm(CARE):
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        try:
            yearly.take_note(found, answer=form.cleaned_data["answer"], by=request.user)
        except TO_REPORTERS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Read. The leaders are told."))
            return redirect("office:group", found.chapter.slug)
    context = {"case": found, "chapter": found.chapter, "figures": figures_in(found.figures), "form": form}
    return render(request, "office/group_report.html", context, status=422 if form.errors else 200)


@policy.staff(VIEW)
@require_safe
def pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The report to print, in the language of the page; without the names of its committee."""
    found: Any = get_object_or_404(_sent(), pk=pk)
    content = report_pdf(found, found.figures, officers=[], language=get_language() or "th")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{found.chapter.slug}-{found.year_be}.pdf"'
    return response


def _sent() -> QuerySet[YearlyReport]:
    return YearlyReport.objects.filter(sent_at__isnull=False).select_related("chapter", "sent_by", "read_by")
