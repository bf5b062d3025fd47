"""Long work: the list of one's own jobs, each with a page on which to watch it, stop it and fetch its result."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.core import policy
from apps.core.actions import jobs
from apps.core.admin.paginator import BoundedPaginator
from apps.core.models import Job
from apps.office import querysets, rules

SLOWER_AFTER = 60  # seconds of work, after which the page looks less often
PER_PAGE = 30


@dataclass(frozen=True)
class Watched:
    """A job as its page shows it while it runs."""

    job: Job
    seconds_left: int | None  # None: nobody can tell yet
    refresh_ms: int

    @property
    def quarter(self) -> int:
        return self.job.percent // 25 * 25


@policy.staff()
def index(request: HttpRequest) -> HttpResponse:
    """The jobs that this person started; everybody's for administrators."""
    paginator: Paginator[Job] = BoundedPaginator(querysets.jobs(request.user), PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {"title": _("Jobs"), "page": page, "sees_all": request.user.has_perm(rules.VIEW_ALL_JOBS)}
    return render(request, "office/jobs.html", context)


@policy.staff()
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How far the job is, and what became of it."""
    job = get_object_or_404(querysets.jobs(request.user), public_id=public_id)
    return _page(request, job)


@require_POST
@policy.staff()
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Stops the job at its next step."""
    job = get_object_or_404(querysets.jobs(request.user), public_id=public_id)
    jobs.cancel(job, by=request.user)  # type: ignore[arg-type] # the policy lets only users in
    messages.info(request, _("The job stops at its next step."))
    return redirect("office:job", public_id=job.public_id)


@policy.staff()
def result(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The file that the job left, for the person who started it, as long as they may have it."""
    job = get_object_or_404(Job.objects.filter(by=request.user.pk), public_id=public_id)
    if not job.result.name or not job.result.storage.exists(job.result.name):
        raise Http404
    if not rules.may_fetch(request.user, job):
        return _page(request, job, status=403)
    return FileResponse(job.result.open("rb"), as_attachment=True, filename=job.result_name)


def _page(request: HttpRequest, job: Job, status: int = 200) -> HttpResponse:
    context = {"title": job.title, "job": job, "watched": watched(job), "is_mine": job.by_id == request.user.pk}
    may_fetch = bool(job.result) and rules.may_fetch(request.user, job)
    return render(request, "office/job.html", context | {"may_fetch": may_fetch}, status=status)


def watched(job: Job) -> Watched:
    """The job with a rough guess at the time that is left."""
    spent = (timezone.now() - job.started_at).total_seconds() if job.started_at else 0
    left = round(spent / job.done * (job.total - job.done)) if job.done and job.total and not job.is_over else None
    return Watched(job, left, 5000 if spent > SLOWER_AFTER else 2000)
