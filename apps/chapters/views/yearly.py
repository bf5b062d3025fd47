"""The yearly report at the leaders' desk: figures from the registry, the leaders' words, and the PDF."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import yearly
from apps.chapters.actions.refusals import TO_REPORTERS
from apps.chapters.forms.yearly import ReportForm
from apps.chapters.models import Chapter, OfficerTerm, YearlyReport
from apps.chapters.querysets.faces import faces
from apps.chapters.querysets.yearly import days_of, due_on, figures_in, figures_of, overdue, years_to_report
from apps.chapters.reports import report_pdf
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import led
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse

FIELDS = ("did", "plans", "needs")


@policy.alumni
@led(Power.OFFICERS)
@require_safe
def index(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """The years of which there is a report, and those of which one is to be written."""
    today = timezone.localdate()
    there = {row.year_be: row for row in YearlyReport.objects.filter(chapter=chapter)}
    years = [(year, there.get(year), due_on(year)) for year in years_to_report(chapter, today)]
    context = {"chapter": chapter, "standing": standing, "years": years, "is_overdue": bool(overdue([chapter], today))}
    return render(request, "chapters/reports.html", context)


@policy.alumni
@led(Power.OFFICERS)
def write(request: SignedInRequest, chapter: Chapter, standing: Standing, year: int) -> HttpResponse:
    """One report: kept as often as one likes, sent once, read ever after."""
    today = timezone.localdate()
    if year not in years_to_report(chapter, today):
        raise Http404
    report = YearlyReport.objects.filter(chapter=chapter, year_be=year).select_related("sent_by", "read_by").first()
    initial = {name: getattr(report, name) for name in (*FIELDS, "version")} if report else {}
    form = ReportForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _kept(request, form, chapter, year):
        return redirect("chapters:desk_report", chapter.slug, year)
    is_sent = report is not None and report.is_sent
    context = {
        "chapter": chapter,
        "standing": standing,
        "year": year,
        "report": report,
        "due": due_on(year),
        "is_over": today > days_of(year)[1],
        "figures": figures_in(report.figures if report and is_sent else figures_of(chapter, year)),
        "form": form,
    }
    return render(request, "chapters/report.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.OFFICERS)
@require_safe
def pdf(request: SignedInRequest, chapter: Chapter, standing: Standing, year: int) -> HttpResponse:
    """The report to print and to pass on, in the language of the page, with the committee that sent it."""
    report = get_object_or_404(YearlyReport.objects.select_related("chapter"), chapter=chapter, year_be=year)
    terms = list(OfficerTerm.objects.of(chapter).running(timezone.localdate(report.sent_at)).in_order())
    shown = faces([term.person_id for term in terms], standing.holder, is_alumnus=True)
    named = [(term, shown[term.person_id]) for term in terms if term.person_id in shown]
    officers = [(term.seat.position.name, face.name.full) for term, face in named]
    figures = report.figures if report.is_sent else figures_of(chapter, year)
    content = report_pdf(report, figures, officers=officers, language=get_language() or "th")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{chapter.slug}-{year}.pdf"'
    return response


def _kept(request: SignedInRequest, form: ReportForm, chapter: Chapter, year: int) -> bool:
    values = {name: form.cleaned_data[name] for name in FIELDS}
    try:
        report = yearly.write(chapter, year, values, by=request.user, expected_version=form.cleaned_data["version"])
        if "send" in request.POST:
            yearly.send(report, by=request.user)
    except (ValidationError, rows.Stale, *TO_REPORTERS) as refusal:
        refuse(form, refusal, row=YearlyReport.objects.filter(chapter=chapter, year_be=year).first())
        return False
    messages.success(request, _("Sent to the office.") if report.is_sent else _("Saved."))
    return True
