"""What the pages on one's own record share: whose record it is, and how a form is carried out. Each fact is fetched
through its person, so nobody reaches another's."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from apps.accounts.rules import SignedInRequest
from apps.core.actions import rows
from apps.core.fields import ThaiDateField
from apps.core.forms import refuse
from apps.core.templatetags.thai import be_date
from apps.records.actions.facts import Outcome
from apps.records.forms.me.own import VersionForm
from apps.records.models import Person

SAVED = _("Saved.")
SAID = {
    Outcome.SAVED: SAVED,
    Outcome.UNCHANGED: _("Nothing was different, so nothing was changed."),
    Outcome.HELD: _(
        "Thank you. The office will look at this within 1 working day. Until then your record stays as it is."
    ),
}
Now = Callable[[], dict[str, Any]]


def own_person(request: SignedInRequest) -> Person:
    """Whose record the reader keeps."""
    return get_object_or_404(Person, account=request.user)


def carried_out(
    request: SignedInRequest,
    form: forms.BaseForm,
    deed: Callable[[], Any],
    *,
    now: Now,
    said: Callable[[], str] | None = None,
) -> bool:
    """Did the form hold, and the action go through? What became of it is told on the next page; what is refused, in
    the form. `now`: what the record says at present, as the form shows it, for when somebody else was faster; `said`:
    how it is told that all was saved, asked before it is."""
    if not form.is_valid():
        return False
    saved = said() if said else SAVED
    try:
        outcome = deed()
    except rows.Stale as stale:
        refuse(form, stale)
        tell_now(form, now())
        return False
    except ValidationError as error:
        refuse(form, error)
        return False
    told = outcome if isinstance(outcome, Outcome) else Outcome.UNCHANGED if outcome is False else Outcome.SAVED
    messages.success(request, saved if told is Outcome.SAVED else SAID[told])
    return True


def done(request: SignedInRequest, deed: Callable[[], Any], back: str) -> HttpResponse:
    """Carries out what a single button asks for and goes back to its page."""
    try:
        deed()
    except rows.Stale as stale:
        messages.error(request, stale.message)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, SAVED)
    return redirect(back)


def show(request: SignedInRequest, page: str, context: Mapping[str, Any], *more: forms.BaseForm) -> HttpResponse:
    """The page; with 422 where one of its forms was refused."""
    shown = [context["form"], *more] if "form" in context else list(more)
    status = 422 if any(form.is_bound and form.errors for form in shown) else 200
    return render(request, f"records/me/{page}.html", dict(context), status=status)


def version_of(request: SignedInRequest) -> int:
    """What the reader of a button saw; 0, which nothing is, without it."""
    form = VersionForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else 0


def tell_now(form: forms.BaseForm, now: Mapping[str, Any]) -> None:
    """Says at each field what it says now where that is something else, and lets the next save go through: its
    reader has seen it then. Nothing typed is lost."""
    typed = form.data.copy()  # type: ignore[attr-defined] # a QueryDict
    for name in now.keys() & form.fields.keys():
        field, key, value = form.fields[name], form.add_prefix(name), now[name]
        if isinstance(field.widget, forms.HiddenInput):
            typed[key] = str(value)
        elif field.has_changed(value, field.widget.value_from_datadict(typed, form.files, key)):
            form.add_error(name, say("It says now: %(value)s") % {"value": _in_words(field, value)})
    form.data = typed


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(field, ThaiDateField):
        return be_date(value) or "–"
    if isinstance(field, forms.BooleanField):
        return say("yes") if value else say("no")
    if isinstance(field, forms.ChoiceField):
        chosen = str(getattr(value, "pk", value))
        return next((str(label) for key, label in field.widget.choices if str(key) == chosen), "–")
    return str(value or "–")
