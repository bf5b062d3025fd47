"""The alumni card on its holder's telephone or paper, and the page on which anybody checks it."""

from allauth.core import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.lib import qr_codes
from apps.records.actions import cards
from apps.records.forms.me.card import CardForm
from apps.records.reports.card import card_by_code, card_of
from apps.records.views.me.own import done, own_person, show

PAGE = "records:me_card"


@policy.alumni
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """My card, or the way to one. What is printed of this page is the card alone."""
    person = own_person(request)
    card = card_of(person)
    form = CardForm(initial={"shows": card.shows} if card else None)
    return show(request, "card", {"card": card, "person": person, "form": form})


@policy.alumni
@require_POST
def make(request: SignedInRequest) -> HttpResponse:
    """My first card."""
    return done(request, lambda: cards.make(own_person(request), by=request.user), PAGE)


@policy.alumni
@require_POST
def renew(request: SignedInRequest) -> HttpResponse:
    """A new number, since the card is lost or in others' hands."""
    return done(request, lambda: cards.renew(own_person(request), by=request.user), PAGE)


@policy.alumni
@require_POST
def choose(request: SignedInRequest) -> HttpResponse:
    """What the check page tells of me."""
    form = CardForm(request.POST)
    if not form.is_valid():
        return show(
            request, "card", {"card": card_of(own_person(request)), "person": own_person(request), "form": form}
        )
    return done(request, lambda: cards.show(own_person(request), form.cleaned_data["shows"], by=request.user), PAGE)


@policy.alumni
@require_safe
def qr(request: SignedInRequest) -> HttpResponse:
    """The way to the check page, as a picture that a telephone can keep."""
    card = card_of(own_person(request))
    if card is None:
        raise Http404
    return HttpResponse(qr_codes.png(check_address(card.code)), content_type="image/png")


@policy.public
@require_safe
@never_cache
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Is the card with this number valid? A number that was withdrawn and one that never was get the same answer."""
    refusal: HttpResponse | None = ratelimit.consume_or_429(request, action="verify_card", limit_get=True)
    if refusal is not None:
        return refusal
    card = card_by_code(code)
    response = render(request, "records/verify.html", {"card": card}, status=200 if card else 404)
    response["X-Robots-Tag"] = "noindex"
    return response


def check_address(code: str) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return f"{settings.SITE_URL}{reverse('records:verify', args=[code])}"
