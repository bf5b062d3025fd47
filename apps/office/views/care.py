"""The office's dealings with a person: conversations, deaths, wishes to be left alone, family."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.core.lib.student_ids import normalise_student_id
from apps.office.forms.person import DeathForm, DoNotContactForm, FamilyForm, LogForm, ReasonForm
from apps.records import rules
from apps.records.actions import care, deaths
from apps.records.models import ContactLogEntry, Death, DoNotContact, FamilyLink, Person


@policy.staff(rules.CHANGE)
def log(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Writes down a conversation."""

    def save(person: Person, data: dict[str, Any]) -> None:
        follow_up = data["follow_up_on"]
        care.log_contact(
            person,
            at=data["on"],
            channel=data["channel"],
            summary=data["summary"],
            follow_up_on=follow_up.first_day if follow_up else None,
            follow_up_by=data["follow_up_by"],
            by=request.user,
        )

    return _form_page(request, public_id, LogForm, save, title=_("Log a conversation"), anchor="log")


@policy.staff(rules.CHANGE)
def death(request: SignedInRequest, public_id: str) -> HttpResponse:
    """A first report, or the second that confirms it."""

    def save(person: Person, data: dict[str, Any]) -> None:
        deaths.report(
            person, source=data["source"], evidence=data["evidence"], died_on=data["died_on"], by=request.user
        )

    return _form_page(request, public_id, DeathForm, save, title=_("Report a death"), anchor="top")


@policy.staff(rules.CHANGE)
def withdraw_death(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Takes the report of a death back."""

    def save(person: Person, data: dict[str, Any]) -> None:
        report = get_object_or_404(Death, person=person)
        deaths.withdraw(report, by=request.user, reason=data["reason"])

    title = _("Withdraw the report of a death")
    return _form_page(request, public_id, ReasonForm, save, title=title, anchor="top")


@policy.staff(rules.CHANGE)
def do_not_contact(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Records a wish not to be contacted."""

    def save(person: Person, data: dict[str, Any]) -> None:
        care.ask_not_to_contact(person, since=timezone.localdate(), by=request.user, **data)

    return _form_page(request, public_id, DoNotContactForm, save, title=_("Do not contact"), anchor="top")


@policy.staff(rules.CHANGE)
def lift_do_not_contact(request: SignedInRequest, public_id: str, pk: int) -> HttpResponse:
    """Lifts such a wish."""

    def save(person: Person, data: dict[str, Any]) -> None:
        wish = get_object_or_404(DoNotContact, pk=pk, person=person)
        care.lift_do_not_contact(wish, by=request.user, reason=data["reason"])

    title = _("Allow contact again")
    return _form_page(request, public_id, ReasonForm, save, title=title, anchor="top")


@policy.staff(rules.CHANGE)
def family(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Links a relative who is in the registry."""

    def save(person: Person, data: dict[str, Any]) -> None:
        relative = named_person(request, data["relative"], field="relative")
        care.link_family(person, relative, relation=data["relation"], by=request.user)

    return _form_page(request, public_id, FamilyForm, save, title=_("Link a relative"), anchor="family")


@policy.staff(rules.CHANGE)
def unlink_family(request: SignedInRequest, public_id: str, pk: int) -> HttpResponse:
    """Takes out a link that is not true."""

    def save(person: Person, data: dict[str, Any]) -> None:
        link = get_object_or_404(FamilyLink.objects.of(person), pk=pk)
        care.unlink_family(link, by=request.user, reason=data["reason"])

    title = _("Remove the family link")
    return _form_page(request, public_id, ReasonForm, save, title=title, anchor="family")


@require_POST
@policy.staff(rules.CHANGE)
def finish_follow_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """Takes a follow-up off the worklist."""
    people = Person.objects.visible_to(request.user)
    entry = get_object_or_404(ContactLogEntry, pk=pk, person__in=people)
    try:
        care.finish_follow_up(entry, by=request.user)
    except (care.AlreadyDone, rows.Stale) as error:
        messages.info(request, error.message)
    else:
        messages.success(request, _("Done. It is off the list."))
    return redirect("office:follow_ups")


def named_person(request: SignedInRequest, text: str, *, field: str) -> Person:
    """The person whose student id or page address was typed. Raises ValidationError when there is none."""
    people = Person.objects.visible_to(request.user)
    parts = [part for part in text.split("/") if part]
    try:
        found = people.filter(public_id=UUID(parts[-1])).first()
    except (ValueError, IndexError):
        student_id = normalise_student_id(text)
        found = people.filter(degrees__student_id=student_id).first() if student_id else None
    if found is None:
        raise ValidationError({field: _("Nobody in the registry has this student id or page.")})
    return found


def _form_page(
    request: SignedInRequest,
    public_id: str,
    form_class: type[forms.Form],
    save: Callable[[Person, dict[str, Any]], None],
    *,
    title: str,
    anchor: str,
) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.user).with_display(), public_id=public_id)
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            save(person, form.cleaned_data)
        except (ValidationError, rows.Stale) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            response = redirect("office:person", public_id=person.public_id)
            response["Location"] += f"#{anchor}"
            return response
    context = {"person": person, "form": form, "title": title}
    return render(request, "office/person_form.html", context, status=422 if form.errors else 200)
