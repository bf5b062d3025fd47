"""About me, interests, where I come from; the date of birth."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.records.actions import profiles, requests
from apps.records.actions.facts import Outcome
from apps.records.forms.me.profile import BirthDateForm, ProfileForm, initial_of
from apps.records.models import Person, Profile
from apps.records.reports.own import own_requests, own_summary
from apps.records.rules import may_overwrite
from apps.records.views.me.own import carried_out, own_person, show


@policy.on_record
def profile(request: SignedInRequest) -> HttpResponse:
    """What somebody says about themself, each with its audience beside it."""
    person = own_person(request)
    form = ProfileForm(request.POST or None, initial=_now(person))

    def save() -> bool:
        return profiles.change_with_person(
            person,
            form.profile_values(),
            form.lasting_values(),
            by=request.user,
            expected_version=form.cleaned_data["version"],
            expected_person_version=form.cleaned_data["person_version"],
        )

    if request.method == "POST" and carried_out(request, form, save, now=lambda: _now(own_person(request))):
        return redirect("records:me_profile")
    context = {"form": form, "person": person, "profile": profiles.of(person), "summary": own_summary(person)}
    return show(request, "profile", context)


@policy.on_record
def birth_date(request: SignedInRequest) -> HttpResponse:
    """Enters a missing date of birth, or asks for a correction of the registrar's."""
    person = own_person(request)
    form = BirthDateForm(request.POST or None, initial=_birth_date_now(person))

    def save() -> Outcome:
        data = form.cleaned_data
        return requests.correct_birth_date(
            person, data["birth_date"], note=data["note"], by=request.user, expected_version=data["version"]
        )

    if request.method == "POST" and carried_out(request, form, save, now=lambda: _birth_date_now(own_person(request))):
        return redirect("records:me_profile")
    is_mine = may_overwrite("records.person", new="self", old=person.birth_date_source or "self")
    asked = own_requests(person, tables=["records.person"])
    return show(request, "birth_date", {"form": form, "person": person, "is_mine": is_mine, "requests": asked})


def _now(person: Person) -> dict[str, Any]:
    profile: Profile = profiles.of(person)
    return initial_of(profile, person)


def _birth_date_now(person: Person) -> dict[str, Any]:
    return {"birth_date": person.birth_date, "version": person.version}
