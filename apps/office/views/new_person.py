"""Entering somebody by hand, after a look at who may be the same person."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.duplicates.actions import scanning
from apps.duplicates.querysets.descriptions import Called, Description, Studied
from apps.duplicates.querysets.entering import NOBODY, Likeness, likely_same
from apps.office.forms.new_person import COLUMNS, NewPersonForm, from_claim
from apps.office.querysets import cases_of
from apps.office.views.claims import REFUSALS
from apps.records import rules
from apps.records.actions import claims, people
from apps.records.models import Claim, Contact, Degree, Institution, Person, PersonName
from apps.records.querysets.people import campuses_of


@policy.staff(rules.ADD)
def new_person(request: SignedInRequest) -> HttpResponse:
    """Shows likely doubles first; saves when there is none, or when the clerk says that this is somebody else.
    `?claim=` is the claim from which the person is entered: it is approved by it."""
    campuses = campuses_of(request.user)
    claim = _claim(request)
    form = NewPersonForm(
        request.POST or None,
        institution_code=settings.INSTITUTION,
        campuses=campuses,
        initial=from_claim(claim) if claim else None,
    )
    likely: list[Likeness] = []
    if request.method == "POST" and form.is_valid():
        likely = likely_same(_newcomer(form), Person.objects.with_display())
        if not likely or form.cleaned_data["somebody_else"]:
            try:
                person = _enter(form, request, claim)
            except REFUSALS as error:
                refuse(form, error, COLUMNS)
            else:
                scanning.look_again_soon(person.pk)
                messages.success(request, _("Entered. Add whatever else you know."))
                return redirect("office:person", public_id=person.public_id)
    seen = set(Person.objects.visible_to(request.user).filter(pk__in=[each.person.pk for each in likely]))
    context = {"form": form, "likely": [(each, each.person in seen) for each in likely], "claim": claim}
    return render(request, "office/person_new.html", context, status=422 if form.errors or likely else 200)


def _claim(request: SignedInRequest) -> Claim | None:
    """Raises Http404 for whoever may not decide on claims, and for a claim that is decided."""
    if "claim" not in request.GET:
        return None
    if not request.user.has_perm(rules.DECIDE_CLAIMS):
        raise Http404
    waiting = [Claim.State.OPEN, Claim.State.ASKED]
    try:
        public_id = UUID(request.GET["claim"])
    except ValueError as error:
        raise Http404 from error
    claim: Claim = get_object_or_404(cases_of(request.user, Claim), public_id=public_id, state__in=waiting)
    return claim


@transaction.atomic
def _enter(form: NewPersonForm, request: SignedInRequest, claim: Claim | None) -> Person:
    """Both or neither: a person entered from a claim that cannot be approved would be entered twice."""
    person = _add(form, request)
    if claim is not None:
        claims.approve(claim, person, by=request.user)
    return person


def _newcomer(form: NewPersonForm) -> Description:
    data, name = form.cleaned_data, form.name_values()
    study = Studied(
        level=data["title"].level if data["title"] else "",
        faculty=data["faculty"].pk if data["faculty"] else None,
        entry=data["entry_year_be"],
        graduated=data["graduation_year_be"],
        student_id=data["student_id"],
    )
    return Description(
        key=NOBODY,
        names=(Called(name["first_th"], name["last_th"], name["first_en"], name["last_en"]),),
        nickname=name["nickname"],
        gender=data["gender"],
        birth=str(data["birth_date"] or ""),
        studies=(study,) if form.has_study() else (),
        contacts=tuple(filter(None, [data["email"], data["mobile"]])),
    )


def _add(form: NewPersonForm, request: SignedInRequest) -> Person:
    data = form.cleaned_data
    source = data["source"]
    person = Person(
        gender=data["gender"], birth_date=data["birth_date"], birth_date_source=source if data["birth_date"] else ""
    )
    kinds = ((Contact.Kind.EMAIL, data["email"]), (Contact.Kind.MOBILE, data["mobile"]))
    return people.add(
        person,
        name=PersonName(person=person, source=source, **form.name_values()),
        study=_study(form, source) if form.has_study() else None,
        contacts=[
            Contact(person=person, kind=kind, value=value, is_primary=True, source=source)
            for kind, value in kinds
            if value
        ],
        by=request.user,
    )


def _study(form: NewPersonForm, source: str) -> Degree:
    data = form.cleaned_data
    graduated = data["graduation_year_be"]
    faculty = data["faculty"]
    return Degree(
        institution=Institution.objects.served(),
        student_id=data["student_id"],
        status=Degree.Status.CONFERRED if graduated else Degree.Status.STUDYING,
        level=data["title"].level,
        title=data["title"],
        faculty=faculty,
        campus=faculty.campus if faculty else None,
        entry_year_be=data["entry_year_be"],
        graduation_year_be=graduated,
        source=source,
    )
