"""Answers to mailings: kept in the inbox of the sender, and sent on to whoever reads it by mail."""

import re
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core import registries
from apps.core.actions import audit
from apps.mailings.actions import routes
from apps.mailings.lib.bounces.markup import to_text
from apps.mailings.lib.bounces.mime import Part, parse
from apps.mailings.lib.letter import PRIORITY_HEADER, PURPOSE_HEADER
from apps.mailings.models import InboxItem, Mailing
from apps.records.models import Person

MAX_TEXT, MAX_ATTACHMENTS = 20_000, 10
RELAYED = "X-Portal-Relay"  # in what we send on: if it comes back, it goes no further
MANY, SPAN = 10, timedelta(hours=24)  # mails of one writer to one inbox that are sent on; more are only kept
_QUOTE = re.compile(r"(?m)^(?:>.*|On .{5,200} wrote:|เมื่อ .{5,200} เขียน(?:ว่า)?:?)$")


class CannotAnswer(Exception):
    """There is no address to which an answer could go."""

    message = _("This writer left no address to answer to.")


def receive(
    raw: bytes, *, mailing: Mailing | None, person: Person | None, digest: str, at: datetime
) -> InboxItem | None:
    """Puts the answer into the inbox of whoever sent the mailing. None where it is there already."""
    message = parse(raw)
    name, address = parseaddr(message.header("reply-to") or message.header("from"))
    item, is_new = InboxItem.objects.get_or_create(
        digest=digest,
        defaults={
            "sender_key": mailing.sender_key if mailing else "office", "mailing": mailing, "person": person,
            "from_name": _printable(name, 200), "from_address": _printable(address, 254),
            "subject": _printable(message.header("subject"), 300), "text": _text(message), "at": at,
        },
    )  # fmt: skip
    if not is_new:
        return None
    if not message.raw(RELAYED.lower()) and not _writes_too_much(item):
        _send_on(item)
    return item


def mark(item: InboxItem, state: InboxItem.State, *, by: User | None) -> None:
    """Read, answered by other means, or new again."""
    answered = state == InboxItem.State.ANSWERED
    item.state = state
    item.answered_by, item.answered_at = (by, timezone.now()) if answered else (None, None)
    item.save(update_fields=["state", "answered_by", "answered_at"])
    change = audit.Change(audit.table_of(item), str(item.pk), 1, None, {"state": state.value}, item.person_id)
    audit.write([change], action="mailings.mark_reply", by=by)


@transaction.atomic
def answer(item: InboxItem, text: str, *, by: User | None) -> None:
    """Writes back in the sender's name; what comes back to that comes to the same inbox. Raises CannotAnswer."""
    if not _is_address(item.from_address):
        raise CannotAnswer
    subject = item.subject if item.subject.lower().startswith("re:") else f"Re: {item.subject}"
    quoted = "\n".join(f"> {line}" for line in item.text.splitlines()[:60])
    mail = EmailMessage(
        subject,
        f"{text.strip()}\n\n{quoted}\n",
        to=[item.from_address],
        reply_to=_way_back(item),
        headers={PURPOSE_HEADER: "notice"},
    )
    mail.send()
    mark(item, InboxItem.State.ANSWERED, by=by)


def answer_by_mail(raw: bytes, item_id: int) -> InboxItem | None:
    """Carries on what a reader of the inbox answered to the copy that they got. None where somebody else writes."""
    message = parse(raw)
    address = parseaddr(message.header("from"))[1].lower()
    item = InboxItem.objects.filter(pk=item_id).first()
    if item is None or message.raw(RELAYED.lower()) or address not in map(str.lower, _readers(item.sender_key)):
        return None
    answer(item, _text(message), by=User.objects.filter(email=address, is_active=True).first())
    return item


def _way_back(item: InboxItem) -> list[str]:
    if not (routes.is_open() and item.person_id and item.mailing_id):
        return []
    return [routes.reply_address(item.person_id, item.mailing_id)]


def _send_on(item: InboxItem) -> None:
    """A copy to each of those who read the sender's mail. Marked as made by a machine, so that no machine answers it.
    Leaders of groups learn no addresses: their answer goes by ours."""
    who = {"name": item.from_name or _("A reader"), "address": item.from_address}
    with translation.override(settings.LANGUAGE_CODE):
        intro = _("%(name)s answers a mailing. Your answer to this mail goes to them, in the sender's name.") % who
        subject = item.subject or _("An answer to a mailing")
    headers = {
        RELAYED: "1", "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All",
        PURPOSE_HEADER: "notice", PRIORITY_HEADER: "normal",
    }  # fmt: skip
    for to in _readers(item.sender_key):
        way_back = [routes.answer_address(item.pk)] if routes.is_open() else []
        EmailMessage(subject, f"{intro}\n\n{item.text}\n", to=[to], reply_to=way_back, headers=headers).send()


def _readers(sender_key: str) -> list[str]:
    """Where a sender's mail is read, but never we ourselves."""
    entry = sender_key.partition(":")[0]
    found = registries.mail_senders[entry].reply_to(sender_key) if entry in registries.mail_senders else ""
    ours = settings.MAIL_RETURN_ADDRESS.lower()
    addresses = [each.strip() for each in found.split(",")]
    return [each for each in addresses if _is_address(each) and each.lower() != ours and routes.read(each) is None]


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _writes_too_much(item: InboxItem) -> bool:
    lately = InboxItem.objects.filter(from_address=item.from_address, at__gt=timezone.now() - SPAN)
    return lately.filter(sender_key=item.sender_key).count() > MANY


def _text(message: Part) -> str:
    """The words of the answer, without what it quotes at its end; HTML only where there is nothing else."""
    parts = [part for part in message.walk() if not part.parts and part.kind.startswith("text/")]
    plain = next((part.text for part in parts if part.kind == "text/plain" and part.text.strip()), "")
    words = plain or next((to_text(part.text) for part in parts if part.kind == "text/html"), "")
    lines = words.replace("\r\n", "\n").replace("\0", "").split("\n")
    while lines and (not lines[-1].strip() or _QUOTE.fullmatch(lines[-1].strip())):
        lines.pop()
    kept = "".join(char for char in "\n".join(lines) if char.isprintable() or char in "\n\t")
    return kept.strip()[:MAX_TEXT]


def _printable(text: str, length: int) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:length]
