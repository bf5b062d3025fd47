"""The office's dealings with a person: conversations and follow-ups, wishes to be left alone, family."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.records.actions import search
from apps.records.models import ContactLogEntry, DoNotContact, FamilyLink, Person


class AlreadyDone(Exception):
    """The follow-up was closed before."""

    message = _("This has already been followed up.")


def log_contact(
    person: Person,
    *,
    at: datetime,
    channel: str,
    summary: str,
    by: User,
    follow_up_on: date | None = None,
    follow_up_by: User | None = None,
) -> ContactLogEntry:
    """Writes down a conversation; a follow-up day makes its owner's worklist longer by one."""
    entry = ContactLogEntry(
        person=person,
        at=at,
        channel=channel,
        summary=summary,
        by=by,
        follow_up_on=follow_up_on,
        follow_up_by=(follow_up_by or by) if follow_up_on else None,
    )
    return rows.create(entry, by=by, action="records.log_contact", subject_id=person.pk)


def finish_follow_up(entry: ContactLogEntry, *, by: User) -> None:
    """Takes a follow-up off the worklist."""
    if entry.done_at:
        raise AlreadyDone
    values = {"done_at": timezone.now()}
    rows.change(entry, values, by=by, action="records.finish_follow_up", subject_id=entry.person_id)


@transaction.atomic
def ask_not_to_contact(
    person: Person, *, channel: str, since: date, until: date | None, reason: str, by: User | None
) -> DoNotContact:
    """Records the wish; every mailing and letter looks at it."""
    wish = DoNotContact(person=person, channel=channel, since=since, until=until, reason=reason)
    rows.create(wish, by=by, action="records.ask_not_to_contact", subject_id=person.pk)
    search.refresh([person.pk])
    return wish


@transaction.atomic
def lift_do_not_contact(wish: DoNotContact, *, by: User | None, reason: str) -> None:
    """The person may be contacted again."""
    rows.remove(wish, by=by, action="records.lift_do_not_contact", subject_id=wish.person_id, reason=reason)
    search.refresh([wish.person_id])


def link_family(person: Person, relative: Person, *, relation: str, by: User | None) -> FamilyLink:
    """Notes that `relative` is the person's spouse, parent … Raises ValidationError if the two are linked already,
    from whichever side."""
    link = FamilyLink(person=person, relative=relative, relation=relation)
    if FamilyLink.objects.filter(person=relative, relative=person).exists():
        raise rows.refused(link, "family_link_is_told_once")
    return rows.create(link, by=by, action="records.link_family", subject_id=person.pk)


def unlink_family(link: FamilyLink, *, by: User | None, reason: str) -> None:
    """Takes out a link that is not true."""
    rows.remove(link, by=by, action="records.unlink_family", subject_id=link.person_id, reason=reason)
