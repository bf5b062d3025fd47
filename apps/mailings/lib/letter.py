"""One e-mail as the ledger keeps it, and back again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.core.validators import MaxLengthValidator, validate_email

# Said by the sender to the ledger; they never leave the house.
PRIORITY_HEADER = "X-Portal-Priority"  # "normal" for what nobody waits for; urgent without it
PURPOSE_HEADER = "X-Portal-Purpose"  # "notice" for what staff may read; a secret without it
ATTACHED_HEADER = "X-Portal-Attached"  # public id of the mailing whose documents go with it

SUBJECT_LENGTH, SENDER_LENGTH, ADDRESS_LENGTH = 300, 320, 254
_OURS = {"to", "cc", "bcc", "message-id", "date"}  # set by the ledger, for each recipient anew
_HEADER_NAME = re.compile(r"[!-9;-~]+")


class NotMailable(ValueError):
    """The message cannot be sent as it is: a mistake of the code that made it, or hostile text in a header."""


@dataclass(frozen=True)
class Letter:
    """What is sent to each of the recipients, alone."""

    recipients: tuple[str, ...]
    subject: str
    text: str
    html: str
    from_email: str
    headers: Mapping[str, str]
    priority: str = ""
    purpose: str = ""


def read(email: EmailMessage) -> Letter:
    """The letter in Django's message. Raises NotMailable, also for what only composing it brings to light."""
    if email.attachments:
        raise NotMailable("the mail ledger carries no attachments: link to the file instead, or name a mailing")
    headers = {str(name): str(value) for name, value in email.extra_headers.items()}
    chosen = {name.lower(): value for name, value in headers.items()}
    text, html = _bodies(email)
    letter = Letter(
        recipients=tuple(_addresses(email)),
        subject=_shortened(str(email.subject)),
        text=text,
        html=html,
        from_email=str(email.from_email),
        headers=_kept(headers, reply_to=[str(address) for address in email.reply_to]),
        priority=chosen.get(PRIORITY_HEADER.lower(), ""),
        purpose=chosen.get(PURPOSE_HEADER.lower(), ""),
    )
    _check_letter(letter)
    return letter


def compose(
    *, to: str, subject: str, text: str, html: str, from_email: str, headers: Mapping[str, str]
) -> EmailMultiAlternatives:
    """The message to one recipient, for a transport."""
    email = EmailMultiAlternatives(subject, text or html, from_email, [to], headers=dict(headers))
    if html and text:
        email.attach_alternative(html, "text/html")
    elif html:
        email.content_subtype = "html"
    return email


def check(email: EmailMessage) -> None:
    """Raises NotMailable for what cannot be written down as a mail: line breaks in headers, halves of characters."""
    try:
        email.message().as_bytes()
    except (ValueError, LookupError, TypeError) as error:
        raise NotMailable(str(error)) from error


def _check_letter(letter: Letter) -> None:
    parts = (letter.subject, letter.text, letter.html, letter.from_email, *letter.headers.values())
    if any("\0" in part for part in parts):  # a mail could carry it, a database does not
        raise NotMailable("a NUL character in the mail")
    if len(letter.from_email) > SENDER_LENGTH:
        raise NotMailable("the sender's name is too long")
    for to in letter.recipients[:1]:
        check(
            compose(
                to=to,
                subject=letter.subject,
                text=letter.text,
                html=letter.html,
                from_email=letter.from_email,
                headers=letter.headers,
            )
        )


def _bodies(email: EmailMessage) -> tuple[str, str]:
    body = str(email.body)
    alternatives = list(email.alternatives) if isinstance(email, EmailMultiAlternatives) else []
    if any(kind != "text/html" or not isinstance(content, str) for content, kind in alternatives):
        raise NotMailable("the mail ledger carries text and HTML, nothing else")
    if len(alternatives) > 1 or (alternatives and email.content_subtype == "html"):
        raise NotMailable("the mail ledger carries one HTML version")
    if email.content_subtype == "html":
        return "", body
    return body, str(alternatives[0][0]) if alternatives else ""


def _addresses(email: EmailMessage) -> list[str]:
    """Every address once, in order, without the display names."""
    found: dict[str, str] = {}
    for recipient in email.recipients():
        try:
            sanitize_address(str(recipient), "utf-8")
            address = parseaddr(str(recipient))[1]
            validate_email(address)
            MaxLengthValidator(ADDRESS_LENGTH)(address)
        except (ValueError, ValidationError) as error:
            raise NotMailable(f"not an address: {recipient!r}") from error
        found.setdefault(address.lower(), address)
    return list(found.values())


def _kept(headers: Mapping[str, str], *, reply_to: list[str]) -> dict[str, str]:
    kept = {"Reply-To": ", ".join(reply_to)} if reply_to else {}
    for name, value in headers.items():
        if not _HEADER_NAME.fullmatch(name):
            raise NotMailable(f"not a header: {name!r}")
        if name.lower() not in _OURS | {PRIORITY_HEADER.lower(), PURPOSE_HEADER.lower()}:
            kept[name] = value
    return kept


def _shortened(subject: str) -> str:
    return subject if len(subject) <= SUBJECT_LENGTH else subject[: SUBJECT_LENGTH - 1] + "…"
