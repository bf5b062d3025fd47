"""What I am called: nickname and Latin spelling, a new name, former names, a name that is written wrongly."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.records.actions import names, own, requests
from apps.records.actions.facts import Outcome
from apps.records.forms.me.names import CallingForm, FormerNameForm, NewNameForm, SpellingForm
from apps.records.models import Person, PersonName, Source
from apps.records.reports.own import own_requests
from apps.records.views.me.own import carried_out, done, own_person, show, version_of


@policy.on_record
def index(request: SignedInRequest) -> HttpResponse:
    """The names, and the parts of the present one that everybody knows best of themself."""
    person = own_person(request)
    name = _current(person)
    form = CallingForm(request.POST or None, initial=_now(name, CallingForm))

    def save() -> Outcome:
        return own.change(name, form.changes(), by=request.user, expected_version=form.cleaned_data["version"])

    if request.method == "POST" and carried_out(request, form, save, now=lambda: _now(_current(person), CallingForm)):
        return redirect("records:me_names")
    former = PersonName.objects.filter(person=person, is_current=False).order_by("-valid_to", "-pk")
    asked = own_requests(person, tables=["records.personname"])
    return show(request, "names", {"form": form, "name": name, "former_names": former, "requests": asked})


@policy.on_record
def new(request: SignedInRequest) -> HttpResponse:
    """A name that the person took; the one until now becomes a former name and still finds them."""
    person = own_person(request)
    name = _current(person)
    form = NewNameForm(request.POST or None, initial={"version": name.version})

    def save() -> PersonName:
        data = form.cleaned_data
        return names.rename(
            person,
            form.name_values(),
            reason=PersonName.Reason(data["reason"]),
            since=data["since"],
            source=Source.SELF,
            by=request.user,
            expected_version=data["version"],
        )

    if request.method == "POST" and carried_out(
        request, form, save, now=lambda: {"version": _current(person).version}
    ):
        return redirect("records:me_names")
    return show(request, "name_new", {"form": form, "name": name})


@policy.on_record
def former(request: SignedInRequest) -> HttpResponse:
    """A name under which friends and papers still know somebody."""
    person = own_person(request)
    form = FormerNameForm(request.POST or None)

    def save() -> None:
        data = form.cleaned_data
        name = PersonName(person=person, audience=data["audience"], valid_to=data["valid_to"], **form.name_values())
        own.add(name, by=request.user)

    if request.method == "POST" and carried_out(request, form, save, now=dict):
        return redirect("records:me_names")
    return show(request, "name_former", {"form": form})


@require_POST
@policy.on_record
def remove_former(request: SignedInRequest, pk: int) -> HttpResponse:
    """Takes out a former name that the person wrote here themself."""
    mine = PersonName.objects.filter(person__account=request.user, is_current=False, source=Source.SELF)
    name = get_object_or_404(mine, pk=pk)
    version = version_of(request)
    return done(
        request,
        lambda: names.remove_former(name, by=request.user, reason="", expected_version=version),
        "records:me_names",
    )


@policy.on_record
def spelling(request: SignedInRequest) -> HttpResponse:
    """Asks the office to mend how the registered name is written."""
    person = own_person(request)
    name = _current(person)
    form = SpellingForm(request.POST or None, initial=_now(name, SpellingForm))

    def save() -> Outcome:
        data = form.cleaned_data
        return requests.correct_spelling(
            name, form.changes(), note=data["note"], by=request.user, expected_version=data["version"]
        )

    if request.method == "POST" and carried_out(request, form, save, now=lambda: _now(_current(person), SpellingForm)):
        return redirect("records:me_names")
    return show(request, "name_spelling", {"form": form, "name": name})


def _current(person: Person) -> PersonName:
    return get_object_or_404(PersonName, person=person, is_current=True)


def _now(name: PersonName, form: type[CallingForm] | type[SpellingForm]) -> dict[str, Any]:
    return {field: getattr(name, field) for field in form.base_fields if field != "note"}
