"""The door: who is let in, found by code or by name. Each deed is a form; where the browser can, a script does the
same and goes on without a network (views/devices.py)."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4, uuid5

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.core.lib.dates import format_time
from apps.core.lib.uuids import uuid_in
from apps.directory.actions import looking_up
from apps.events.actions.door import scanning, walkins
from apps.events.actions.door.scanning import Answer, Outcome
from apps.events.forms.door import WalkInForm
from apps.events.lib.scanned import code_in
from apps.events.lib.scans import DEVICE_LENGTH, Scan
from apps.events.models import CheckIn, Event
from apps.events.querysets import door as at
from apps.events.querysets.found import MOST, of_code, of_name
from apps.events.reports import door as reports
from apps.events.reports.door_words import words
from apps.events.rules import Standing
from apps.events.views.access import at_door
from apps.records.models import Person

DOOR_NAME = "door_name"  # in the session: what this device is called
LAST = 10


@policy.signed_in
@at_door
def show(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """The page of the door. A code that is typed lets in at once; a name finds people to choose from."""
    if request.method != "POST":
        return _page(request, event, standing, WalkInForm(event=event))
    if "door" in request.POST:
        request.session[DOOR_NAME] = " ".join(request.POST["door"].split())[:DEVICE_LENGTH]
    if "name" in request.POST or "person" in request.POST:
        return _walk_in(request, event, standing)
    return _scan(request, event)


def _page(request: SignedInRequest, event: Event, standing: Standing, walkin: WalkInForm, **more: Any) -> HttpResponse:
    text, known = request.GET.get("q", "").strip()[:100], request.GET.get("known", "").strip()[:100]
    code = code_in(text)
    found = list(of_code(event, code)) if code else []
    found = found or (of_name(event, text) if text else [])
    context = {
        "event": event,
        "standing": standing,
        "words": words(),
        "figures": reports.figures(event),
        "doubles": at.doubles(event)[: reports.MOST_DOUBLES],
        "last": _named(at.standing(event).select_related("attendee__registration").order_by("-at", "-pk")[:LAST]),
        "text": text,
        "found": _with_admissions(found),
        "known": known,
        "people": looking_up.find(known, by=request.user, size=MOST).rows if known else [],
        "walkin": walkin,
        "form_key": uuid4(),
        "form": walkin,
        "device": request.session.get(DOOR_NAME, ""),
        **more,
    }
    return render(request, "events/door.html", context, status=422 if walkin.errors else 200)


def _named(rows: Any) -> list[tuple[CheckIn, str]]:
    return [(row, reports.name_of(row.attendee)) for row in rows]


def _with_admissions(found: list[Any]) -> list[tuple[Any, str, CheckIn | None]]:
    admitted = at.admissions([each.pk for each in found])
    return [(each, reports.name_of(each), admitted.get(each.pk)) for each in found]


def _scan(request: SignedInRequest, event: Event) -> HttpResponse:
    """One admission, or one that is undone."""
    given = request.POST
    text = given.get("q", "").strip()[:100]
    scan = _as_scan(given, code_in(text))
    if scan is None:
        return redirect(f"{request.path}?{urlencode({'q': text})}" if text else request.path)
    device = request.session.get(DOOR_NAME, "")
    answer = scanning.take(event, [scan], device=device, by=request.user)[scan.id]
    if answer.outcome == Outcome.PARTY:
        return redirect(f"{request.path}?{urlencode({'q': text})}")
    _say(request, answer)
    return redirect(request.path)


def _as_scan(given: QueryDict, code: str) -> Scan | None:
    now = timezone.now()
    attendee = given.get("attendee", "")
    if attendee.isascii() and attendee.isdigit() and len(attendee) < 19:
        return Scan(uuid4(), now, attendee=int(attendee))
    if undo := uuid_in(given.get("undo", "")):
        return Scan(uuid4(), now, undo=undo)
    return Scan(uuid4(), now, code=code) if code else None


def _say(request: SignedInRequest, answer: Answer) -> None:
    said, name = words(), reports.name_of(answer.attendee) if answer.attendee else ""
    parts = [said["outcome"][answer.outcome.value], name]
    if answer.outcome == Outcome.VOID and answer.attendee:
        parts.append(answer.attendee.registration.get_state_display())
    if answer.first is not None:
        at = format_time(timezone.localtime(answer.first.at), get_language() or "th")
        parts += [at, answer.first.device, str(answer.first.by or "")]
    good = answer.outcome in (Outcome.ADMITTED, Outcome.UNDONE, Outcome.WALKIN)
    (messages.success if good else messages.warning)(request, " · ".join(part for part in parts if part))


def _walk_in(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """Somebody who is known, found by name, or unknown, by name alone. Only organisers let in more than there are
    seats."""
    person = None
    given = request.POST.copy()
    if key := uuid_in(given.get("person", "")):
        person = get_object_or_404(Person.objects.select_related("account"), public_id=key)
        if not looking_up.finds(person.pk, by=request.user):
            raise Http404
        given["name"] = reports.own_name(person)
        if event.tickets.exists() and "ticket" not in given:  # which one?
            return _page(request, event, standing, WalkInForm(event=event, initial=given.dict()), person=person)
    form = WalkInForm(given, event=event)
    if not form.is_valid():
        return _page(request, event, standing, form, person=person)
    ticket = form.cleaned_data.get("ticket")
    name = form.cleaned_data["name"]
    scan = Scan(
        uuid5(uuid_in(given.get("form_key", "")) or uuid4(), name),  # the same form sent twice is one walk-in
        timezone.now(),
        name=name,
        beyond="beyond" in given and standing.organises,
        ticket=ticket.pk if ticket else None,
        paid_satang=form.cleaned_data.get("paid"),
    )
    device = request.session.get(DOOR_NAME, "")
    try:
        answer = scanning.take(event, [scan], device=device, by=request.user, person=person)[scan.id]
    except ValidationError as refusal:
        refuse(form, refusal)
        return _page(request, event, standing, form, person=person)
    if answer.outcome == Outcome.FULL:
        form.add_error(None, str(walkins.Full.message))
        return _page(request, event, standing, form, is_full=True, person=person)
    _say(request, answer)
    return redirect(request.path)
