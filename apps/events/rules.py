"""Who may do what with an event. The only place where it is spelled. The organisers are whoever may write in the name
of its group today, and the office; each request asks anew, so that it ends with the term."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.rules import COMMUNICATIONS, EVENTS, REPORTS
from apps.chapters import rules as of_groups
from apps.chapters.models import Chapter, Membership, OfficerTerm
from apps.chapters.rules import Power
from apps.core.policy import has_second_factor
from apps.events.models import CoHost, DoorKeeper, Event, Invitation, Registration, TicketType
from apps.events.querysets.events import for_whom
from apps.records import policy
from apps.records.models import Degree, Person, PersonName

VIEW = "events.view_event"  # the office's list of all events
CARE = "events.change_event"  # runs events as their organisers do
MODERATE = "events.publish_events"  # decides on what groups send to be published

PERMISSIONS: dict[str, tuple[str, ...]] = {
    EVENTS: (VIEW, CARE, MODERATE),
    COMMUNICATIONS: (VIEW, MODERATE),
    REPORTS: (VIEW,),
}

DOOR_AFTER = timedelta(days=1)  # door keepers and co-hosts check people in until then
NEEDS_KEPT = timedelta(days=1)  # after the end: what somebody eats is nobody's business then
REMIND_WEEK, REMIND_DAY = timedelta(days=7), timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    """What one reader is for one event now."""

    user: User | None
    person: Person | None
    is_alumnus: bool
    is_invited: bool  # belongs to those for whom the event is
    organises: bool  # changes it, sees who comes, writes to them
    looks: bool  # sees who comes, and changes nothing: co-hosts
    keeps_door: bool


def standing_of(user: User | AnonymousUser, event: Event, day: date | None = None) -> Standing:
    """Asked anew for each request."""
    known = user if isinstance(user, User) and user.is_active else None
    person = policy.person_of(known) if known else None
    today = day or timezone.localdate()
    organises = known is not None and organises_for(known, person, event.chapter, today)
    looks = organises or (known is not None and person is not None and _co_hosts(known, person, event, today))
    return Standing(
        user=known,
        person=person,
        is_alumnus=known is not None and policy.is_alumnus(known),
        is_invited=_is_invited(known, event),
        organises=organises,
        looks=looks,
        keeps_door=looks or (person is not None and _keeps_door(person, event, today)),
    )


def invited_standing(invitation: Invitation, account: User | None) -> Standing:
    """Whoever comes by the link in a mail: invited by name, and nothing else."""
    person = invitation.person
    is_alumnus = person is not None and Degree.objects.filter(person=person, is_first=True).exists()
    return Standing(account, person, is_alumnus, is_invited=True, organises=False, looks=False, keeps_door=False)


def organises_for(user: User, person: Person | None, chapter: Chapter | None, day: date | None = None) -> bool:
    """May this account hold events in the name of the group (None: of the office)?"""
    if of_office(user, CARE):
        return True
    if person is None or chapter is None or not chapter.is_open:
        return False
    return of_groups.standing_of(person, chapter, day).may(Power.PUBLISH)


def may_send(user: User, chapter: Chapter | None) -> bool:
    """May this organiser of the group's events send them out? In some groups its head alone does."""
    if chapter is None or not chapter.head_sends_events or of_office(user, CARE):
        return True
    person = policy.person_of(user)
    return person is not None and of_groups.standing_of(person, chapter).may(Power.OFFICERS)


def of_office(user: User, permission: str) -> bool:
    """May this account do it for the office? Organisers' pages are open to whoever has signed in, so that the second
    factor, without which the office's own pages open for nobody, is asked for here."""
    return user.is_staff and user.has_perm(permission) and has_second_factor(user)


def leads_of(person: Person, day: date | None = None) -> list[Chapter]:
    """The groups in whose name this person may hold events today."""
    running = OfficerTerm.objects.filter(person=person).running(day or timezone.localdate())
    terms = running.select_related("seat__position__chapter")
    found = {term.seat.position.chapter for term in terms if Power.PUBLISH in of_groups.powers_of([term])}
    return sorted((each for each in found if each.is_open), key=lambda chapter: chapter.pk)


def _co_hosts(user: User, person: Person, event: Event, day: date) -> bool:
    co_hosts = CoHost.objects.filter(event=event, state=CoHost.State.ACCEPTED).select_related("chapter")
    return any(organises_for(user, person, each.chapter, day) for each in co_hosts)


def _keeps_door(person: Person, event: Event, day: date) -> bool:
    return DoorKeeper.objects.filter(event=event, person=person, until__gte=day).exists()


def _is_invited(user: User | None, event: Event) -> bool:
    """As the lists have it: one place says for whom an event is."""
    if event.audience == Event.Audience.PUBLIC:
        return True
    return user is not None and Event.objects.filter(for_whom(user), pk=event.pk).exists()


def may_buy(standing: Standing, ticket: TicketType, event: Event, now: datetime, *, is_guest: bool) -> bool:
    """Is this ticket on sale, and for them (or for a guest whom they bring)?"""
    opens, closes = ticket.sale_opens_at, ticket.sale_closes_at
    if (opens is not None and now < opens) or (closes is not None and now >= closes):
        return False
    return ticket.for_guests if is_guest else is_for(standing, ticket, event)


def is_for(standing: Standing, ticket: TicketType, event: Event) -> bool:
    """Do they belong to those who may have this ticket, on sale or not?"""
    if ticket.buyers == TicketType.Buyers.GRADUATES:
        return standing.is_alumnus
    if ticket.buyers == TicketType.Buyers.MEMBERS:
        held = Membership.objects.held().filter(person=standing.person, chapter=event.chapter_id)
        return standing.person is not None and held.exists()
    return True


def name_of(standing: Standing) -> str:
    """What to write on their ticket."""
    return _name(standing.person, standing.user)


def name_of_registration(registration: Registration) -> str:
    first = registration.attendees.order_by("position").first()
    return (first.name if first else "") or _name(registration.person, registration.account)


def _name(person: Person | None, account: User | None) -> str:
    found = PersonName.objects.filter(person=person, is_current=True).first() if person else None
    return (found.full if found else "") or (str(account) if account else "")
