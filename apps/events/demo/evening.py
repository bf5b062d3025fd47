"""An event of today, to try the door with: tickets, a party, a door keeper, a ticket that was let in twice; and what
follows the past ones: messages, a report to be read, others that are overdue."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters.models import Chapter
from apps.events.actions import applying, series
from apps.events.actions.after import reporting
from apps.events.actions.applying import Applicant, Place
from apps.events.actions.door import keepers
from apps.events.actions.refusals import TO_REGISTRANTS
from apps.events.demo.calendar import LEADER, OFFICE
from apps.events.demo.registrations import COMES, WAITS, people
from apps.events.models import Announcement, CheckIn, Event, EventLetter, Registration
from apps.records.models import Person

TITLE = "กินข้าวต้มรอบดึกกับรุ่นน้อง"
GUESTS = 12
REPORT = "มากันครบกว่าที่คิด รุ่นน้องมาช่วยล้างจาน ขอยืมเครื่องเสียงของสำนักงานอีกในปีหน้า"


@transaction.atomic
def seed(*, graduates: int | None, seed: int, say: Callable[[str], None]) -> None:
    """Does nothing where it was done, or where nobody leads a group."""
    office, leader = User.objects.filter(email=OFFICE).first(), User.objects.filter(email=LEADER).first()
    led = Chapter.objects.filter(positions__seats__terms__person__account=leader).first() if leader else None
    if office is None or leader is None or led is None or Event.objects.filter(title_th=TITLE).exists():
        return
    _guests(_tonight(led, office), leader)
    over = list(Event.objects.filter(state=Event.State.PUBLISHED, ends_at__lt=timezone.now()).order_by("starts_at"))
    for event in over[:1]:
        reporting.write(event, REPORT, by=leader, sends=True)
    EventLetter.objects.filter(written_at=None).update(written_at=timezone.now())
    say("An evening with its door, and reports of past ones")


def _tonight(chapter: Chapter, office: User) -> Event:
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    values = {
        "title_th": TITLE,
        "title_en": "A late supper with the young ones",
        "kind": Event.Kind.NETWORKING,
        "place": "ร้านข้าวต้มหน้ามอ",
        "audience": Event.Audience.ALUMNI,
        "seats": GUESTS + 6,
        "most_guests": 3,
        "starts_at": now + timedelta(hours=2),
        "ends_at": now + timedelta(hours=5),
    }
    return series.make_one(chapter, values, by=office, publishes=True)


def _guests(event: Event, leader: User) -> None:
    """Some are here already, one of them twice: two doors knew nothing of each other."""
    source = people()
    for number in range(GUESTS):
        person, name = next(source, (None, ""))
        if person is None:
            break
        places = [Place(None, name)] + [Place(None, f"ครอบครัว{name}")] * (2 if number == 3 else 0)
        try:
            applying.take(event, Applicant(person, None, name), places, by=None, state=Registration.State.CONFIRMED)
        except TO_REGISTRANTS:
            continue
    here = [row.attendees.get(position=1) for row in event.registrations.order_by("number")[:4]]
    for number, attendee in enumerate(here):
        CheckIn.objects.create(attendee=attendee, at=timezone.now(), by=leader, device="ประตูหน้า", is_double=False)
        if number == 0:
            CheckIn.objects.create(
                attendee=attendee, at=timezone.now(), by=leader, device="ประตูหลัง", offline=True, is_double=True
            )
    for email in (COMES, WAITS):
        keeper = Person.objects.filter(account__email=email).first()
        if keeper is not None:
            keepers.name(event, keeper, by=leader)
    Announcement.objects.create(
        event=event,
        subject="ที่จอดรถ",
        text="จอดในซอยตรงข้ามร้านได้ถึงเที่ยงคืน",
        by=leader,
        sent_at=timezone.now(),
        recipients=event.registrations.count(),
    )
