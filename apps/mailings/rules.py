"""Who may read the mail ledger, write to alumni, approve it and send it. The only place where either is spelled."""

from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from apps.accounts.models import User
from apps.core.models import AuditEntry
from apps.core.registries import mail_senders
from apps.mailings.models import Mailing

Viewer = User | AbstractBaseUser | AnonymousUser
OFFICE = "office"  # the sender's key

VIEW_MAIL = "mailings.view_message"
WRITE = "mailings.write_mailings"
APPROVE = "mailings.approve_mailings"
SEND = "mailings.send_mailings"

WRITING = ("mailings.write", "mailings.copy", "mailings.change", "mailings.address", "mailings.send")
LARGE = 500  # people: a mailing to more than so many is looked at by a second person
MORE_THAN_APPROVED = 1.1  # so many times as many readers as were approved; people and addresses come and go
LETTERS, LETTERS_WITHIN = 4, timedelta(days=30)  # of one group
AHEAD = timedelta(days=366)
PICTURES, ATTACHMENTS = 12, 5  # of one mailing
MOST_ATTACHED = 7 * 1024 * 1024  # bytes of all attachments together: they go to each reader anew


def may_write(account: Viewer, sender_key: str) -> bool:
    """May this account write in this name today?"""
    kind = sender_key.partition(":")[0]
    if not isinstance(account, User) or not account.is_active or kind not in mail_senders:
        return False
    return mail_senders[kind].may_write(account, sender_key)


def may_change(account: Viewer, mailing: Mailing) -> bool:
    """The office's drafts are their writer's, since it is the writer's reach that a mailing has; those of a group are
    its leaders'."""
    if not may_write(account, mailing.sender_key):
        return False
    return mailing.sender_key != OFFICE or mailing.author_id == account.pk


def may_decide(account: Viewer, mailing: Mailing) -> bool:
    """A second person: neither whoever wrote any of it or sent it, nor somebody of those in whose name it goes."""
    if not (isinstance(account, User) and account.has_perm(APPROVE)):
        return False
    sender = mail_senders[mailing.sender_key.partition(":")[0]]
    if sender.has_part is not None and sender.has_part(account, mailing.sender_key):
        return False
    return account.pk not in {mailing.author_id, mailing.declared_neutral_by_id} and not has_written(account, mailing)


def has_written(account: User, mailing: Mailing) -> bool:
    """Did this account ever lay a hand on it? A group's letter is its leaders': its author is the last one."""
    words = AuditEntry.objects.filter(table=Mailing._meta.label_lower, key=str(mailing.pk), by=account)
    return words.filter(action__in=WRITING).exists() or mailing.files.filter(added_by=account).exists()


def may_look(account: Viewer, mailing: Mailing) -> bool:
    """Whoever writes in this name, and the office's second persons."""
    if may_write(account, mailing.sender_key):
        return True
    return isinstance(account, User) and account.is_active and account.is_staff and account.has_perm(APPROVE)


def may_overrule(account: Viewer) -> bool:
    """Let a mailing go on that paused itself."""
    return isinstance(account, User) and account.has_perm(SEND)


def last_day() -> date:
    """For which a mailing can be scheduled: a later one is a slip of the finger."""
    return timezone.localdate() + AHEAD
