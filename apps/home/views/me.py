from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy, registries
from apps.records.models import Person
from apps.records.reports.own import own_summary, own_waiting


@policy.on_record
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """My page: what is useful next, what waits, and what the other apps have to say to me."""
    person = get_object_or_404(Person, account=request.user)
    panels = [panel for _key, make in registries.me_panels if (panel := make(request)) is not None]
    context = {
        "person": person,
        "summary": own_summary(person),
        "waiting": own_waiting(person),
        "panels": panels,
    }
    return render(request, "home/me.html", context)
