"""Answers to mailings: kept in the inbox of the sender, and sent on to whoever reads it by mail."""

from datetime import datetime, timedelta
from email.utils import getaddresses, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.accounts.models import User
from apps.core import registries
from apps.core.actions import audit, turns
from apps.core.lib.keyed_hash import keyed_hash
from apps.mailings.actions import routes
from apps.mailings.emails import from_address
from apps.mailings.lib.bounces.mime import Part, parse
from apps.mailings.lib.letter import PRIORITY_HEADER, PURPOSE_HEADER
from apps.mailings.lib.reply import attached, message_id_of, printable, words_of
from apps.mailings.models import InboxItem, Mailing, Message
from apps.mailings.querysets.inbox import address_of, is_known
from apps.mailings.reports.letters import message_id
from apps.records.models import Person

_BY_MACHINE = {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
    PURPOSE_HEADER: "notice",
    PRIORITY_HEADER: "normal",
}
RELAYED = "X-Portal-Relay"  # in what we send on: if it comes back, it goes no further
MANY, SPAN = 10, timedelta(hours=24)  # mails of one writer to one inbox that are sent on; more are only kept
TWICE = timedelta(minutes=10)  # so long the same answer is taken for one whose button was pressed twice
QUOTED = 60  # lines
UNKNOWN = gettext_lazy(
    "It comes from an address that we do not know of this member: perhaps somebody else writes. Your answer goes to "
    "the address to which the mailing went."
)


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
            "from_name": _name(name), "from_address": printable(address, 254),
            "subject": printable(message.header("subject"), 300), "text": _words(message), "at": at,
            "message_id": message_id_of(message),
        },
    )  # fmt: skip
    if not is_new:
        return None
    if not message.raw(RELAYED.lower()) and not _writes_too_much(item):
        _send_on(item)
    return item


def warning_of(item: InboxItem) -> str:
    """What whoever reads it should know of its writer."""
    return "" if is_known(item) else str(UNKNOWN)


def mark(item: InboxItem, state: InboxItem.State, *, by: User | None) -> None:
    """Read, answered by other means, or new again."""
    answered = state == InboxItem.State.ANSWERED
    item.state = state
    item.answered_by, item.answered_at = (by, timezone.now()) if answered else (None, None)
    item.save(update_fields=["state", "answered_by", "answered_at"])
    change = audit.Change(audit.table_of(item), str(item.pk), 1, None, {"state": state.value}, item.person_id)
    audit.write([change], action="mailings.mark_reply", by=by)


def deal_with(item: InboxItem, state: InboxItem.State | None, text: str, *, by: User) -> None:
    """What whoever reads it wants: to note a state, or (None) to write back. Raises CannotAnswer."""
    if state is None:
        answer(item, text, by=by)
    else:
        mark(item, state, by=by)


@transaction.atomic
def answer(item: InboxItem, text: str, *, by: User | None) -> None:
    """Writes back in the sender's name; what comes back to that comes to the same inbox. Sent twice it goes once.
    Raises CannotAnswer."""
    to = address_of(item)
    if not _is_address(to) or _is_ours(to):
        raise CannotAnswer
    turns.take(f"mailings.answer:{item.pk}")
    subject = item.subject if item.subject.lower().startswith("re:") else f"Re: {item.subject}"
    quoted = "\n".join(f"> {line}" for line in item.text.splitlines()[:QUOTED])
    mail = EmailMessage(
        subject,
        f"{text.strip()}\n\n{quoted}\n",
        from_address(item.sender_key, _language(item)),
        to=[to],
        reply_to=_way_back(item),
        headers={PURPOSE_HEADER: "notice", **_thread(item)},
    )
    if not _was_said(item, str(mail.body)):
        mail.send()
    mark(item, InboxItem.State.ANSWERED, by=by)


def answer_by_mail(raw: bytes, item_id: int) -> InboxItem | None:
    """Carries on what a reader of the inbox answered to the copy that they got. From another address nobody answers
    in the sender's name, and the readers are told. None where nothing went."""
    message = parse(raw)
    address = parseaddr(message.header("from"))[1].lower()
    item = InboxItem.objects.filter(pk=item_id).first()
    if item is None or message.raw(RELAYED.lower()):
        return None
    if address not in map(str.lower, _readers(item.sender_key)):
        _tell_that_nothing_went(item)
        return None
    answer(item, words_of(message), by=User.objects.filter(email=address, is_active=True).first())
    return item


