"""An event to come of the keeper's group, with one thing of each kind that its organisers and the office do."""

from types import SimpleNamespace

from django.utils import timezone

from apps.events.actions import calendar_keys
from apps.events.models import Event
from tests.factories import (
    CalendarKeyFactory,
    CoHostFactory,
    EventComplaintFactory,
    EventDraftFactory,
    EventFactory,
    SubmissionFactory,
    TicketTypeFactory,
)

AGAINST = {"outcome": "refused", "objection": "politics", "remark": "names a party"}


def build(keeper, chapter):
    """The keeper leads the group and posts in its name."""
    now = timezone.now()
    event = EventFactory(chapter=chapter, kind=Event.Kind.SPORT)
    TicketTypeFactory(event=event)
    refused = EventFactory(chapter=chapter, state="refused")
    appeal = {"appeal": "it does not", "appealed_by": keeper.account, "appealed_at": now}
    return SimpleNamespace(
        event=event,
        draft=EventFactory(chapter=chapter, state="draft"),
        waiting=SubmissionFactory(event__chapter=chapter, by=keeper.account).event,
        submission=SubmissionFactory(event=refused, by=keeper.account, decided_at=now, **AGAINST),
        appealed=SubmissionFactory(event=refused, by=keeper.account, decided_at=now, **AGAINST, **appeal),
        complaint=EventComplaintFactory(event=event),
        co_host=CoHostFactory(event=event),
        asked=CoHostFactory(chapter=chapter),
        typed=EventDraftFactory(account=keeper.account, chapter=chapter),
        key=CalendarKeyFactory(account=keeper.account),
        secret=calendar_keys.make(keeper.account, label="phone"),
    )


def _at(**more):
    """The arguments of an address of the event: `pk=lambda posting: …`."""
    return lambda world: {
        "slug": world.posting.event.slug,
        **{name: find(world.posting) for name, find in more.items()},
    }


SAMPLES = [
    ("calendars:group", lambda world: {"slug": world.group.chapter.slug}),
    ("calendars:mine", lambda world: {"token": world.posting.secret}),
    ("events:month", lambda world: {"year": 2570, "number": 3}),
    ("events:revoke_key", lambda world: {"pk": world.posting.key.pk}),
    ("events:discard_draft", lambda world: {"pk": world.posting.typed.pk}),
    ("events:host_answer", lambda world: {"pk": world.posting.asked.pk}),
    ("events:host_end", _at(pk=lambda posting: posting.co_host.pk)),
    (
        "events:appeal",
        lambda world: {"slug": world.posting.submission.event.slug, "pk": world.posting.submission.pk},
    ),
    ("events:take_back", lambda world: {"slug": world.posting.waiting.slug}),
    ("events:discard", lambda world: {"slug": world.posting.draft.slug}),
    ("events:desk", lambda world: {"slug": world.posting.draft.slug}),
    ("events:picture", _at(form=lambda posting: "card")),
    ("events:office_complaint", lambda world: {"pk": world.posting.complaint.pk}),
    ("events:office_appeal", lambda world: {"pk": world.posting.appealed.pk}),
    *(
        (f"events:{name}", _at())
        for name in ("change", "cancel", "hosts", "ics", "show", "share_picture", "complain", "ask")
    ),
    ("events:office_event", lambda world: {"slug": world.posting.waiting.slug}),
    ("events:office_picture", _at()),
    ("admin:events_event_*", lambda world: {"object_id": world.posting.event.pk}),
]
