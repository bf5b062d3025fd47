"""The mails about a registration, each in its reader's language: what has happened, the event's facts, the page with
the ticket, and the link by which one answers without signing in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from apps.accounts import emails
from apps.accounts.actions.notices import notify
from apps.accounts.emails import letterhead
from apps.accounts.models import User
from apps.chapters.actions import stop_tokens
from apps.chapters.models import Chapter
from apps.events.actions import replying
from apps.events.actions.after import links
from apps.events.models import Announcement, EventLetter, Invitation, Registration
from apps.events.querysets.addressees import account_of, addresses_of, is_silent, language_of
from apps.events.reports import changes
from apps.events.reports.tickets import sheet_of
from apps.records.models import Person

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NOT_URGENT = {"X-Portal-Priority": "normal"}  # their purpose stays "a secret": the link in them answers by itself
READ_BY_STAFF = {"X-Portal-Priority": "normal", "X-Portal-Purpose": "notice"}
NOTICE = "events.letter"
Kind = EventLetter.Kind

# What the subject and the first sentence say; the title of the event is named in both.
WORDS: dict[str, tuple["_StrPromise", "_StrPromise"]] = {
    Kind.CONFIRMED: (
        _("You are registered: %(event)s"),
        _("You are registered for “%(event)s”. Show the QR code of your ticket at the door, or say its code."),
    ),
    Kind.ASKED: (
        _("The organisers look at your registration: %(event)s"),
        _("Your registration for “%(event)s” is with the organisers. Your seat is held until they have answered."),
    ),
    Kind.WAITING: (
        _("You are in the queue: %(event)s"),
        _("All seats of “%(event)s” are taken. You are in the queue, and we write to you when it is your turn."),
    ),
    Kind.OFFER: (
        _("A seat is free for you: %(event)s"),
        _("It is your turn: a seat for “%(event)s” is kept for you for a time. Take it or give it back."),
    ),
    Kind.PAY: (
        _("To be paid: %(event)s"),
        _("Your seat for “%(event)s” is held until you have paid. If nothing has come in time, it is given on."),
    ),
    Kind.LAPSED: (
        _("Your seat was given on: %(event)s"),
        _("The time for which your seat for “%(event)s” was kept is over, and it went to somebody else."),
    ),
    Kind.REFUSED: (
        _("Your registration was not accepted: %(event)s"),
        _("The organisers could not accept your registration for “%(event)s”."),
    ),
    Kind.CHANGED: (_("Changed: %(event)s"), _("Your registration for “%(event)s” is changed.")),
    Kind.CANCELLED: (_("Cancelled: %(event)s"), _("Your registration for “%(event)s” is cancelled.")),
    Kind.PASSED_ON: (
        _("Passed on: %(event)s"),
        _("Somebody has taken over your registration for “%(event)s”. Yours has ended."),
    ),
    Kind.MOVED: (
        _("New time or place: %(event)s"),
        _("“%(event)s” has a new time or place. Your registration stays; cancel it if that does not suit you."),
    ),
    Kind.CALLED_OFF: (_("The event is cancelled: %(event)s"), _("“%(event)s” will not take place.")),
    Kind.REMINDER_WEEK: (
        _("In a week: %(event)s"),
        _("“%(event)s” is in a week. If you cannot come, say so now: somebody else would like your seat."),
    ),
    Kind.REMINDER_DAY: (
        _("Tomorrow: %(event)s"),
        _("“%(event)s” is tomorrow. Have your ticket at hand. If you cannot come, say so now."),
    ),
    Kind.FEEDBACK: (
        _("How was it? %(event)s"),
        _("Thank you for coming to “%(event)s”. Two questions, half a minute: tell the organisers how it was."),
    ),
}
WITH_LINK = {Kind.CONFIRMED, Kind.WAITING, Kind.OFFER, Kind.MOVED, Kind.REMINDER_WEEK, Kind.REMINDER_DAY}


def accounted(occasion: str, person_id: int | None) -> dict[str, str]:
    """What the ledger of mails is to know beside the mail: what it is about, and whom it is for."""
    return {"X-Portal-Occasion": occasion} | ({"X-Portal-Person": str(person_id)} if person_id else {})


def occasion_of(announcement: Announcement) -> str:
    """What the ledger calls the mails of one message of the organisers."""
    return f"events.message:{announcement.pk}"


def wake() -> None:
    """Wakes a worker for the mails that are due. Without a broker nobody is woken; the sweep does it later."""
    from apps.events.tasks import write_letters  # noqa: PLC0415 - the tasks import the actions

    write_letters.delay()


def wake_invitations(event_id: int, by_id: int) -> None:
    """Wakes a worker for the invitations to this event."""
    from apps.events.tasks import send_invitations  # noqa: PLC0415 - the tasks import the actions

    send_invitations.delay(event_id, by_id)


def send(letter: EventLetter) -> None:
    """By mail where there is an address, and under the bell where there is an account; nothing to the dead and to
    those who want to be left alone."""
    registration = letter.registration
    if is_silent(registration.person_id):
        return
    account = account_of(registration)
    if account is not None and account.is_active and letter.kind != Kind.WAITING:
        notify(account, NOTICE, registration=registration.pk, letter=letter.kind)
    if address := addresses_of([registration]).get(registration.pk):
        with translation.override(language_of(registration)):
            _send(letter, address, account)


def send_invitation(invitation: Invitation, host: Chapter | None, address: str, language: str) -> None:
    """Asks a member of a group that holds the event whether they are coming; the links in it answer, and stop the
    group's letters."""
    with translation.override(language):
        context = {"event": invitation.event, "host": host, "reply_url": _reply_url(invitation), "name": ""}
        known = accounted(f"events.invitation:{invitation.event_id}", invitation.person_id)
        one_click: dict[str, str] = {}
        if host is not None and invitation.person_id is not None:
            stop = stop_tokens.make(host.pk, invitation.person_id)
            context["stop_url"] = url = settings.SITE_URL + reverse("chapters:letters_stop", args=[stop])
            one_click = {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        emails.send("event_invitation", to=address, context=context, headers=NOT_URGENT | known | one_click)


def _send(letter: EventLetter, address: str, account: User | None) -> None:
    registration, event = letter.registration, letter.registration.event
    subject, opening = WORDS[letter.kind]
    titled = {"event": event.title}
    person = registration.person
    reply_url = ""
    if letter.kind in WITH_LINK and (person is not None or account is not None):
        reply_url = _reply_url(replying.invitation_for(event, person, account))
    context = {
        "subject_line": str(subject) % titled,
        "opening": str(opening) % titled,
        "letter": letter,
        "event": event,
        "sheet": sheet_of(registration),
        "url": settings.SITE_URL + _page(letter, registration),
        "calendar_url": settings.SITE_URL + reverse("events:ics", args=[event.slug]),
        "reply_url": reply_url,
        "before": changes.before(event, letter.sequence) if letter.kind == Kind.MOVED else [],
    }
    known = accounted(f"events.{letter.kind}:{event.pk}", registration.person_id)
    emails.send("event_letter", to=address, context=context, headers=NOT_URGENT | known)


def _page(letter: EventLetter, registration: Registration) -> str:
    slug = registration.event.slug
    if letter.kind == Kind.OFFER:
        return reverse("events:register", args=[slug])
    if letter.kind == Kind.FEEDBACK:
        return reverse("events:feedback", args=[links.token_of(registration)])
    if letter.kind == Kind.PAY:
        return reverse("events:pay", args=[slug])
    return reverse("events:mine", args=[slug])


def _reply_url(invitation: Invitation) -> str:
    return str(settings.SITE_URL) + reverse("events:reply", args=[replying.token_of(invitation)])


def send_announcement(
    announcement: Announcement, *, language: str, addresses: Sequence[tuple[str, int | None]]
) -> None:
    """What the organisers write, to each of the addresses alone (with the key of the person). Answers go to them
    through the portal: no mail program sees either side's address."""
    event = announcement.event
    with translation.override(language):
        context = {
            "event": event,
            "announcement": announcement,
            "host": event.chapter.name if event.chapter else letterhead().office,
            "url": settings.SITE_URL + reverse("events:show", args=[event.slug]),
            "report_url": settings.SITE_URL + reverse("events:complain", args=[event.slug]),
            "answer_url": settings.SITE_URL + _answer_path(announcement),
            "letterhead": letterhead(),
            "site_url": settings.SITE_URL,
        }
        subject = " ".join(render_to_string("emails/event_message.subject.txt", context).split())
        text = render_to_string("emails/event_message.txt", context).strip() + "\n"
        html = render_to_string("emails/event_message.html", context)
    written = []
    for address, person_id in addresses:
        known = accounted(occasion_of(announcement), person_id)
        message = EmailMultiAlternatives(subject, text, bcc=[address], headers=READ_BY_STAFF | known)
        message.attach_alternative(html, "text/html")
        written.append(message)
    get_connection().send_messages(written)


def _answer_path(announcement: Announcement) -> str:
    """Where one writes to whoever sent it: their page of letters, or the office's."""
    writer = Person.objects.filter(account=announcement.by).first()
    if announcement.event.chapter is None or writer is None:
        return reverse("home:contact")
    return reverse("directory:message", args=[writer.public_id])
