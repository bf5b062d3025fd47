"""The messages of the registry. Those about claims repeat nothing that somebody typed: it could be anything, and the
mail could go to anybody."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from apps.accounts.emails import send
from apps.records.models import Claim

NOT_SECRET = {"X-Portal-Purpose": "notice"}


def send_claim_code(to: str, *, code: str, language: str) -> None:
    """The code to type. Without an address it is written all the same, and goes nowhere."""
    with translation.override(language):
        send("claim_code", to=to, context={"code": code})


def send_claim_received(claim: Claim) -> None:
    """We have it, you hear from us within one working day; where to see how it stands."""
    _about_case("claim_received", claim)


def send_claim_question(claim: Claim) -> None:
    """The office wants to know more."""
    _about_case("claim_question", claim)


def send_claim_refused(claim: Claim) -> None:
    """The office did not hand over the record; why, and how to ask once more."""
    _about_case("claim_refused", claim)


def send_claim_linked(claim: Claim) -> None:
    """The office has joined the record to the account that asked."""
    with translation.override(claim.language):
        url = settings.SITE_URL + reverse("accounts:overview")
        send("claim_linked", to=claim.reply_to, context={"url": url}, headers=NOT_SECRET)


def send_claim_approved(claim: Claim, *, token: str, not_before: datetime | None) -> None:
    """The record is yours: one press on the page behind the link, `not_before` the moment until which whoever has it
    now may object."""
    with translation.override(claim.language):
        url = settings.SITE_URL + reverse("records:claim_join", args=[token])
        send("claim_approved", to=claim.reply_to, context={"url": url, "not_before": not_before})


def send_record_claimed(to: str, *, token: str, language: str, not_before: datetime | None = None) -> None:
    """To an address on file: somebody has this record now, or will have it from `not_before` on. Not you? Tell us."""
    with translation.override(language):
        url = settings.SITE_URL + reverse("records:claim_object", args=[token])
        send("record_claimed", to=to, context={"url": url, "not_before": not_before})


def send_contact_code(to: str, *, code: str, language: str) -> None:
    """The code that proves that a contact is read by the person whose it is."""
    with translation.override(language):
        send("contact_code", to=to, context={"code": code})


def _about_case(name: str, claim: Claim) -> None:
    """With the way to the page on which the claimant sees how the claim stands."""
    with translation.override(claim.language):
        url = settings.SITE_URL + reverse("records:claim_status", args=[claim.public_id])
        send(name, to=claim.reply_to, context={"url": url})
