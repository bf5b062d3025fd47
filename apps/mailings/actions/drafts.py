"""A draft in the hands of whoever changes it: what is asked before each change of its words, readers and files."""

from django.db.models import F
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions.rows import Stale
from apps.mailings import rules
from apps.mailings.actions.refusals import NotEditable, NotYours
from apps.mailings.models import Mailing


def check(mailing: Mailing, by: User) -> None:
    """Raises NotYours, NotEditable."""
    if not rules.may_change(by, mailing):
        raise NotYours
    if not mailing.is_editable:
        raise NotEditable


def take(mailing: Mailing, by: User) -> Mailing:
    """The draft as it is by now, and nobody else's until the transaction ends: what was a draft when its page was
    drawn may have been sent since. Raises NotYours, NotEditable, Stale where it was thrown away."""
    current = Mailing.objects.select_for_update(no_key=True).filter(pk=mailing.pk).first()
    if current is None:
        raise Stale
    check(current, by)
    return current


def touch(mailing: Mailing) -> None:
    """Its files are others now: it is another one than whoever has its page open has seen."""
    Mailing.objects.filter(pk=mailing.pk).update(version=F("version") + 1, updated_at=timezone.now())
    mailing.version += 1
