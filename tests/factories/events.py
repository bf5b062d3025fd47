"""Events, their tickets and questions, and registrations with their seats counted."""

from datetime import timedelta
from hashlib import sha256

import factory
from django.db.models import F
from django.utils import timezone
from factory.django import DjangoModelFactory

from apps.events.lib import codes
from apps.events.models import (
    Announcement,
    Attendee,
    CalendarKey,
    CheckIn,
    CoHost,
    Complaint,
    DoorKeeper,
    Draft,
    Event,
    Feedback,
    Invitation,
    Question,
    Registration,
    Submission,
    TicketType,
)

from .accounts import UserFactory
from .chapters import ChapterFactory
from .directory import AlumnusFactory

HOLDING = {"filling", "offered", "asked", "paying", "confirmed"}
TIMED = {"filling", "offered", "paying"}


class EventFactory(DjangoModelFactory):
    """A group's, published, next week, for everybody: `EventFactory(past=True)`, `EventFactory(state="draft")`."""

    class Meta:
        model = Event

    class Params:
        past = factory.Trait(starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=7)))

    slug = factory.Sequence("event-{}".format)
    chapter = factory.SubFactory(ChapterFactory)
    title_th = factory.Sequence(lambda n: f"งานคืนสู่เหย้า {n}")
    title_en = factory.Sequence(lambda n: f"Homecoming {n}")
    text = "พบกันที่หอประชุม"
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=3))
    place = "หอประชุม"
    state = Event.State.PUBLISHED
    published_at = factory.LazyAttribute(
        lambda event: timezone.now() if event.state in {"published", "cancelled"} else None
    )
    cancelled_at = factory.LazyAttribute(lambda event: timezone.now() if event.state == "cancelled" else None)
    cancel_reason = factory.LazyAttribute(lambda event: "น้ำท่วม" if event.state == "cancelled" else "")


class SubmissionFactory(DjangoModelFactory):
    class Meta:
        model = Submission

    event = factory.SubFactory(EventFactory, state="waiting")
    by = factory.SubFactory(UserFactory)


class EventComplaintFactory(DjangoModelFactory):
    class Meta:
        model = Complaint

    event = factory.SubFactory(EventFactory)
    by = factory.SubFactory(AlumnusFactory)
    objection = "politics"


class EventDraftFactory(DjangoModelFactory):
    class Meta:
        model = Draft

    account = factory.SubFactory(UserFactory)
    chapter = factory.SubFactory(ChapterFactory)
    title = "งานที่ยังไม่เสร็จ"
    typed = {"title": ["งานที่ยังไม่เสร็จ"], "day": ["31/2/2570"]}


class CoHostFactory(DjangoModelFactory):
    class Meta:
        model = CoHost

    event = factory.SubFactory(EventFactory)
    chapter = factory.SubFactory(ChapterFactory)
    state = "asked"
    answered_at = factory.LazyAttribute(lambda row: None if row.state == "asked" else timezone.now())


class TicketTypeFactory(DjangoModelFactory):
    """Free of charge: `TicketTypeFactory(price_satang=50_000)`."""

    class Meta:
        model = TicketType

    event = factory.SubFactory(EventFactory)
    name_th = factory.Sequence(lambda n: f"บัตร {n}")
    name_en = factory.Sequence(lambda n: f"Ticket {n}")


class RegistrationFactory(DjangoModelFactory):
    """Confirmed, of an alumnus, with its number drawn and its seats counted; `state="waiting"` and so on."""

    class Meta:
        model = Registration
        skip_postgeneration_save = True

    event = factory.SubFactory(EventFactory)
    person = factory.SubFactory(AlumnusFactory)
    account = factory.SelfAttribute("person.account")
    state = Registration.State.CONFIRMED
    number = factory.LazyAttribute(lambda row: row.event.registrations.count() + 1)
    code = factory.LazyFunction(codes.new)
    confirmed_at = factory.LazyAttribute(lambda row: timezone.now() if row.state == "confirmed" else None)
    lapses_at = factory.LazyAttribute(
        lambda row: timezone.now() + timedelta(minutes=15) if row.state in TIMED else None
    )
    ended_at = factory.LazyAttribute(
        lambda row: timezone.now() if row.state in {"cancelled", "refused", "lapsed"} else None
    )

    @factory.post_generation
    def attendees(self, create, extracted, **told):
        """An attendee for each seat."""
        for position in range(1, self.seats + 1):
            AttendeeFactory(registration=self, position=position, is_guest=position > 1, **told)
        held = self.seats if self.state in HOLDING else 0
        waits = 1 if self.state == "waiting" else 0
        Event.objects.filter(pk=self.event_id).update(
            taken=F("taken") + held, waiting=F("waiting") + waits, drawn=F("drawn") + 1
        )
        if held and told.get("ticket"):
            TicketType.objects.filter(pk=told["ticket"].pk).update(taken=F("taken") + held)


class AttendeeFactory(DjangoModelFactory):
    class Meta:
        model = Attendee

    registration = factory.SubFactory(RegistrationFactory)
    position = factory.LazyAttribute(lambda row: row.registration.attendees.count() + 1)
    name = factory.Sequence("ผู้ร่วมงาน {}".format)
    code = factory.LazyFunction(codes.new)


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    event = factory.SubFactory(EventFactory)
    label = factory.Sequence("ขนาดเสื้อ {}".format)


class CheckInFactory(DjangoModelFactory):
    class Meta:
        model = CheckIn

    attendee = factory.LazyAttribute(lambda _row: RegistrationFactory().attendees.get())
    at = factory.LazyFunction(timezone.now)


class DoorKeeperFactory(DjangoModelFactory):
    class Meta:
        model = DoorKeeper

    event = factory.SubFactory(EventFactory)
    person = factory.SubFactory(AlumnusFactory)
    until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))


class FeedbackFactory(DjangoModelFactory):
    class Meta:
        model = Feedback

    registration = factory.SubFactory(RegistrationFactory)
    stars = 5


class AnnouncementFactory(DjangoModelFactory):
    class Meta:
        model = Announcement

    event = factory.SubFactory(EventFactory)
    subject = "ที่จอดรถ"
    text = "จอดได้ที่ลานหน้าหอประชุม"
    by = factory.SubFactory(UserFactory)


class EventInvitationFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    event = factory.SubFactory(EventFactory)
    person = factory.SubFactory(AlumnusFactory)


class CalendarKeyFactory(DjangoModelFactory):
    """`CalendarKeyFactory(key="secret")`: the digest of that key."""

    class Meta:
        model = CalendarKey

    class Params:
        key = factory.Sequence("key {}".format)

    account = factory.SubFactory(UserFactory)
    digest = factory.LazyAttribute(lambda row: sha256(row.key.encode()).hexdigest())
