"""What an erasure takes out of the ledger."""

from apps.core.privacy import Subject
from apps.mailings.models import LeftOut, Mailing, MailingFile, Message


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
    """Drafts go; what was sent in the name of the office or of a group stays without theirs."""
    if subject.account_id is None:
        return 0
    gone = Mailing.objects.filter(author=subject.account_id, state=Mailing.State.DRAFT).delete()[0]
    for name in ("author", "declared_neutral_by", "approved_by", "started_by"):
        gone += Mailing.objects.filter(**{name: subject.account_id}).update(**{name: None})
    return gone + MailingFile.objects.filter(added_by=subject.account_id).update(added_by=None)
