"""What an erasure takes out of the ledger."""

from functools import partial

from django.db import transaction

from apps.core.privacy import Subject
from apps.mailings.actions.files import forget_unused
from apps.mailings.models import LeftOut, Mailing, MailingFile, Message
from apps.mailings.rules import OFFICE


def erase_messages(subject: Subject) -> int:
    """Messages to them alone go. A mailing's stay, so that its figures add up, without name and address; what was not
    sent yet is not sent any more."""
    theirs = Message.objects.sent_to(subject).order_by()
    keys = list(theirs.filter(mailing__isnull=False).values_list("pk", flat=True))
    gone = theirs.filter(mailing__isnull=True).delete()[0]
    for at in range(0, len(keys), 500):
        rows = Message.objects.filter(pk__in=keys[at : at + 500])
        rows.filter(state=Message.State.QUEUED).update(state=Message.State.LEFT_OUT, reason=LeftOut.ERASED)
        gone += rows.update(to="", domain="", person=None, user=None, error="")
    return gone


def erase_writing(subject: Subject) -> int:
    """Their own drafts go, with pictures and documents; what was sent, templates, which are for all, and the drafts of
    a group, which are its leaders', stay without their name."""
    if subject.account_id is None:
        return 0
    drafts = Mailing.objects.filter(author=subject.account_id, state=Mailing.State.DRAFT, is_template=False)
    own = drafts.filter(sender_key=OFFICE)
    for name in MailingFile.objects.filter(mailing__in=own).values_list("file", flat=True):
        transaction.on_commit(partial(forget_unused, name))
    gone = own.delete()[0]
    for name in ("author", "declared_neutral_by", "approved_by", "started_by"):
        gone += Mailing.objects.filter(**{name: subject.account_id}).update(**{name: None})
    return gone + MailingFile.objects.filter(added_by=subject.account_id).update(added_by=None)
