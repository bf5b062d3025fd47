"""What alumni report and tell about each other: complaints, suggestions about the lost, word of deaths, and accounts
that read unusually much. A decided case gives way to the next one."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.directory import rules
from apps.directory.actions import abuse, reading, tips
from apps.directory.actions.refusals import AlreadyDecided
from apps.directory.models import AbuseReport, DeathReport, LostSuggestion, Suspension, UnusualReading
from apps.office.forms import moderation as office_forms
from apps.office.querysets import cases_of, names_of
from apps.office.views.care import named_person
from apps.records.models import Person
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.lines import PersonLine
from apps.records.querysets.page import people_page
from apps.records.querysets.people import campuses_of

PER_PAGE = 50
MATCHES = 5
CaseRow = TypeVar("CaseRow", bound=models.Model)


@policy.staff(rules.DECIDE_ABUSE)
def reports(request: SignedInRequest) -> HttpResponse:
    """Complaints that wait, the oldest first."""
    return _queue(request, AbuseReport, title=_("Reports of abuse"), one="office:abuse_report")


@policy.staff(rules.DECIDE_ABUSE)
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """One complaint. The letter opens on demand, which is written down: no other letter can be read here."""
    case = get_object_or_404(cases_of(request.user, AbuseReport), pk=pk)
    letter = None
    if request.method == "POST" and "open" in request.POST and case.letter:
        letter = abuse.open_letter(case, by=request.user)
        return _case(request, case, office_forms.AbuseForm(), "office/abuse_report.html", letter=letter)

    def decide(data: dict[str, Any]) -> None:
        outcome = AbuseReport.Outcome(data["outcome"])
        abuse.decide(case, outcome, remark=data["remark"], days=data["days"], by=request.user)

    form = office_forms.AbuseForm(request.POST or None)
    return _decided(request, form, decide, case, "abuse_reports") or _case(
        request, case, form, "office/abuse_report.html"
    )


@policy.staff(rules.ACT_ON_TIPS)
def suggestions(request: SignedInRequest) -> HttpResponse:
    """How people with whom the office may have lost touch can be reached."""
    return _queue(request, LostSuggestion, title=_("Suggestions about the lost"), one="office:suggestion")


@policy.staff(rules.ACT_ON_TIPS)
def suggestion(request: SignedInRequest, pk: int) -> HttpResponse:
    """One of them, beside whom in the registry it may mean; an invitation is one button."""
    case = get_object_or_404(cases_of(request.user, LostSuggestion), pk=pk)

    def decide(data: dict[str, Any]) -> None:
        person = _meant(request, data)
        outcome = LostSuggestion.Outcome(data["outcome"])
        if outcome == LostSuggestion.Outcome.INVITED:
            tips.invite(case, person=person, language=data["language"], remark=data["remark"], by=request.user)
        else:
            tips.close(case, outcome, person=person, remark=data["remark"], by=request.user)

    matches = _matches(request, case.name)
    form = office_forms.SuggestionForm(request.POST or None, suggestion=case, matches=_in_words(matches))
    decided = _decided(request, form, decide, case, "suggestions")
    return decided or _case(request, case, form, "office/suggestion.html", matches=matches)


@policy.staff(rules.ACT_ON_TIPS)
def death_reports(request: SignedInRequest) -> HttpResponse:
    """Word of deaths that alumni sent."""
    return _queue(request, DeathReport, title=_("Word of deaths"), one="office:death_report")


@policy.staff(rules.ACT_ON_TIPS)
def death_report(request: SignedInRequest, pk: int) -> HttpResponse:
    """One of them: taken as one of the two sources that a death needs, or put aside."""
    case = get_object_or_404(cases_of(request.user, DeathReport), pk=pk)

    def decide(data: dict[str, Any]) -> None:
        if data["outcome"] == DeathReport.Outcome.UNFIT:
            tips.put_aside_death(case, remark=data["remark"], by=request.user)
            return
        person = _meant(request, data) or case.person
        if person is None:
            raise ValidationError({"record": _("Say whose record is meant.")})
        died_on, source = data["died_on"], data["source"]
        tips.take_death(case, person=person, source=source, died_on=died_on, remark=data["remark"], by=request.user)

    initial = {"source": case.source, "died_on": case.died_on}
    matches = [] if case.person else _matches(request, case.name)
    form = office_forms.DeathForm(request.POST or None, initial=initial, matches=_in_words(matches))
    decided = _decided(request, form, decide, case, "death_reports")
    return decided or _case(request, case, form, "office/death_report.html", matches=matches)


@policy.staff(rules.DECIDE_ABUSE)
def readings(request: SignedInRequest) -> HttpResponse:
    """Accounts that met a limit of the directory."""
    return _queue(request, UnusualReading, title=_("Unusual reading"), one="office:unusual_reading")


@policy.staff(rules.DECIDE_ABUSE)
def unusual_reading(request: SignedInRequest, pk: int) -> HttpResponse:
    """One of them: looked at, or the directory closed for a while."""
    case = get_object_or_404(cases_of(request.user, UnusualReading), pk=pk)

    def decide(data: dict[str, Any]) -> None:
        if data["outcome"] == UnusualReading.Outcome.NOTED:
            reading.note(case, remark=data["remark"], by=request.user)
            return
        person = get_object_or_404(Person, account=case.account)
        reading.close_directory(case, person=person, days=data["days"], remark=data["remark"], by=request.user)

    form = office_forms.ReadingForm(request.POST or None)
    decided = _decided(request, form, decide, case, "readings")
    return decided or _case(request, case, form, "office/unusual_reading.html")


@policy.staff(rules.DECIDE_ABUSE)
def suspensions(request: SignedInRequest) -> HttpResponse:
    """For whom what is closed."""
    rows = cases_of(request.user, Suspension).order_by("-since", "-pk")[:PER_PAGE]
    names = names_of({each.person_id for each in rows})
    context = {"rows": [(each, names.get(str(each.person_id), "")) for each in rows]}
    return render(request, "office/suspensions.html", context)


@policy.staff(rules.DECIDE_ABUSE)
def lift(request: SignedInRequest, pk: int) -> HttpResponse:
    """Opens it again, and says why."""
    row = get_object_or_404(cases_of(request.user, Suspension), pk=pk)
    form = office_forms.LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        abuse.lift(row, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Open again."))
        return redirect("office:suspensions")
    name = names_of({row.person_id}).get(str(row.person_id), "")
    context = {"row": row, "name": name, "form": form}
    return render(request, "office/suspension_lift.html", context, status=422 if form.errors else 200)


PAGES: dict[str, tuple[type[models.Model], str]] = {
    "abuse_reports": (AbuseReport, "office:abuse_report"),
    "suggestions": (LostSuggestion, "office:suggestion"),
    "death_reports": (DeathReport, "office:death_report"),
    "readings": (UnusualReading, "office:unusual_reading"),
}


def _queue(request: SignedInRequest, kind: type[CaseRow], *, title: str, one: str) -> HttpResponse:
    waiting = cases_of(request.user, kind).filter(outcome="").order_by("created_at", "pk")
    context = {"cases": waiting[:PER_PAGE], "total": waiting.count(), "title": title, "one": one}
    return render(request, "office/cases.html", context)


def _case(request: SignedInRequest, case: Any, form: forms.Form, template: str, **more: Any) -> HttpResponse:
    """The page of a case, with the names of those whom it concerns."""
    concerned = {getattr(case, name, None) for name in ("by_id", "person_id")} - {None}
    names = names_of(concerned)
    context = {
        "case": case,
        "form": form,
        "by_name": names.get(str(getattr(case, "by_id", "")), ""),
        "person_name": names.get(str(getattr(case, "person_id", "")), ""),
    }
    return render(request, template, context | more, status=422 if form.errors else 200)


def _decided(
    request: SignedInRequest, form: forms.Form, decide: Callable[[dict[str, Any]], None], case: Any, queue: str
) -> HttpResponse | None:
    """To the next case of the pile once the form is good and the action has taken it; None: show the page."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        decide(form.cleaned_data)
    except (ValidationError, AlreadyDecided) as error:
        refuse(form, error)
        return None
    messages.success(request, _("Decided."))
    kind, one = PAGES[queue]
    following: QuerySet[Any] = cases_of(request.user, kind).filter(outcome="").exclude(pk=case.pk)
    after = following.order_by("created_at", "pk").first()
    return redirect(one, after.pk) if after else redirect(f"office:{queue}")


def _matches(request: SignedInRequest, name: str) -> list[PersonLine]:
    """People of the registry whose name fits, whom this member of staff may see."""
    return people_page(PeopleFilters(text=name), scope=campuses_of(request.user), size=MATCHES).rows


def _in_words(matches: list[PersonLine]) -> list[tuple[str, str]]:
    known = [(each, each.degree) for each in matches]
    return [
        (str(each.public_id), " · ".join([str(each), *([degree.faculty] if degree else [])])) for each, degree in known
    ]


def _meant(request: SignedInRequest, data: dict[str, Any]) -> Person | None:
    """The record that was ticked or typed."""
    text = data["record"] or data["match"]
    return named_person(request, text, field="record") if text else None
