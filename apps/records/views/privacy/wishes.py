"""What somebody agrees to, by what means they do not want to be reached, and the stop to all use of their data."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.records.actions import consents as saying
from apps.records.actions import restrictions
from apps.records.forms.privacy import ChannelsForm, ConsentForm, RestrictForm
from apps.records.lib import consent_texts
from apps.records.models import Consent, DoNotContact, Person, Restriction
from apps.records.querysets import consents as said
from apps.records.views.me.own import own_person

get_and_post = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Choice:
    """One purpose as its card shows it: the text that is read, the newest word, and older words."""

    purpose: str
    label: str
    text: str
    word: Consent | None

    @property
    def is_given(self) -> bool:
        return self.word is not None and self.word.is_given


@policy.on_record
@get_and_post
def consents(request: SignedInRequest) -> HttpResponse:
    """A switch for each purpose, one tap to give and one to take back; under them all that was ever said."""
    person = own_person(request)
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        purpose, is_given = Consent.Purpose(form.cleaned_data["purpose"]), form.cleaned_data["is_given"]
        saying.say(person, purpose=purpose, is_given=is_given, language=get_language() or "th", by=request.user)
        thanks = _("Noted: you agree. You can take it back here at any time.")
        messages.success(request, thanks if is_given else _("Noted: you no longer agree. It holds from now on."))
        return redirect("records:me_consents")
    history = [(word, _text_of(word)) for word in _words(person)]
    context = {"choices": _choices(person), "history": history}
    return render(request, "records/privacy/consents.html", context, status=422 if form.errors else 200)


@policy.on_record
@get_and_post
def channels(request: SignedInRequest) -> HttpResponse:
    """The means by which the reader does not want to be reached."""
    person = own_person(request)
    forbidden = list(DoNotContact.objects.filter(person=person).values_list("channel", flat=True))
    form = ChannelsForm(request.POST if request.method == "POST" else None, initial={"channels": forbidden})
    if request.method == "POST" and form.is_valid():
        restrictions.set_channels(person, set(form.cleaned_data["channels"]), by=request.user)
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("records:me_do_not_contact")
    return render(request, "records/privacy/channels.html", {"form": form}, status=422 if form.errors else 200)


@policy.on_record
@get_and_post
def restrict(request: SignedInRequest) -> HttpResponse:
    """Stops all use of the reader's data but its keeping, or lets it be used again."""
    person = own_person(request)
    form = RestrictForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _turn(request, person, form.cleaned_data["reason"])
        except (ValidationError, restrictions.NotRestricted) as error:
            refuse(form, error)
        else:
            return redirect("records:me_restrict")
    now = Restriction.objects.filter(person=person, ended_at__isnull=True).first()
    context = {"form": form, "restriction": now}
    return render(request, "records/privacy/restrict.html", context, status=422 if form.errors else 200)


def _turn(request: SignedInRequest, person: Person, reason: str) -> None:
    if "lift" in request.POST:
        restrictions.end(person, by=request.user)
        messages.success(request, _("Your data is used again as before."))
    else:
        restrictions.begin(person, reason=reason, by=request.user)
        messages.success(request, _("From now on we keep your data and do nothing else with it."))


def _choices(person: Person) -> list[Choice]:
    newest, language = said.newest(person), get_language() or "th"
    return [
        Choice(purpose, str(purpose.label), consent_texts.current(purpose).read(language), newest.get(purpose))
        for purpose in Consent.Purpose
    ]


def _words(person: Person) -> list[Consent]:
    return list(Consent.objects.filter(person=person).select_related("by").order_by("-at", "-pk"))


def _text_of(word: Consent) -> str:
    return consent_texts.of_version(word.purpose, word.text_version).read(word.language)
