"""Claims of records: the pile, one claim beside the record, and the ways to hand a record over without a claim."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse as refuse_in
from apps.core.models import AuditEntry
from apps.core.reports import tell
from apps.duplicates.querysets.entering import candidates
from apps.office.forms.claims import APPROVE, ASK, ClaimForm
from apps.office.querysets import cases_of, names_of
from apps.records import rules
from apps.records.actions import claims
from apps.records.models import Claim, Person
from apps.records.querysets.claim_cases import Record, compare, record_of
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.lines import PersonLine
from apps.records.querysets.page import people_page
from apps.records.querysets.people import campuses_of

PER_PAGE, MATCHES = 50, 8
REFUSALS = (
    claims.NotNow,
    claims.Deceased,
    claims.NoAddress,
    claims.HasOtherRecord,
    claims.Taken,
    rows.Stale,
    ValidationError,
)
PILES = {
    "open": [Claim.State.OPEN],
    "asked": [Claim.State.ASKED],
    "closed": [Claim.State.APPROVED, Claim.State.REFUSED, Claim.State.WITHDRAWN],
}


@policy.staff(rules.DECIDE_CLAIMS)
def index(request: SignedInRequest) -> HttpResponse:
    """Claims that wait for the office, those that wait for an answer, and those that are over."""
    asked = request.GET.get("pile", "")
    pile = asked if asked in PILES else "open"
    found = seen(request).filter(state__in=PILES[pile])
    order = ("-decided_at", "-pk") if pile == "closed" else ("updated_at", "pk")
    shown = list(found.select_related("account").order_by(*order)[:PER_PAGE])
    names = names_of({claim.person_id for claim in shown if claim.person_id})
    context = {
        "claims": [(claim, names.get(str(claim.person_id), "")) for claim in shown],
        "total": found.count(),
        "pile": pile,
    }
    return render(request, "office/claims.html", context)


@policy.staff(rules.DECIDE_CLAIMS)
def show(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One claim, the record that it may be about beside it; the next one opens by itself."""
    claim = get_object_or_404(seen(request).select_related("account", "person", "decided_by"), public_id=public_id)
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, claim, form)
        except REFUSALS as error:
            claim.refresh_from_db()
            refuse_in(form, error)
        else:
            messages.success(request, _("Decided."))
            return to_next(request, claim)
    return render(request, "office/claim.html", _context(request, claim, form), status=422 if form.errors else 200)


def seen(request: SignedInRequest) -> "QuerySet[Claim]":
    """Claims about people whom this member of staff may see, or about nobody yet."""
    return cases_of(request.user, Claim).exclude(state=Claim.State.CODE)


def to_next(request: SignedInRequest, claim: Claim) -> HttpResponse:
    following = seen(request).filter(state=Claim.State.OPEN).exclude(pk=claim.pk).order_by("updated_at", "pk").first()
    return redirect("office:claim", following.public_id) if following else redirect("office:claims")


def _decide(request: SignedInRequest, claim: Claim, form: ClaimForm) -> None:
    data, by = form.cleaned_data, request.user
    version = data["version"]
    if data["decision"] == APPROVE:
        person = get_object_or_404(Person.objects.visible_to(by), public_id=data["person"])
        claims.approve(claim, person, by=by, reply=data["reply"], expected_version=version)
    elif data["decision"] == ASK:
        claims.ask_back(claim, data["reply"], by=by, expected_version=version)
    else:
        claims.refuse(claim, data["reply"], by=by, expected_version=version)


def _context(request: SignedInRequest, claim: Claim, form: ClaimForm) -> dict[str, object]:
    people = Person.objects.visible_to(request.user).with_display()
    likely = candidates(claim, people) if claim.waits_for_office else []
    record = _chosen(request, claim)
    text = request.GET.get("q", "")[:200]
    return {
        "claim": claim,
        "form": form,
        "likely": likely,
        "record": record,
        "lines": compare(claim, record),
        "q": text,
        "matches": _search(request, text) if text else [],
        "history": tell(AuditEntry.objects.filter(table="records.claim", key=str(claim.pk)).order_by("-pk")[:20]),
        "waits_until": claims.waits_until(claim),
    }


def _chosen(request: SignedInRequest, claim: Claim) -> Record | None:
    """The record beside the claim: the one that the clerk chose, else the one that everything fits. A likely one is
    never chosen by itself: one careless press would give it away."""
    people = Person.objects.visible_to(request.user).select_related("death", "account").with_display()
    wanted = request.POST.get("person") or request.GET.get("with")
    try:
        chosen = people.filter(public_id=UUID(wanted)) if wanted else people.filter(pk=claim.person_id or 0)
    except ValueError:
        return None
    person = chosen.first()
    return record_of(person) if person else None


def _search(request: SignedInRequest, text: str) -> list[PersonLine]:
    return people_page(PeopleFilters(text=text), scope=campuses_of(request.user), size=MATCHES).rows
