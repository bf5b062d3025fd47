"""Taking everything out, and having it erased."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy, privacy
from apps.core.actions.jobs import KEEP_FILES
from apps.core.forms import refuse
from apps.records.actions import downloads, erasure
from apps.records.forms.privacy import EraseForm
from apps.records.policy import person_of
from apps.records.views.privacy.fresh import freshly_signed_in

get_and_post = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 5


@policy.signed_in
@get_and_post
@freshly_signed_in("POST")
def download(request: SignedInRequest) -> HttpResponse:
    """The reader's files, and the button that makes a new one."""
    if request.method == "POST":
        try:
            downloads.start(by=request.user, language=get_language() or "th")
        except downloads.TooMany as error:
            messages.error(request, error.message)
        return redirect("records:me_download")
    jobs = list(downloads.of(request.user)[:SHOWN])
    context = {"jobs": jobs, "is_at_work": any(not job.is_over for job in jobs), "days": KEEP_FILES.days}
    return render(request, "records/privacy/download.html", context)


@policy.signed_in
@require_safe
@freshly_signed_in()
def download_file(request: SignedInRequest, public_id: UUID) -> HttpResponseBase:
    """The file, for whoever asked for it and nobody else."""
    job = get_object_or_404(downloads.of(request.user), public_id=public_id)
    if not job.result.name or not job.result.storage.exists(job.result.name):
        raise Http404
    return FileResponse(job.result.open("rb"), as_attachment=True, filename=job.result_name)


@policy.signed_in
@get_and_post
@freshly_signed_in("POST")
def erase(request: SignedInRequest) -> HttpResponse:
    """What an erasure takes and what it must leave, part by part; then a word typed, and a week to think."""
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            erasure.ask(person_of(request.user), by=request.user, language=get_language() or "th")
        except (erasure.WorksInTheOffice, erasure.AskedAlready) as error:
            refuse(form, error)
        else:
            messages.success(request, _("We have your request. Until the day comes you can take it back here."))
            return redirect("records:me_erase")
    subject = downloads.subject_of(request.user)
    parts = [part for _key, part in privacy.register() if any(table.of(subject).exists() for table in part.tables)]
    context = {"form": form, "parts": parts, "erasure": erasure.open_request(request.user)}
    return render(request, "records/privacy/erase.html", context, status=422 if form.errors else 200)


@policy.signed_in
@require_POST
def take_back(request: SignedInRequest) -> HttpResponse:
    """Nothing is erased."""
    asked = erasure.open_request(request.user)
    if asked is None:
        messages.info(request, _("There is no request to take back."))
        return redirect("records:me_erase")
    try:
        erasure.take_back(asked, by=request.user)
    except erasure.NotOpen as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("You took back your request. Nothing was erased, and everything is as it was."))
    return redirect("records:me_privacy")
