"""What a mailing led to, and what all of a year led to, by mailing, topic, sender and month.

Of fewer than five people no number is told, and no sum from which it could be reckoned: in the mailing of a small
group "one left" has a name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from apps.core.lib.dates import PartialDate
from apps.core.registries import mail_senders
from apps.core.registries.mailings import mail_outcomes
from apps.core.templatetags.thai import be_date
from apps.mailings import emails, rules
from apps.mailings.lib import texts
from apps.mailings.models import Mailing, MailingText, Message
from apps.mailings.querysets.results import WINDOW, Tally, did_with, tallies
from apps.mailings.reports.reach import Reach, counted
from apps.mailings.reports.told import Cell, told

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

State = Message.State


@dataclass(frozen=True)
class Figure:
    """What so many did; `share`: of those who got it, in per cent, where it may be told."""

    title: "_StrPromise | str"
    cell: Cell
    share: float | None


@dataclass(frozen=True)
class Results:
    """Of one mailing. `states` for the office alone; `until`: the day on which the counting ends."""

    sent: int
    states: list[tuple[str, int]]
    left_out: Reach
    figures: list[Figure]
    until: date | None


@dataclass(frozen=True)
class Line:
    """A row of the table: a mailing (`mailing`), or all of a topic, a sender, a month."""

    title: str
    mailing: Mailing | None
    mailings: int
    sent: int
    cells: list[Cell]


COLUMNS: "Sequence[tuple[str, _StrPromise, Callable[[Tally], int]]]" = (
    ("failed", _("Could not be sent"), lambda tally: tally.states[State.FAILED]),
    ("returned", _("Came back"), lambda tally: tally.returned),
    ("complained", _("Reported it as spam"), lambda tally: tally.complained),
    ("unsubscribed", _("Unsubscribed"), lambda tally: tally.unsubscribed),
    ("replied", _("Answered"), lambda tally: tally.replied),
)
WAYS: "dict[str, _StrPromise]" = {
    "mailing": _("Mailing"),
    "topic": _("Topic"),
    "sender": _("Sender"),
    "month": _("Month"),
}


def results_of(mailing: Mailing) -> Results:
    """As things stand now."""
    tally = tallies([mailing.pk])[mailing.pk]
    is_office = mailing.sender_key == rules.OFFICE
    shown = [State.SENT, State.QUEUED, State.SENDING, State.UNCONFIRMED, State.FAILED] if is_office else []
    began = timezone.localdate(mailing.frozen_at) if mailing.frozen_at else None
    return Results(
        sent=tally.sent,
        states=[(str(state.label), tally.states[state]) for state in shown if tally.states[state]],
        left_out=counted(tally.left_out, is_office=is_office, among=mailing.frozen_size),
        figures=_figures(mailing, tally),
        until=began + WINDOW if began else None,
    )


def _figures(mailing: Mailing, tally: Tally) -> list[Figure]:
    found: list[tuple[_StrPromise | str, int]] = [(title, number(tally)) for _key, title, number in COLUMNS]
    paths = _paths(mailing)
    for key, outcome in mail_outcomes:
        things = outcome.things(paths) if outcome.things else []
        for thing, name in things:
            found.append((str(outcome.named) % {"thing": name}, did_with(mailing.pk, outcome, thing)))
        if not things:
            found.append((outcome.title, tally.did[key]))
    return [_figure(title, number, tally.sent) for title, number in found]


def _figure(title: "_StrPromise | str", number: int, of: int) -> Figure:
    cell = told(number, of=of)
    return Figure(title, cell, None if cell.hidden or not of else 100 * number / of)


def _paths(mailing: Mailing) -> list[str]:
    """Of our own pages to which the text leads, as it was sent."""
    home, found = urlsplit(settings.SITE_URL), []
    pictures = emails.pictures_of(mailing)
    for text in MailingText.objects.filter(mailing=mailing):
        for link in texts.compile("", text.markdown, language=text.language, pictures=pictures).links:
            try:
                parts = urlsplit(link)
            except ValueError:  # its writer was told that it leads nowhere, and sent it so
                continue
            if parts.netloc in {"", home.netloc} and parts.path.startswith("/"):
                found.append(unquote(parts.path))
    return list(dict.fromkeys(found))


def headings() -> list[str]:
    """Of the cells of a line."""
    return [*(str(title) for _key, title, _number in COLUMNS), *(str(each.title) for _key, each in mail_outcomes)]


def lines(mailings: QuerySet[Mailing], *, by: str) -> list[Line]:
    """The newest first, or by name; a sum only of what may be told of each mailing."""
    chosen = list(mailings.order_by("-frozen_at", "-pk"))
    counts = tallies([mailing.pk for mailing in chosen])
    single = [_line(mailing, counts[mailing.pk]) for mailing in chosen]
    if by == "mailing":
        return single
    groups: dict[str, list[Line]] = {}
    for mailing, line in zip(chosen, single, strict=True):
        groups.setdefault(_group(mailing, by), []).append(line)
    names = list(groups) if by == "month" else sorted(groups)
    return [_sum(name, groups[name]) for name in names]


def _line(mailing: Mailing, tally: Tally) -> Line:
    numbers = [number(tally) for _key, _title, number in COLUMNS] + [tally.did[key] for key, _outcome in mail_outcomes]
    return Line(mailing.title, mailing, 1, tally.sent, [told(number, of=tally.sent) for number in numbers])


def _sum(name: str, members: Sequence[Line]) -> Line:
    cells = [_added(column) for column in zip(*(line.cells for line in members), strict=True)]
    return Line(name, None, len(members), sum(line.sent for line in members), cells)


def _added(cells: Iterable[Cell]) -> Cell:
    total = Cell(0)
    for cell in cells:
        total = total + cell
    return total


def _group(mailing: Mailing, by: str) -> str:
    if by == "topic":
        return mailing.get_topic_display() or gettext("Services")
    if by == "sender":
        sender = mail_senders[mailing.sender_key.partition(":")[0]]
        return sender.name(mailing.sender_key, get_language() or "th") or gettext("A sender that is gone")
    moment = timezone.localtime(mailing.frozen_at)
    return be_date(PartialDate(moment.year, moment.month))
