"""People's rights over their data, from the office's side: what is kept, who asked for what, what was said."""

from typing import Any, TypeVar

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.office.forms.pdpa import HoldForm, NotedConsentForm
from apps.office.querysets import about_people_of
from apps.records import rules
from apps.records.actions import consents as saying
from apps.records.actions import erasure
from apps.records.models import Consent, ErasureRequest, Person, PersonName, Restriction

CURRENT_NAMES = Prefetch("person__names", queryset=PersonName.objects.filter(is_current=True), to_attr="current_names")
MOST = 50
Rows = TypeVar("Rows", bound=QuerySet[Any])


@policy.staff(rules.HANDLE_PRIVACY)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """Open requests to be erased, restrictions that hold, and the register of what is kept."""
    restricted = about_people_of(request.user, Restriction.objects.filter(ended_at__isnull=True))
    asked = _erasures(request).filter(state__in=erasure.OPEN)
    context = {
        "erasures": _named(asked.order_by("due_at", "pk")),
        "restrictions": _named(restricted.order_by("begun_at", "pk")),
    }
    return render(request, "office/pdpa.html", context)


@policy.staff(rules.HANDLE_PRIVACY)
@require_http_methods(["GET", "HEAD", "POST"])
def erasure_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """One request to be erased: held for a claim of law, or let go on."""
    asked = get_object_or_404(_erasures(request).select_related("person", "account", "held_by"), pk=pk)
    form = HoldForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        decide = erasure.hold if form.cleaned_data["decision"] == "hold" else erasure.let_go
        try:
            decide(asked, by=request.user, reason=form.cleaned_data["reason"])
        except erasure.NotOpen as error:
            refuse(form, error)
        else:
            messages.success(request, _("Decided. The person has been told."))
            return redirect("office:pdpa")
    name = PersonName.objects.filter(person=asked.person, is_current=True).first()
    context = {"asked": asked, "form": form, "name": name}
    return render(request, "office/erasure.html", context, status=422 if form.errors else 200)


@policy.staff(rules.CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What a person agrees to, and a new word of theirs that somebody in the office heard."""
    person = get_object_or_404(Person.objects.visible_to(request.user).with_display(), public_id=public_id)
    form = NotedConsentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        purpose, data = Consent.Purpose(form.cleaned_data["purpose"]), form.cleaned_data
        language = get_language() or "th"
        saying.say(
            person, purpose=purpose, is_given=data["is_given"], language=language, by=request.user, how=data["how"]
        )
        messages.success(request, _("Noted. It holds from now on."))
        return redirect("office:person_consents", public_id=person.public_id)
    history = Consent.objects.filter(person=person).select_related("by").order_by("-at", "-pk")
    context = {"person": person, "form": form, "history": history, "title": _("Consents")}
    return render(request, "office/person_consents.html", context, status=422 if form.errors else 200)


def _named(rows: Rows) -> Rows:
    return rows.select_related("person").prefetch_related(CURRENT_NAMES)[:MOST]


def _erasures(request: SignedInRequest) -> QuerySet[ErasureRequest]:
    """Of people whom the reader may see; accounts without a record are for those who see everybody."""
    return about_people_of(request.user, ErasureRequest.objects.all())
