"""The messages of the registry. Those about claims repeat nothing that somebody typed: it could be anything, and the
mail could go to anybody."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from apps.accounts.emails import letterhead, send, send_text
from apps.accounts.models import User
from apps.core.reports import Told
from apps.core.templatetags.thai import be_date
from apps.records.models import Claim, ErasureRequest

SHOWN = 20  # changes in one mail; the record's history has all
NOT_URGENT = {"X-Portal-Priority": "normal"}
NOT_SECRET = {"X-Portal-Purpose": "notice"}


def send_claim_code(to: str, *, code: str, language: str) -> None:
    """The code to type. Without an address it is written all the same, and goes nowhere."""
    with translation.override(language):
        send("claim_code", to=to, context={"code": code})


def text_code(number: str, *, code: str, language: str) -> None:
    """A code as a text message: that of a claim and that of a contact read alike."""
    with translation.override(language):
        words = {"code": code, "portal": letterhead().portal}
        text = _("%(code)s is your code for %(portal)s. It is good for 15 minutes. Tell it to nobody.") % words
        send_text(number, text)


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
        url = settings.SITE_URL + reverse("home:me")
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


def send_record_changed(account: User, told: Sequence[Told]) -> None:
    """Somebody else changed the record: what it said before and says now, all of some time in one letter."""
    with translation.override(account.language):
        url = settings.SITE_URL + reverse("records:me_history")
        context = {"told": told[:SHOWN], "more": len(told[SHOWN:]), "url": url}
        send("record_changed", to=str(account.email), context=context, headers=NOT_URGENT)


def send_yearly_question(account: User, *, token: str) -> None:
    """Is the record still right? One tap on the page behind the link says so."""
    with translation.override(account.language):
        url = settings.SITE_URL + reverse("records:me_confirm_by_mail", args=[token])
        send("yearly_question", to=str(account.email), context={"url": url}, headers=NOT_URGENT)


def _about_case(name: str, claim: Claim) -> None:
    """With the way to the page on which the claimant sees how the claim stands."""
    with translation.override(claim.language):
        url = settings.SITE_URL + reverse("records:claim_status", args=[claim.public_id])
        send(name, to=claim.reply_to, context={"url": url})


def send_erasure_asked(request: ErasureRequest) -> None:
    """We shall erase what we keep about you on that day; how to take it back."""
    with translation.override(request.language):
        day = be_date(request.due_at)
        asked = _("You asked us to erase what we keep about you. We do it on %(day)s.") % {"day": day}
        until = _("Until then you can take it back with one press. Did you not ask for this? Then press at once.")
        _about_erasure(request, _("Your data is erased on %(day)s") % {"day": day}, [asked, until], _("Take it back"))


def send_erasure_taken_back(request: ErasureRequest) -> None:
    with translation.override(request.language):
        kept = _("You took back your request. Nothing was erased, and everything is as it was.")
        _about_erasure(request, _("Nothing is erased"), [kept], _("Your privacy"))


def send_erasure_held(request: ErasureRequest) -> None:
    """The office must keep the data for now, and why."""
    with translation.override(request.language):
        held = _("You asked us to erase what we keep about you. For now we must keep it, for this reason:")
        rights = _("If you do not agree, answer this mail, or complain to the Personal Data Protection Committee.")
        _about_erasure(
            request, _("We must keep your data for now"), [held, request.hold_reason, rights], _("Your privacy")
        )


def send_erasure_done(request: ErasureRequest, *, to: str, name: str) -> None:
    """The last mail: to an address that is nowhere on record any more."""
    with translation.override(request.language):
        done = _("What we kept about you is erased, and your account is closed.")
        kept = _(
            "The university keeps for ever who was given which degree in which year; nobody but the office sees it."
        )
        last = _("This is our last mail to you.")
        send("erasure", to=to, context=_letter(_("Your data is erased"), name, [done, kept, last]), headers=NOT_SECRET)


def address_of(request: ErasureRequest) -> tuple[str, str]:
    """Where the mails about a request go, and by what name; empty where there is nothing."""
    return (request.account.email or "", request.account.name) if request.account else ("", "")


def _about_erasure(request: ErasureRequest, title: str, paragraphs: list[str], button: str) -> None:
    to, name = address_of(request)
    url = settings.SITE_URL + reverse("records:me_erase")
    send(
        "erasure", to=to, context=_letter(title, name, paragraphs) | {"url": url, "button": button}, headers=NOT_SECRET
    )


def _letter(title: str, name: str, paragraphs: list[str]) -> dict[str, object]:
    return {"title": title, "name": name, "paragraphs": paragraphs}
