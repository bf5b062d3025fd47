"""What the office does for a group, one thing on a page: of each its title, its form, and what is done with it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import chapters, members, officers, ties
from apps.chapters.models import Chapter, Position
from apps.office.forms import group_changes as change_forms
from apps.office.forms import groups as office_forms
from apps.office.views.care import named_person

Deed = tuple[str, forms.BaseForm, Callable[[], Any]]


def _status(request: SignedInRequest, chapter: Chapter) -> Deed:
    form = office_forms.StatusForm(request.POST or None, initial={"status": chapter.status})

    def act() -> None:
        data = form.cleaned_data
        chapters.set_status(chapter, data["status"], reason=data["reason"], by=request.user)

    return _("Standing with the university"), form, act


def _liaison(request: SignedInRequest, chapter: Chapter) -> Deed:
    form = office_forms.LiaisonForm(request.POST or None)
    return (
        _("Liaison officer"),
        form,
        lambda: chapters.set_liaison(chapter, form.cleaned_data["officer"], by=request.user),
    )


def _member(request: SignedInRequest, chapter: Chapter) -> Deed:
    form = office_forms.MemberForm(request.POST or None)
    return (
        _("Enter a member"),
        form,
        lambda: members.enter(chapter, _person(request, form), rank=form.cleaned_data["rank"], by=request.user),
    )


def _term(request: SignedInRequest, chapter: Chapter) -> Deed:
    form = office_forms.TermForm(request.POST or None, chapter=chapter)

    def act() -> None:
        data = form.cleaned_data
        days = {"since": data["since"], "until": data["until"], "minutes": data["minutes"]}
        officers.appoint(data["position"], _person(request, form), by=request.user, **days)

    return _("Enter a term of office"), form, act


def _talk(request: SignedInRequest, chapter: Chapter) -> Deed:
    form = office_forms.TalkForm(request.POST or None)
    return _("Note a contact"), form, lambda: ties.note_talk(chapter, by=request.user, **form.cleaned_data)


def _matter(request: SignedInRequest, chapter: Chapter) -> Deed:
    form = office_forms.MatterForm(request.POST or None)
    return _("Ask the group"), form, lambda: ties.ask_group(chapter, by=request.user, **form.cleaned_data)


def _name(request: SignedInRequest, chapter: Chapter) -> Deed:
    initial = {"name_th": chapter.name_th, "name_en": chapter.name_en}
    form = change_forms.NameForm(request.POST or None, initial=initial)
    return _("Rename the group"), form, lambda: chapters.rename(chapter, by=request.user, **form.cleaned_data)


def _facts(request: SignedInRequest, chapter: Chapter) -> Deed:
    form = change_forms.FactsForm(request.POST or None, instance=chapter, initial={"version": chapter.version})

    def act() -> None:
        values = {name: form.cleaned_data[name] for name in form.Meta.fields}
        chapters.change(chapter, values, by=request.user, expected_version=form.cleaned_data["version"])

    return _("What is known of the group"), form, act


def _provinces(request: SignedInRequest, chapter: Chapter) -> Deed:
    served = [row.province_id for row in chapter.served_provinces.all()]
    form = change_forms.ProvincesForm(request.POST or None, chapter=chapter, initial={"provinces": served})

    def act() -> None:
        chapters.serve(chapter, list(form.cleaned_data["provinces"]), by=request.user)

    return _("Further provinces"), form, act


def _position(request: SignedInRequest, chapter: Chapter) -> Deed:
    form = change_forms.PositionForm(request.POST or None, instance=Position(chapter=chapter, order=50))

    def act() -> None:
        officers.add_position(form.save(commit=False), seats=form.cleaned_data["seats"], by=request.user)

    return _("Add a post to the committee"), form, act


def _person(request: SignedInRequest, form: forms.Form) -> Any:
    return named_person(request, form.cleaned_data["record"], field="record")


DEEDS: dict[str, Callable[[SignedInRequest, Chapter], Deed]] = {
    "status": _status,
    "liaison": _liaison,
    "member": _member,
    "term": _term,
    "talk": _talk,
    "matter": _matter,
    "name": _name,
    "facts": _facts,
    "provinces": _provinces,
    "position": _position,
}
