"""What happens to people chosen on the people page. The choice is kept in the session under a token of its own (two
tabs do not mix), as the ticked records or as the search that found them; who that is, and whether this clerk may see
them, is looked up again when the work is done."""

from secrets import token_urlsafe
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.office.forms.search import SearchForm
from apps.office.forms.selection import EnvelopesForm, ExportForm, KeepForm, LabelsForm, LetterForm
from apps.records import rules
from apps.records.actions import exports, lists
from apps.records.actions.exports import POST_KINDS, LetterText
from apps.records.querysets import selection as chosen_people

ACTIONS = {
    "export": "office:selection_export",
    "letter": "office:selection_post",
    "labels": "office:selection_post",
    "envelopes": "office:selection_post",
    "list": "office:selection_list",
}
KEPT_CHOICES = 9
MOST_LETTERS = 300  # of one filter; the form takes fewer, and says so
POST_FORMS: dict[str, type[forms.Form]] = {"letter": LetterForm, "labels": LabelsForm, "envelopes": EnvelopesForm}


@require_POST
@policy.staff(rules.VIEW)
def choose(request: SignedInRequest) -> HttpResponse:
    """From the people page to the page of the chosen action, with the choice in its address or session."""
    action = request.POST.get("action", "")
    if action not in ACTIONS:
        raise Http404
    query = _asked(request.POST.get("query", ""))
    back = f"{reverse('office:alumni')}?{query}"
    ticked = request.POST.getlist("people")
    if not ticked and request.POST.get("all") != "1":
        messages.warning(request, _("Tick some people first, or choose all that the search has found."))
        return redirect(back)
    everybody = request.POST.get("all") == "1"
    token = _remember(request, {"query": query} if everybody else {"query": query, "people": ticked})
    return redirect(_url(action, token))


@policy.staff(rules.EXPORT)
def export(request: SignedInRequest, token: str) -> HttpResponse:
    """A file of the chosen people, for a reason."""
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        job = exports.export_people(
            _chosen(request, token), file_format=data["file_format"], reason=data["reason"], by=request.user
        )
        return redirect("office:job", job.public_id)
    return _render(request, token, form, title=_("Export"), button=_("Make the file"))


@policy.staff(rules.EXPORT)
def post(request: SignedInRequest, token: str, kind: str) -> HttpResponse:
    """Letters, labels or envelopes for the chosen people."""
    if kind not in POST_FORMS:
        raise Http404
    initial = {"dated": timezone.localdate()} if kind == "letter" else {}
    form = POST_FORMS[kind](request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        job = exports.print_post(
            _chosen(request, token),
            kind=kind,
            by=request.user,
            reason=data["reason"],
            text=_letter_text(data) if kind == "letter" else None,
            skip=data.get("skip", 0),
        )
        return redirect("office:job", job.public_id)
    return _render(request, token, form, title=str(POST_KINDS[kind]), button=_("Make the PDF"))


@policy.staff(rules.VIEW)
def keep(request: SignedInRequest, token: str) -> HttpResponse:
    """Puts the chosen people on a list, or keeps their search as one."""
    chosen = _chosen(request, token)
    form = KeepForm(request.POST or None, owner=request.user, may_keep_search="people" not in chosen)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, form.cleaned_data, chosen, query=_remembered(request, token)["query"])
        except ValidationError as error:
            refuse(form, error)
        else:
            return redirect("office:saved_lists")
    return _render(request, token, form, title=_("Keep as a list"), button=_("Keep them"))


def _keep(request: SignedInRequest, data: dict[str, Any], chosen: dict[str, Any], *, query: str) -> None:
    if data.get("keep_search"):
        lists.create(name=data["name"], owner=request.user, query=query)
        messages.success(request, _("The search is kept."))
        return
    people = chosen_people.of(chosen, viewer=request.user)
    new = lists.keep_people(data["saved_list"], data["name"], people.ids, by=request.user)
    messages.success(request, _("%d people are new on the list.") % new)


def _chosen(request: SignedInRequest, token: str) -> dict[str, Any]:
    """The choice in a form that a job can keep: ticked records, or the filters of the search."""
    remembered = _remembered(request, token)
    if "people" in remembered:
        return {"people": remembered["people"]}
    form = SearchForm(QueryDict(remembered["query"]), viewer=request.user)
    return {"filters": chosen_people.as_json(form.filters())}


def _asked(text: str) -> str:
    """The filters of a search's address, spelled as an address spells them; whatever else came along is dropped."""
    given = QueryDict(text)
    return urlencode({name: given[name][:MOST_LETTERS] for name in SearchForm.base_fields if given.get(name)})


def _remember(request: SignedInRequest, choice: dict[str, Any]) -> str:
    """Keeps the choice, and the few before it; returns its token."""
    token = token_urlsafe(6)
    kept: dict[str, Any] = request.session.get("chosen", {})
    request.session["chosen"] = {**dict(list(kept.items())[-KEPT_CHOICES:]), token: choice}
    return token


def _remembered(request: SignedInRequest, token: str) -> dict[str, Any]:
    try:
        choice: dict[str, Any] = request.session.get("chosen", {})[token]
    except KeyError:
        raise Http404 from None
    return choice


def _letter_text(data: dict[str, Any]) -> LetterText:
    return LetterText(number=data["number"], subject=data["subject"], body=data["body"], dated=data["dated"].first_day)


def _url(action: str, token: str) -> str:
    return reverse(ACTIONS[action], kwargs={"token": token} | ({"kind": action} if action in POST_FORMS else {}))


def _render(request: SignedInRequest, token: str, form: forms.Form, *, title: str, button: str) -> HttpResponse:
    people = chosen_people.of(_chosen(request, token), viewer=request.user)
    context = {
        "form": form,
        "title": title,
        "button": button,
        "total": people.count(),
        "back": f"{reverse('office:alumni')}?{_remembered(request, token)['query']}",
    }
    return render(request, "office/selection.html", context, status=422 if form.errors else 200)
