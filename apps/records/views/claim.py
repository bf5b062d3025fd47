"""Claiming a record, signed in or not: name and year, date of birth, the code; and the office's help where that does
not do. Until the code is there, every page is the same whomever the words fit."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from apps.accounts.actions import AccountClosed, SignInFirst
from apps.accounts.emails import can_text
from apps.accounts.models import User
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.records.actions import claims
from apps.records.forms.claim import BirthDateForm, CodeForm, HelpForm, NameForm, WholeClaimForm
from apps.records.models import Claim, OneTimeCode
from apps.records.policy import person_of
from apps.records.querysets.claims import Typed
from apps.records.views.entering import enter

LEAST = 0.3  # seconds that looking for a record takes: more than the work needs, hit or miss
TYPED, CLAIM, BROWSER = "claim_typed", "claim", "claim_browser"  # keys of the session


@policy.public
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Step 1: name and year of graduation, or student id. The home page's form may bring them along."""
    if person_of(request.user):
        return render(request, "records/claim_have.html")
    brought = request.GET if "name" in request.GET else None
    form = NameForm(request.POST or brought, initial=request.session.get(TYPED))
    if form.is_bound and form.is_valid():
        request.session[TYPED] = form.cleaned_data
        return redirect("records:claim_verify")
    return render(request, "records/claim.html", {"form": form}, status=422 if form.errors else 200)


@policy.public
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """Step 2: date of birth. What follows is the same for everybody."""
    typed = request.session.get(TYPED)
    if not typed:
        return redirect("records:claim")
    form = BirthDateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = Typed(**typed, birth_date=form.cleaned_data["birth_date"])
        try:
            with _evenly():
                claim = claims.begin(words, claimant=claimant_of(request))
        except claims.TooMany as error:
            return too_many(request, error)
        request.session[CLAIM] = str(claim.public_id)
        return redirect("records:claim_code")
    context = {"form": form, "typed": typed, "with_texts": can_text()}
    return render(request, "records/claim_verify.html", context, status=422 if form.errors else 200)


@policy.public
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Step 3: the code of the mail. A letter's code is typed here too, without the steps before."""
    claim = _pending(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = _found(claim, form.cleaned_data["code"])
        if found is not None:
            return _redeem(request, form, found, claim if found.claim_id else None)
        form.add_error("code", _("This code does not fit, or it is too old. Look at the newest message we sent."))
    return _ask_code(request, form, claim)


@policy.public
@never_cache
def ask_for_help(request: HttpRequest) -> HttpResponse:
    """The code does not come, somebody is not on record, or has lost everything: the office decides."""
    claim = _pending(request)
    form = _help_form(request, claim)
    if request.method == "POST" and form.is_valid():
        try:
            case = _open_case(request, form, claim)
        except claims.TooMany as error:
            return too_many(request, error)
        except (claims.NotNow, rows.Stale) as error:
            refuse(form, error)
        else:
            request.session.pop(CLAIM, None)
            messages.success(request, _("The office has it. You hear from us within 1 working day."))
            return redirect("records:claim_status", public_id=case.public_id)
    context = {"form": form, "claim": claim}
    return render(request, "records/claim_help.html", context, status=422 if form.errors else 200)


def claimant_of(request: HttpRequest) -> claims.Claimant:
    """Who claims, as far as guesses are counted."""
    browser = request.session.setdefault(BROWSER, secrets.token_hex(16))
    account = request.user if isinstance(request.user, User) else None
    address = get_adapter(request).get_client_ip(request)
    return claims.Claimant(account=account, browser=browser, address=address, language=get_language() or "th")


def too_many(request: HttpRequest, error: claims.TooMany) -> HttpResponse:
    response = render(request, "records/claim_too_many.html", {"until": error.until}, status=429)
    response["Retry-After"] = max(1, int((error.until - timezone.now()).total_seconds()))
    return response


def _pending(request: HttpRequest) -> Claim | None:
    """The claim of this browser that waits for its code."""
    public_id = request.session.get(CLAIM)
    return Claim.objects.filter(public_id=UUID(public_id), state=Claim.State.CODE).first() if public_id else None


def _found(claim: Claim | None, typed: str) -> OneTimeCode | None:
    if claims.is_of_letter(typed):
        return claims.of_letter(typed)
    return claims.matches(claim, typed) if claim else None


def _redeem(request: HttpRequest, form: CodeForm, found: OneTimeCode, claim: Claim | None) -> HttpResponse:
    account = request.user if isinstance(request.user, User) else None
    try:
        owner = claims.redeem(found, account=account, claim=claim)
    except (SignInFirst, claims.NeedsAccount) as error:
        messages.info(request, str(error.message))
        return redirect_to_login(request.path)
    except (claims.HasOtherRecord, claims.Taken, claims.CodeSpent, AccountClosed, rows.Stale) as error:
        refuse(form, error)
        return _ask_code(request, form, claim)
    for key in (TYPED, CLAIM):
        request.session.pop(key, None)
    return enter(request, owner)


def _ask_code(request: HttpRequest, form: CodeForm, claim: Claim | None) -> HttpResponse:
    context = {"form": form, "claim": claim, "with_texts": can_text()}
    return render(request, "records/claim_code.html", context, status=422 if form.errors else 200)


def _help_form(request: HttpRequest, claim: Claim | None) -> HelpForm:
    initial = {"email": getattr(request.user, "email", "")}
    if claim:
        return HelpForm(request.POST or None, initial=initial)
    chosen = request.GET.get("kind", "")
    kind = chosen if chosen in {Claim.Kind.ADD, Claim.Kind.RECOVER} else Claim.Kind.MINE
    return WholeClaimForm(request.POST or None, initial=initial | {"kind": kind})


def _open_case(request: HttpRequest, form: HelpForm, claim: Claim | None) -> Claim:
    claimant = claimant_of(request)
    if claim is not None:
        claims.ask_office(claim, form.details(), by=claimant.account)
        return claim
    data = form.cleaned_data
    words = Typed(data["name"], data["year_be"], data["student_id"], data["birth_date"])
    with _evenly():
        return claims.open_case(words, form.details(), claimant=claimant, kind=data["kind"])


@contextmanager
def _evenly() -> Iterator[None]:
    """Takes LEAST seconds, whatever was found, so that not even a clock tells a hit from a miss; on a machine that is
    too busy for that, twice or three times as long, and nothing between."""
    began = monotonic()
    yield
    sleep((began - monotonic()) % LEAST)
