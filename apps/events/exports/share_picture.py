"""The picture that LINE and Facebook draw beside a shared link: the organisers' own, or one set from the event's words
by Typst, which puts Thai marks where they belong."""

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.utils.translation import get_language

from apps.accounts.emails import letterhead
from apps.core.lib import dates
from apps.core.lib.dates import words
from apps.core.lib.pdf import DocumentRefused, render_png
from apps.core.templatetags.thai import be_date
from apps.events.actions import pictures
from apps.events.models import Event

KEPT_FOR = 7 * 24 * 3600  # seconds
GROUND = "#002f58"


def share_picture(event: Event) -> tuple[bytes, str]:
    """The file and its type. A title with letters that the font does not have is left out rather than drawn as
    boxes."""
    file = pictures.file_of(event.picture, "share") if event.picture else ""
    if file and default_storage.exists(file):
        with default_storage.open(file) as kept:
            return kept.read(), "image/jpeg"
    key = f"event-card:{event.pk}:{event.version}:{get_language()}"
    made: bytes | None = cache.get(key)
    if made is None:
        made = _set(event)
        cache.set(key, made, KEPT_FOR)
    return made, "image/png"


def _set(event: Event) -> bytes:
    template = settings.BASE_DIR / "templates" / "documents" / "event_card.typ"
    fonts = settings.BASE_DIR / "static" / "fonts" / "ttf"
    data = _words(event)
    try:
        return render_png(template, data, fonts=fonts, made_at=event.updated_at)
    except DocumentRefused:
        bare = data | {"title": data["when"], "place": "", "host": data["portal"]}
        return render_png(template, bare, fonts=fonts, made_at=event.updated_at)


def _words(event: Event) -> dict[str, str]:
    start, language = event.local_start, get_language() or "th"
    months = words.MONTHS_EN_SHORT if language == "en" else words.MONTHS_TH_SHORT
    hours = dates.format_time(start, language)
    return {
        "lang": language,
        "ground": GROUND,
        "title": event.title,
        "host": event.chapter.name if event.chapter else letterhead().office,
        "portal": letterhead().portal,
        "day": str(start.day),
        "month": months[start.month - 1],
        "when": f"{be_date(start.date(), 'weekday')} · {hours}",
        "place": event.place,
    }
