"""Piles of badges and certificates: a few at once, many as a job that can be watched and left."""

from collections.abc import Callable, Sequence

from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.actions import jobs
from apps.core.actions.jobs import Progress, Result
from apps.core.models import Job
from apps.events import rules
from apps.events.exports import papers
from apps.events.exports.papers import Pile
from apps.events.models import Attendee, Event
from apps.events.querysets import door

KIND = "events.papers"
AT_ONCE = 200  # while somebody waits for the page
NAMES = {"badges": gettext_lazy("Badges"), "certificates": gettext_lazy("Certificates of attendance")}
Maker = Callable[[Event, Sequence[Attendee]], tuple[bytes, Pile]]
_MAKERS: dict[str, Maker] = {"badges": papers.badges, "certificates": papers.attendance}


def for_whom(event: Event, what: str) -> QuerySet[Attendee]:
    """Badges are for everybody who is expected, certificates for whoever came."""
    return door.expected(event) if what == "badges" else door.came(event)


def make(event: Event, what: str, attendees: Sequence[Attendee]) -> tuple[bytes, Pile]:
    return _MAKERS[what](event, attendees)


def start(event: Event, what: str, *, by: User) -> Job:
    """Begins a pile as a job."""
    params: dict[str, jobs.Json] = {"event": event.pk, "what": what, "language": get_language() or "th"}
    title = f"{NAMES[what]} · {event.title}"
    return jobs.start(kind=KIND, title=title, by=by, params=params)


def run(job: Job, progress: Progress) -> Result:
    """The PDF of a job."""
    event, what = Event.objects.select_related("chapter").get(pk=job.params["event"]), job.params["what"]
    attendees = list(for_whom(event, what))
    progress.total(max(1, len(attendees)))
    with translation.override(job.params["language"]):
        content, pile = make(event, what, attendees)
        message = ngettext("%d sheet was made.", "%d were made.", len(pile.people)) % len(pile.people)
        if pile.unwritable:
            message += " " + _("Names that the font cannot write: %s") % ", ".join(pile.unwritable[:10])
    progress.step(len(attendees))
    name = f"{what}-{event.slug}-{timezone.localdate():%Y%m%d}.pdf"
    return Result(file=ContentFile(content), name=name, message=message)


def of(event: Event, user: User) -> QuerySet[Job]:
    """What this reader had made for this event, the newest first."""
    return Job.objects.filter(by=user, kind=KIND, params__event=event.pk).order_by("-pk")


def in_reach(job: Job) -> bool:
    """Does whoever started it still see who comes?"""
    event = Event.objects.filter(pk=job.params["event"]).first()
    return event is not None and rules.standing_of(job.by, event).looks
