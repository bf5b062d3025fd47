"""Letters between alumni. The portal carries them; neither side learns the other's address.

Who has an account gets the text by e-mail. For somebody who has none yet the text waits: an address that the registry
has had for years may be somebody else's by now, so the e-mail names the writer alone and leads to the claim page."""

from django.db import transaction
from django.utils import timezone

from apps.accounts.actions.notices import notify
from apps.accounts.models import User
from apps.directory import emails, rules
from apps.directory.actions.refusals import (
    StillWaiting,
    Suspended,
    TooManyConversations,
    TooManyLetters,
    Undeliverable,
)
from apps.directory.models import Conversation, Letter, Suspension
from apps.directory.querysets import reach
from apps.directory.querysets.conversations import unread_letters
from apps.directory.querysets.reach import Mailbox
from apps.records.models import Person

NOTICE = "directory.letter"


@transaction.atomic
def write(recipient: Person, *, text: str, by: User) -> Letter:
    """Sends a letter in the name of the account's own record, and begins the conversation if it is the first. Raises
    one of `refusals.TO_WRITERS`; nothing is kept then."""
    # Locked, so that two letters at once count one after the other.
    writer = Person.objects.select_for_update(no_key=True).get(account=by)
    conversation = Conversation.objects.between(writer, recipient).first()
    _check_limits(writer, is_new=conversation is None)
    mailbox = None if reach.are_apart(writer, recipient) else reach.mailbox_of(recipient)
    if mailbox is None:
        raise Undeliverable
    if conversation is None:
        conversation = Conversation.objects.create(starter=writer, recipient=recipient)
    elif not mailbox.is_claimed and conversation.letters.filter(writer=writer).exists():
        raise StillWaiting
    letter = Letter.objects.create(conversation=conversation, writer=writer, text=text)
    Conversation.objects.filter(pk=conversation.pk).update(latest_at=letter.sent_at)
    _announce(letter, recipient, mailbox)
    return letter


def open_letters(conversation: Conversation, *, reader: Person) -> int:
    """Notes that the reader has seen what the other wrote; how many letters were new."""
    unread = unread_letters(reader).filter(conversation=conversation)
    return unread.update(read_at=timezone.now()) if unread.exists() else 0


def _check_limits(writer: Person, *, is_new: bool) -> None:
    if reach.suspension_of(writer, Suspension.What.LETTERS):
        raise Suspended
    since = timezone.now() - rules.DAY
    if Letter.objects.filter(writer=writer, sent_at__gt=since).count() >= rules.LETTERS:
        raise TooManyLetters
    begun = Conversation.objects.filter(starter=writer, started_at__gt=since)
    if is_new and begun.count() >= rules.NEW_CONVERSATIONS:
        raise TooManyConversations


def _announce(letter: Letter, recipient: Person, mailbox: Mailbox) -> None:
    if recipient.account is not None:
        params = {"conversation": str(letter.conversation.public_id), "writer": letter.writer_id}
        notify(recipient.account, NOTICE, **params)
        if mailbox.address:
            emails.send_letter(letter, mailbox)
    elif _hinted_lately(recipient):
        return
    else:
        emails.send_hint(letter, mailbox)
    Letter.objects.filter(pk=letter.pk).update(mailed_at=timezone.now())


def _hinted_lately(recipient: Person) -> bool:
    mine = Letter.objects.filter(conversation__recipient=recipient).exclude(writer=recipient)
    return mine.filter(mailed_at__gt=timezone.now() - rules.BETWEEN_HINTS).exists()
