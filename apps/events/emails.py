"""The mails about a registration, each in its reader's language."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from apps.accounts.emails import letterhead
from apps.events.models import Announcement, EventLetter
from apps.records.models import Person

READ_BY_STAFF = {"X-Portal-Priority": "normal", "X-Portal-Purpose": "notice"}


def wake() -> None:
    """Wakes a worker for the mails that are due. Without a broker nobody is woken; the sweep does it later."""
    from apps.events.tasks import write_letters  # noqa: PLC0415 - the tasks import the actions

    write_letters.delay()


def send(letter: EventLetter) -> None:
    """Nothing yet."""


def send_announcement(announcement: Announcement, *, language: str, addresses: Sequence[str]) -> None:
    """What the organisers write, to each of the addresses alone. Answers go to them through the portal: no mail
    program sees either side's address."""
    event = announcement.event
    with translation.override(language):
        context = {
            "event": event,
            "announcement": announcement,
            "host": event.chapter.name if event.chapter else letterhead().office,
            "url": settings.SITE_URL + reverse("events:show", args=[event.slug]),
            "answer_url": settings.SITE_URL + _answer_path(announcement),
            "letterhead": letterhead(),
            "site_url": settings.SITE_URL,
        }
        subject = " ".join(render_to_string("emails/event_message.subject.txt", context).split())
        text = render_to_string("emails/event_message.txt", context).strip() + "\n"
        message = EmailMultiAlternatives(subject, text, bcc=list(addresses), headers=READ_BY_STAFF)
        message.attach_alternative(render_to_string("emails/event_message.html", context), "text/html")
        message.send()


def _answer_path(announcement: Announcement) -> str:
    """Where one writes to whoever sent it: their page of letters, or the office's."""
    writer = Person.objects.filter(account=announcement.by).first()
    if announcement.event.chapter is None or writer is None:
        return reverse("home:contact")
    return reverse("directory:message", args=[writer.public_id])
