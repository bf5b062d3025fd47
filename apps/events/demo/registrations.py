"""Who comes to the events of the demonstration: one is full and has a queue, one is to be paid, one is approved by its
organisers, and some were attended, with what people thought of them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from apps.accounts.models import User
from apps.core.registries import personas
from apps.events.actions import applying, registering, replying
from apps.events.actions.applying import Applicant, Place
from apps.events.actions.details import Details, Guest
from apps.events.actions.refusals import TO_REGISTRANTS
from apps.events.lib import codes
from apps.events.models import Attendee, CheckIn, Event, EventLetter, Feedback, Registration, TicketType
from apps.events.rules import standing_of
from apps.records.models import Audience, Person, PersonName

State = Registration.State
FULL, QUEUE = 24, 5
WAITS, COMES, EARLY = "recent@alumni.example", "early@alumni.example", "leader@alumni.example"
LIKED = ("ได้เจอเพื่อนที่ไม่เจอมาสิบปี", "อาหารอร่อย ที่จอดรถพอ", "วิทยากรเล่าเรื่องจริง", "เด็ก ๆ สนุกมาก")
BETTER = ("เสียงไมค์เบาไปหน่อย", "อยากให้เริ่มตรงเวลา", "ที่นั่งร่มน้อย", "")


@transaction.atomic
def seed(*, graduates: int | None, seed: int, say: Callable[[str], None]) -> None:
    """Does nothing where somebody is registered already, or there are no events."""
    events = list(Event.objects.public().filter(takes_registrations=True).order_by("starts_at"))
    if not events or Registration.objects.exists():
        return
    source = people()
    ahead = [each for each in events if not each.is_over and not each.is_cancelled]
    for event in ahead:
        _fill(event, source, full=event.seats is not None and event.seats <= FULL * 3)
    _personas([each for each in ahead if each.starts_at > timezone.now()])
    for event in [each for each in events if each.is_over]:
        _was(event, source)
    EventLetter.objects.filter(written_at=None).update(written_at=F("noted_at"))  # nobody wants a hundred old mails
    say("Registrations, a queue, tickets and feedback")


def people() -> Iterator[tuple[Person, str]]:
    """Graduates without an account, over and over."""
    emails = [persona.email for persona in personas.entries()]
    names = PersonName.objects.filter(is_current=True, person__account=None, audience=Audience.ALUMNI)
    found = list(names.exclude(person__account__email__in=emails).select_related("person").order_by("pk")[:120])
    for number in count():
        if not found:
            return
        name = found[number * 7 % len(found)]
        yield name.person, name.full


def _fill(event: Event, people: Iterator[tuple[Person, str]], *, full: bool) -> None:
    """A small event is full and has a queue; a large one has room."""
    if full and event.seats is not None:
        Event.objects.filter(pk=event.pk).update(seats=FULL)
        event.refresh_from_db()
    tickets = list(event.tickets.all())
    for number in range(FULL + QUEUE if full else 18):
        person, name = next(people, (None, ""))
        if person is None:
            return
        ticket = tickets[number % len(tickets)] if tickets else None
        places = [Place(ticket, name)]
        if number % 5 == 4 and event.most_guests:
            places.append(Place(ticket, f"ครอบครัว{name}"))
        try:
            applying.take(event, Applicant(person, None, name), places, by=None, state=State.CONFIRMED)
        except TO_REGISTRANTS:
            continue


def _personas(ahead: list[Event]) -> None:
    """One waits in a queue, one has a ticket, one has to pay, and all have a link by which they answer."""
    accounts = {user.email: user for user in User.objects.filter(email__in=[WAITS, COMES, EARLY])}
    for email, wanted in ((WAITS, "full"), (WAITS, "free"), (COMES, "paid"), (COMES, "free"), (EARLY, "free")):
        event = next((each for each in ahead if _is(each, wanted)), None)
        account = accounts.get(email)
        if event is not None and account is not None:
            _register(event, account)


def _is(event: Event, wanted: str) -> bool:
    event.refresh_from_db()
    costs = event.tickets.filter(price_satang__gt=0).exists()
    is_full = event.free == 0
    return {
        "full": is_full,
        "paid": costs and not is_full and event.payee_id is not None,
        "free": not costs and not is_full and event.audience in {Event.Audience.PUBLIC, Event.Audience.ALUMNI},
    }[wanted]


def _register(event: Event, account: User) -> None:
    """As they would do it themselves."""
    standing = standing_of(account, event)
    tickets: list[TicketType | None] = list(event.tickets.all()[:1]) or [None]
    try:
        held = registering.start(event, standing, tickets, language=account.language)
        if held.state == State.FILLING:
            names = [Guest(each.name) for each in held.attendees.order_by("position")]
            registering.complete(held, Details(names), by=account)
    except TO_REGISTRANTS:
        return
    replying.invitation_for(event, standing.person, account)


def _was(event: Event, people: Iterator[tuple[Person, str]]) -> None:
    """Those who came, at the door, and what they said afterwards."""
    for number in range(14):
        person, name = next(people, (None, ""))
        if person is None:
            return
        came = _came(event, person, name, number + 1)
        if came is None:
            continue
        if number % 7 != 6:
            CheckIn.objects.create(attendee=came, at=event.starts_at + timedelta(minutes=3 * number), device="ประตู 1")
        if number % 3 == 0:
            Feedback.objects.create(
                registration=came.registration,
                stars=5 - number % 4 // 2,
                liked=LIKED[number % len(LIKED)],
                better=BETTER[number % len(BETTER)],
                may_quote=number % 2 == 0,
            )
    drawn = event.registrations.count()
    Event.objects.filter(pk=event.pk).update(taken=drawn, drawn=drawn)


def _came(event: Event, person: Person, name: str, number: int) -> Attendee | None:
    if Registration.objects.filter(event=event, person=person).exists():
        return None
    row = Registration.objects.create(
        event=event,
        person=person,
        state=State.CONFIRMED,
        number=number,
        code=codes.new(),
        confirmed_at=event.starts_at - timedelta(days=10),
    )
    return Attendee.objects.create(registration=row, position=1, name=name, code=codes.new())
