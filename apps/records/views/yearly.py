"""Is my record still right? The page behind the yearly question."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.records.actions import profiles, yearly
from apps.records.models import PersonName
from apps.records.policy import OWNER
from apps.records.reports import profile_sheet
from apps.records.views.me.own import own_person


@policy.on_record
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: SignedInRequest) -> HttpResponse:
    """What we keep, in short; one press says that it is right."""
    person = own_person(request)
    if request.method == "POST":
        yearly.confirm(person, by=request.user)
        messages.success(request, _("Thank you. We ask you again in a year."))
        return redirect("home:me")
    context = {"sheet": profile_sheet(person, OWNER), "confirmed_at": profiles.of(person).confirmed_at}
    return render(request, "records/me/confirm.html", context)


@policy.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Opened from the mail, signed in or not: it shows an initial, and takes the one press that all is right."""
    try:
        person = yearly.opened_link(token)
    except yearly.LinkOver:
        return render(request, "records/confirm_over.html", status=410)
    if request.method == "POST" and person.account is not None:
        yearly.confirm(person, by=person.account)
        return render(request, "records/confirmed.html")
    name = PersonName.objects.filter(person=person, is_current=True).first()
    return render(request, "records/confirm.html", {"first_name": (name.first_th or name.first_en) if name else ""})
