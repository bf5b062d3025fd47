"""A person stops all use of their data but its keeping (PDPA s. 34), or forbids single channels (s. 32)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.records.actions import care, search
from apps.records.models import DoNotContact, Person, Restriction


class NotRestricted(Exception):
    """There is no restriction to lift."""

    message = _("Nothing is restricted.")


@transaction.atomic
def begin(person: Person, *, reason: str, by: User) -> Restriction:
    """From now on the person is on no list, page, mail or file; the office's record says so. Raises ValidationError
    where that is so already."""
    row = Restriction(person=person, begun_at=timezone.now(), reason=reason)
    rows.create(row, by=by, action="records.restrict", subject_id=person.pk)
    search.refresh([person.pk])
    return row


@transaction.atomic
def end(person: Person, *, by: User) -> None:
    """Everything is again as it was before. Raises NotRestricted."""
    row = Restriction.objects.filter(person=person, ended_at__isnull=True).first()
    if row is None:
        raise NotRestricted
    values = {"ended_at": max(timezone.now(), row.begun_at)}
    rows.change(row, values, by=by, action="records.lift_restriction", subject_id=person.pk)
    search.refresh([person.pk])


@transaction.atomic
def set_channels(person: Person, channels: set[str], *, by: User, reason: str = "") -> bool:
    """The channels by which the person does not want to be contacted, from today and for good; a wish with an end
    that the office noted stays as it is where its channel is named again. True when anything was different."""
    wishes = {wish.channel: wish for wish in DoNotContact.objects.filter(person=person)}
    for channel in wishes.keys() - channels:
        care.lift_do_not_contact(wishes[channel], by=by, reason=reason)
    for channel in sorted(channels - wishes.keys()):
        care.ask_not_to_contact(person, channel=channel, since=timezone.localdate(), until=None, reason=reason, by=by)
    return wishes.keys() != channels
