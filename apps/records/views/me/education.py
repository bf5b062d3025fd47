"""What I studied: the registrar's word, whom it is open to, and how to ask for a correction."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.records.actions import own, requests
from apps.records.actions.facts import Outcome
from apps.records.forms.me.education import ASKED, DegreeCorrectionForm, MissingDegreeForm
from apps.records.forms.me.visibility import AudiencesForm, now
from apps.records.models import Degree
from apps.records.reports.own import own_requests
from apps.records.views.me.own import carried_out, own_person, show


@policy.on_record
def index(request: SignedInRequest) -> HttpResponse:
    """The degrees, each with its audience."""
    person = own_person(request)
    degrees = _listed(request)
    form = AudiencesForm(request.POST or None, facts=degrees)

    def save() -> bool:
        return own.set_audiences(person, form.edits(), by=request.user)

    if request.method == "POST" and carried_out(
        request, form, save, said=form.said, now=lambda: now(_degrees(request))
    ):
        if not request.htmx:
            return redirect("records:me_education")
        degrees = _listed(request)
        form = AudiencesForm(facts=degrees)
    asked = own_requests(person, tables=["records.degree"])
    return show(request, "education", {"form": form, "degrees": form.beside(degrees), "requests": asked})


@policy.on_record
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Asks for a correction of a degree."""
    degree = _own(request, pk)
    form = DegreeCorrectionForm(request.POST or None, degree=degree)

    def save() -> Outcome:
        data = form.cleaned_data
        return requests.correct_degree(
            degree, form.changes(), note=data["note"], by=request.user, expected_version=data["version"]
        )

    def recorded() -> dict[str, Any]:
        fresh = _own(request, pk)
        return {name: getattr(fresh, name) for name in (*ASKED, "version")}

    if request.method == "POST" and carried_out(request, form, save, now=recorded):
        return redirect("records:me_education")
    return show(request, "degree_correction", {"form": form, "degree": degree})


@policy.on_record
def missing(request: SignedInRequest) -> HttpResponse:
    """Says that a whole degree is not on record."""
    form = MissingDegreeForm(request.POST or None)

    def save() -> Outcome:
        requests.add_degree(own_person(request), form.values(), note=form.cleaned_data["note"], by=request.user)
        return Outcome.HELD

    if request.method == "POST" and carried_out(request, form, save, now=dict):
        return redirect("records:me_education")
    return show(request, "degree_missing", {"form": form})


def _degrees(request: SignedInRequest) -> QuerySet[Degree]:
    degrees = Degree.objects.select_related("faculty", "campus", "title", "programme__title", "institution", "cohort")
    return degrees.filter(person__account=request.user)


def _listed(request: SignedInRequest) -> list[Degree]:
    return list(_degrees(request).order_by("-is_first", "graduation_year_be", "pk"))


def _own(request: SignedInRequest, pk: int) -> Degree:
    return get_object_or_404(_degrees(request), pk=pk)
