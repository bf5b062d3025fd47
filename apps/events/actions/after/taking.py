"""Taking the list of an event away as a file: with a reason, in the log, and on the list of each person concerned."""

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import audit
from apps.events.exports.attendance import Taken, attendance_file
from apps.events.models import Event
from apps.records.actions import disclosures
from apps.records.models import Disclosure


@transaction.atomic
def take_attendance(event: Event, *, reason: str, by: User) -> Taken:
    """The file, once everybody in it can see that it was taken, by whom and why."""
    mark = f"{by} {timezone.localtime():%Y-%m-%d %H:%M}"
    taken = attendance_file(event, mark=mark)
    what = f"events {event.slug}"
    disclosures.note_many(taken.person_ids, to=by, kind=Disclosure.Kind.EXPORT, what=what, reason=reason)
    after = {"people": len(taken.person_ids)}
    done = audit.Change(audit.table_of(event), str(event.pk), event.version, None, after)
    audit.write([done], action="events.take_attendance", by=by, reason=reason)
    return taken