def _tell_that_nothing_went(item: InboxItem) -> None:
    """Whoever answers from an address that we do not know would think that they have answered."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Not sent: your answer to “%(subject)s”") % {"subject": item.subject}
        text = _(
            "An answer came from an address that is not the one of an account that may answer, so it was not sent. "
            "Answer from your own address, or sign in and answer there: %(url)s"
        ) % {"url": settings.SITE_URL}
    for to in _readers(item.sender_key):
        EmailMessage(subject, text + "\n", to=[to], headers=_BY_MACHINE).send()


def _language(item: InboxItem) -> str:
    return (item.person.language if item.person else "") or settings.LANGUAGE_CODE


def _thread(item: InboxItem) -> dict[str, str]:
    """What puts the answer behind the mailing and the reply in the reader's mail program."""
    before = []
    if item.mailing and item.person_id:
        before.append(message_id(item.mailing, item.person_id))
    if item.message_id:
        before.append(item.message_id)
    return {"In-Reply-To": before[-1], "References": " ".join(before)} if before else {}


def _was_said(item: InboxItem, text: str) -> bool:
    lately = Message.objects.filter(to=address_of(item), created_at__gt=timezone.now() - TWICE)
    return lately.filter(body_text=text).exists()


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
        intro = f"{intro} {warning_of(item)}".strip()
        subject = item.subject or _("An answer to a mailing")
    headers = {RELAYED: "1", **_BY_MACHINE, **_conversation(item)}
    sender = from_address(item.sender_key, settings.LANGUAGE_CODE, of=item.from_name)
    for to in _readers(item.sender_key):
        way_back = [routes.answer_address(item.pk)] if routes.is_open() else []
        EmailMessage(subject, f"{intro}\n\n{item.text}\n", sender, [to], reply_to=way_back, headers=headers).send()


def _conversation(item: InboxItem) -> dict[str, str]:
    """A name of our own under which all that one reader writes stands together in a leader's mail program: the ids of
    their mails may name them."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    of = f"mailings.inbox:{item.mailing_id}:{item.person_id or item.from_address}"
    return {"References": f"<{keyed_hash(of, settings.KEYED_HASH_KEY)[:40]}@{host}>"}


def _name(text: str) -> str:
    """Some programs write the address for the name: nobody is called that, and leaders learn no addresses."""
    name = printable(text, 200)
    return "" if "@" in name else name


def _words(message: Part) -> str:
    """What was written; what was attached is named, since it is not carried on."""
    names = attached(message)
    if not names:
        return words_of(message)
    with translation.override(settings.LANGUAGE_CODE):
        told = _("[Attached, and not carried on by the portal: %(names)s]") % {"names": ", ".join(names)}
    return f"{words_of(message)}\n\n{told}".strip()


def _is_returned(address: str) -> bool:
    """Comes to our own mailbox again."""
    return address.lower() == settings.MAIL_RETURN_ADDRESS.lower() or routes.read(address) is not None


def _is_ours(address: str) -> bool:
    """Whoever answers there answers us, and so on for ever."""
    return _is_returned(address) or address.lower() == parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()


def _readers(sender_key: str) -> list[str]:
    """Where a sender's mail is read, but never we ourselves."""
    entry = sender_key.partition(":")[0]
    found = registries.mail_senders[entry].reply_to(sender_key) if entry in registries.mail_senders else ""
    addresses = [address for _name, address in getaddresses([found])]
    return [each for each in addresses if _is_address(each) and not _is_returned(each)]


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _writes_too_much(item: InboxItem) -> bool:
    """By the address that writes and by the copy that is answered: whoever has that writes from any address."""
    lately = InboxItem.objects.filter(sender_key=item.sender_key, at__gt=timezone.now() - SPAN)
    same = Q(from_address=item.from_address)
    if item.person_id is not None:
        same |= Q(mailing=item.mailing_id, person=item.person_id)
    return lately.filter(same).count() > MANY
