"""All that stands on the page of a mailing before it goes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.registries.mailings import MailGate
from apps.core.templatetags.thai import be_datetime
from apps.mailings import rules
from apps.mailings.models import Mailing, MailingFile, Message
from apps.mailings.reports import audience_words, preview
from apps.mailings.reports.preview import Sample
from apps.mailings.reports.progress import progress_of
from apps.mailings.reports.reach import Reach, gates_of, reach_of, reached
from apps.mailings.reports.ready import Check, Readiness, lacking_words, readiness
from apps.mailings.reports.told import LEAST, Cell, told


@dataclass(frozen=True)
class Look:
    """The letter as somebody gets it, and what of it is chosen on the page."""

    reader: str
    language: str
    languages: list[str]
    colours: str
    width: str
    found: list[Sample]
    text: str
    subject: str
    body: str
    frame_url: str
    hides: bool


@dataclass(frozen=True)
class Desk:
    """`post`: once it is on its way, how many were sent, wait, and could not be sent."""

    words: list[str]
    reach: Reach
    checks: list[Check]
    look: Look | None
    gates: list[MailGate]
    post: dict[str, Cell] | None = None
    pictures: list[MailingFile] = field(default_factory=list)
    attachments: list[MailingFile] = field(default_factory=list)
    is_moving: bool = False

    @property
    def is_refused(self) -> bool:
        return any(check.is_refusal for check in self.checks)


def desk_of(mailing: Mailing, viewer: User, asked: Mapping[str, str], on: date) -> Desk:
    """As things stand now."""
    ready = readiness(mailing)
    is_before = mailing.frozen_at is None  # what is on its list now, or would be
    files = list(MailingFile.objects.filter(mailing=mailing).order_by("pk"))
    reach = _reach(mailing, ready, on) if is_before else reached(mailing)
    return Desk(
        words=audience_words.said(mailing),
        reach=reach,
        gates=gates_of(mailing, reach.number, on) if mailing.is_editable else [],
        post=None if is_before else _post(mailing),
        checks=[*ready.checks, *(Check(lacking_words(slot, number)) for slot, number in reach.lacking.items())],
        look=_look(mailing, viewer, ready, asked),
        pictures=[file for file in files if file.kind == MailingFile.Kind.IMAGE],
        attachments=[file for file in files if file.kind == MailingFile.Kind.ATTACHMENT],
        is_moving=mailing.state in {Mailing.State.FREEZING, Mailing.State.SENDING},
    )


def wished(mailing: Mailing | None) -> dict[str, date | str]:
    """When its writer wanted it to go out, if that is not over: as forms call it."""
    if mailing is None or mailing.scheduled_at is None or mailing.scheduled_at <= timezone.now():
        return {}
    moment = timezone.localtime(mailing.scheduled_at)
    return {"scheduled_on": moment.date(), "scheduled_at": f"{moment:%H:%M}"}


def held_words(mailing: Mailing) -> str:
    """What is told of one that is only held for a time; "" of others."""
    if mailing.state != Mailing.State.WAITING or mailing.held_until is None:
        return ""
    words = _(
        "What is published is held at present. It goes out by itself after %(day)s, if nobody says otherwise before."
    )
    return words % {"day": be_datetime(mailing.held_until)}


def _reach(mailing: Mailing, ready: Readiness, on: date) -> Reach:
    """Of leaders' mailings it is not asked what readers lack: who has no nickname is not told by counting."""
    if mailing.state == Mailing.State.STOPPED:
        return Reach(problem=_("It was stopped before anybody got it."))
    return reach_of(mailing, on, ready.wanting if mailing.sender_key == rules.OFFICE else ())


def _post(mailing: Mailing) -> dict[str, Cell] | None:
    """For leaders as far as it may be told."""
    progress = progress_of(mailing)
    numbers = {key: number for key, _words, number in progress.states}
    found = {
        "sent": numbers[Message.State.SENT],
        "waiting": numbers[Message.State.QUEUED] + numbers[Message.State.SENDING],
        "failed": numbers[Message.State.FAILED] + numbers[Message.State.UNCONFIRMED],
    }
    if mailing.sender_key == rules.OFFICE:
        return {key: Cell(number) for key, number in found.items()}
    return {key: told(number, of=LEAST) for key, number in found.items()} if progress.total >= LEAST else None


def _look(mailing: Mailing, viewer: User, ready: Readiness, asked: Mapping[str, str]) -> Look | None:
    if not ready.compiled:
        return None
    found = preview.samples(mailing, viewer, asked.get("q", ""))
    offered = [str(each.public_id) for each in found] or [""]
    reader = asked.get("reader", "")
    person = preview.reader_of(mailing, viewer, reader if reader in offered else offered[0])
    chosen = asked.get("language") or (person.language if person else "")
    language = chosen if chosen in ready.compiled else next(iter(ready.compiled))
    compiled = ready.compiled[language]
    with translation.override(language):
        letter = compiled.fill(preview.values_for(mailing, compiled, person, language=language, viewer=viewer))
    colours = "dark" if asked.get("colours") == "dark" else "light"
    reader = str(person.public_id) if person else ""
    query = urlencode({"reader": reader, "language": language, "colours": colours})
    return Look(
        reader=reader,
        language=language,
        languages=list(ready.compiled),
        colours=colours,
        width="wide" if asked.get("width") == "wide" else "phone",
        found=found,
        text=asked.get("q", ""),
        subject=letter.subject,
        body=letter.text,
        frame_url=reverse("mailings:preview", args=[mailing.public_id]) + "?" + query,
        hides=not preview.is_offices(mailing, viewer),
    )
