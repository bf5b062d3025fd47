"""An event of the keeper's group that is over, with one thing of each kind that follows."""

from datetime import timedelta
from types import SimpleNamespace

from django.conf import settings
from django.utils import timezone

from apps.core.models import Job
from apps.events.actions.after import links, papers
from apps.events.lib import certificates
from apps.events.models import EventReport
from tests.factories import (
    AnnouncementFactory,
    CheckInFactory,
    DoorKeeperFactory,
    EventFactory,
    InstitutionFactory,
    RegistrationFactory,
)


def build(keeper, chapter):
    """The keeper leads the group, was registered and came."""
    InstitutionFactory()
    now = timezone.now()
    event = EventFactory(chapter=chapter, starts_at=now - timedelta(hours=9), ends_at=now - timedelta(hours=5))
    mine = RegistrationFactory(event=event, person=keeper)
    CheckInFactory(attendee=mine.attendees.get())
    params = {"event": event.pk, "what": "badges", "language": "th"}
    reported = EventFactory(chapter=chapter, past=True)
    return SimpleNamespace(
        event=event,
        mine=mine,
        door_keeper=DoorKeeperFactory(event=event),
        written=AnnouncementFactory(event=event, state="waiting", declared_at=now),
        message=AnnouncementFactory(event=event, sent_at=now, recipients=1),
        job=Job.objects.create(kind=papers.KIND, title="badges", by=keeper.account, params=params),
        report=EventReport.objects.create(event=reported, text="went well", sent_at=now, sent_by=keeper.account),
    )


def _at(**more):
    """The arguments of an address of the event: `pk=lambda evening: …`."""
    return lambda world: {
        "slug": world.evening.event.slug,
        **{name: find(world.evening) for name, find in more.items()},
    }


def _number(evening):
    return certificates.number_of(evening.mine.attendees.get().pk, settings.KEYED_HASH_KEY)


SAMPLES = [
    ("events:desk_keeper_dismiss", _at(pk=lambda evening: evening.door_keeper.pk)),
    ("events:desk_message", _at(pk=lambda evening: evening.message.pk)),
    ("events:office_message", lambda world: {"pk": world.evening.written.pk}),
    ("events:desk_paper_file", _at(public_id=lambda evening: evening.job.public_id)),
    ("events:feedback", lambda world: {"token": links.token_of(world.evening.mine)}),
    ("events:certificate", lambda world: {"number": _number(world.evening)}),
    ("events:office_report", lambda world: {"pk": world.evening.report.pk}),
    ("events:door*", _at()),
    ("events:desk_*", _at()),
    ("events:my_badge", _at()),
    ("events:my_certificate", _at()),
    ("events:my_feedback", _at()),
]
