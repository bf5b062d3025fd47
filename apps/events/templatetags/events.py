"""What the events' pages repeat: days and hours of the place where an event is, its seats in a word, its facts for
search engines."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from apps.core.lib import dates, phones
from apps.core.lib.dates import words
from apps.core.templatetags.thai import shown
from apps.events.lib.linked_data import script_text
from apps.events.lib.months import Month
from apps.events.lib.zones import OURS, city
from apps.events.models import Event
from apps.events.reports import days
from apps.events.reports.status import Glance, Status

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

register = template.Library()

ICONS: dict[str, str] = {
    Event.Kind.REUNION: "users",
    Event.Kind.TALK: "message-square",
    Event.Kind.SPORT: "rotate-cw",
    Event.Kind.MERIT: "heart-handshake",
    Event.Kind.TRIP: "map-pin",
    Event.Kind.NETWORKING: "handshake",
    Event.Kind.VOLUNTEERING: "hand-helping",
    Event.Kind.OTHER: "calendar-days",
}
# Words and tone of a badge; nothing where everything is as usual.
BADGES: dict[Status, tuple["_StrPromise", str]] = {
    Status.CANCELLED: (_("Cancelled"), "badge--danger"),
    Status.OVER: (_("Over"), ""),
    Status.SOON: (_("Registration opens later"), "badge--brand"),
    Status.CLOSED: (_("Registration is closed"), ""),
    Status.FULL: (_("Full"), "badge--warn"),
    Status.QUEUE: (_("Full, with a waiting list"), "badge--warn"),
}


@register.filter
def event_icon(kind: str) -> str:
    """`{% icon event.kind|event_icon %}`"""
    return ICONS[kind]


@register.simple_tag
def seats_badge(glance: Glance) -> SafeString:
    """`{% seats_badge each %}`: what there is to know before one opens the page."""
    if glance.status == Status.FEW:
        words = gettext("%(number)s seats left") % {"number": glance.event.free}
        return format_html('<span class="badge badge--warn">{}</span>', words)
    found = BADGES.get(glance.status)
    return format_html('<span class="badge {}">{}</span>', found[1], found[0]) if found else SafeString("")


@register.simple_tag
def event_date(event: Event) -> SafeString:
    """`{% event_date event %}`: the square with the day and the month."""
    start = event.local_start
    months, year = (
        (words.MONTHS_EN_SHORT, start.year)
        if get_language() == "en"
        else (words.MONTHS_TH_SHORT, dates.be_year(start.date()))
    )
    return format_html(
        '<p class="date" aria-hidden="true"><b>{}</b><span>{} {}</span></p>', start.day, months[start.month - 1], year
    )


@register.filter(needs_autoescape=True)
def event_day(event: Event, style: days.Style = "weekday", autoescape: bool = False) -> SafeString:
    """`{{ event|event_day }}`, `{{ event|event_day:"long" }}`, `{{ event|event_day:"short" }}`"""
    said = days.in_words(event, style)
    written = shown(said, autoescape=autoescape)
    return format_html('<time datetime="{}">{}</time>', event.local_start.isoformat(timespec="minutes"), written)


@register.filter
def event_day_plain(event: Event) -> str:
    """The same without markup, for what stands in an attribute."""
    return days.in_words(event)


@register.filter(needs_autoescape=True)
def event_hours(event: Event, autoescape: bool = False) -> str:
    """`{{ event|event_hours }}` 17.00–22.00 น.; with the city where its clocks are not ours."""
    language = get_language() or "th"
    begins, ends = (dates.format_time(each, language) for each in (event.local_start, event.local_end))
    said = shown(f"{begins.removesuffix(' น.')}–{ends}", autoescape=autoescape)
    return said if event.time_zone == OURS else f"{said} ({city(event.time_zone)})"


@register.filter
def reachable(text: str) -> SafeString:
    """`{{ event.contact|reachable }}`: telephone numbers are dialled with one tap, addresses are links."""
    written, done = list[str](), 0
    for start, end, number in phones.numbers_in(text):
        link = format_html('<a class="nm" href="tel:{}">{}</a>', number, text[start:end])
        written += [urlize(text[done:start], autoescape=True), link]
        done = end
    written.append(urlize(text[done:], autoescape=True))
    return mark_safe("".join(written))  # noqa: S308 - urlize has escaped what stands between the links


@register.filter
def month_name(month: Month) -> str:
    """`{{ month|month_name }}` กันยายน 2569; September 2026."""
    return dates.format_long(dates.PartialDate(month.year, month.number), get_language() or "th")


@register.simple_tag
def weekdays() -> Iterable[tuple[str, str]]:
    """`{% weekdays as heads %}`: from Sunday, in full and as a calendar has room for."""
    names = words.WEEKDAYS_EN if get_language() == "en" else words.WEEKDAYS_TH
    short = (
        [name[:3] for name in words.WEEKDAYS_EN] if get_language() == "en" else ["จ", "อ", "พ", "พฤ", "ศ", "ส", "อา"]
    )
    pairs = list(zip(names, short, strict=True))
    return [pairs[-1], *pairs[:-1]]


@register.simple_tag
def linked_data(data: object) -> SafeString:
    """`{% linked_data facts %}`: for search engines; no program, so the content policy lets it stand in the page."""
    written = script_text(data)
    return mark_safe(f'<script type="application/ld+json">{written}</script>')  # noqa: S308 - no sign in it ends the tag
