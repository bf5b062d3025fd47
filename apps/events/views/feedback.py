"""How it was: asked of whoever came, and read by the organisers without names."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.events.actions.after import feedback, links
from apps.events.forms.after import FeedbackForm
from apps.events.models import Event, Feedback, Registration
from apps.events.reports import feedback as reports
from apps.events.rules import Standing
from apps.events.views.access import looked_at


@policy.public
@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """From the mail, signed in or not: it opens this one answer and nothing else."""
    try:
        registration = links.opened(token)
    except links.Over:
        return render(request, "events/feedback_over.html", status=404)
    return _asked(request, registration)


@policy.signed_in
def mine(request: SignedInRequest, slug: str) -> HttpResponse:
    """The same from the page of one's registration."""
    rows = Registration.objects.of(request.user).filter(event__slug=slug, state=Registration.State.CONFIRMED)
    registration = rows.select_related("event__chapter").order_by("-pk").first()
    if registration is None:
        raise Http404
    if not links.may_answer(registration):
        return render(request, "events/feedback_over.html", status=404)
    return _asked(request, registration)


@policy.signed_in
@looked_at
@require_safe
def summary(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """What they thought, for the organisers."""
    context = {"event": event, "standing": standing, "found": reports.summary(event), "least": reports.LEAST}
    return render(request, "events/desk/feedback.html", context)


def _asked(request: HttpRequest, registration: Registration) -> HttpResponse:
    before = Feedback.objects.filter(registration=registration).first()
    known = {name: getattr(before, name) for name in ("stars", "liked", "better", "may_quote")} if before else None
    form = FeedbackForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        feedback.give(registration, **form.cleaned_data)
        messages.success(request, _("Thank you. You can change your answer on this page."))
        return redirect(request.path)
    context = {"event": registration.event, "form": form, "before": before, "least": reports.LEAST}
    return render(request, "events/feedback.html", context, status=422 if form.errors else 200)
