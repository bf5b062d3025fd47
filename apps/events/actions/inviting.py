"""The organisers ask the members of their groups whether they are coming: each once, with a link that answers."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import audit, rows
from apps.events import emails
from apps.events.actions import replying
from apps.events.actions.refusals import NotOpen
from apps.events.models import Event, Invitation
from apps.events.querysets.invitees import host_of, invitees

BATCH = 100


@transaction.atomic
def invite(event: Event, *, by: User) -> int:
    """Everybody who may be asked, by a worker, one after the other; how many they are. Raises NotOpen."""
    if event.state != Event.State.PUBLISHED or event.starts_at <= timezone.now():
        raise NotOpen
    number = invitees(event, timezone.localdate(), by).count()
    told = audit.Change(audit.table_of(event), str(event.pk), event.version, None, {"invited": number})
    audit.write([told], action="events.invite_members", by=by)
    transaction.on_commit(partial(emails.wake_invitations, event.pk, by.pk), robust=True)
    return number


def send_some(event_id: int, by_id: int) -> bool:
    """Each with its own commit, so that nobody is asked twice by a worker that died; who is to be left out by now is.
    True: there may be more."""
    event = Event.objects.filter(pk=event_id, state=Event.State.PUBLISHED, starts_at__gt=timezone.now()).first()
    if event is None:
        return False
    by = User.objects.filter(pk=by_id).first()
    people = list(invitees(event, timezone.localdate(), by).select_related("account")[:BATCH])
    for person in people:
        with transaction.atomic():
            row = replying.invitation_for(event, person, person.account)
            current = Invitation.objects.select_for_update(no_key=True, of=("self",)).get(pk=row.pk)
            if current.sent_at is None:
                values = {"sent_at": timezone.now()}
                rows.change(current, values, by=None, action="events.send_invitation", subject_id=person.pk)
                emails.send_invitation(current, host_of(event, person), person.mail_address, person.mail_language)
    return len(people) == BATCH
