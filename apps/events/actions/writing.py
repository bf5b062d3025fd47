"""An event and what belongs to it, written down: begun, copied, changed. Whoever is registered is told once of what
matters to them; calendars learn it by the sequence number."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.accounts.models import User
from apps.chapters.models import Chapter
from apps.core.actions import rows
from apps.core.models import Tracked
from apps.events.actions import letters, moderation, pictures, publishing, seats
from apps.events.actions.door import keepers
from apps.events.models import Attendee, Event, EventLetter, Question, Registration, TicketType

# What stands in somebody's calendar.
IN_CALENDARS = frozenset(
    {"starts_at", "ends_at", "time_zone", "place", "address", "province", "latitude", "longitude"}
    | {"online", "online_url", "title_th", "title_en", "summary_th", "summary_en"}
)
# What whoever is registered must know, wherever they read it.
MATTERS = frozenset({"starts_at", "ends_at", "time_zone", "place", "address", "province", "online", "online_url"})
# What the office lets pass, or a leader whom it trusts declares: read by everybody whom the event is for.
WORDS = frozenset(
    {"title_th", "title_en", "summary_th", "summary_en", "text", "text_en", "picture", "contact"}
    | {"audience", "cohort", "faculty"}
)
ROOM = frozenset({"seats", "passes_over"})  # what may give somebody in the queue a seat
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # of the end of an address; nothing that is read two ways
LONGEST = 60  # of an address, before its end

Rows = Sequence[tuple[int | None, Mapping[str, Any]]]  # the key of a recorded row, and what it shall say


class NotEditable(Exception):
    """It is over, cancelled, or with the office."""

    message = gettext_lazy("This event is over or cancelled, or the office is looking at it. Take it back first.")


class WordsWerePassed(Exception):
    """It is out with just these words, and whoever would change them may publish nothing by themself today."""

    message = gettext_lazy(
        "The office or the head of the group has let just these words pass, or the office holds what groups publish "
        "at present. Ask them to change the title, the text, the picture, whom to ask or for whom the event is; time, "
        "place and seats you change yourself."
    )


@transaction.atomic
def begin(
    chapter: Chapter | None,
    values: Mapping[str, Any],
    *,
    tickets: Rows = (),
    questions: Rows = (),
    by: User,
    copied_from: Event | None = None,
) -> Event:
    """A draft of a group's event (None: of the office's). Raises ValidationError."""
    event = Event(slug=free_slug(chapter, str(values.get("title_en", ""))), chapter=chapter, **values)
    event.copied_from = copied_from
    rows.create(event, by=by, action="events.write")
    settle_rows(event, tickets, questions, by=by)
    return event


@transaction.atomic
def change(
    event: Event,
    values: Mapping[str, Any],
    *,
    tickets: Rows | None = None,
    questions: Rows | None = None,
    by: User,
    expected_version: int | None = None,
    **noted: Any,
) -> set[str]:
    """Sets what is given (None: the rows stay as they are) and returns which columns of the event were different;
    `noted` is what the trail says besides. Raises NotEditable, WordsWerePassed, Stale, ValidationError."""
    stored = Event.objects.get(pk=event.pk)
    if not is_editable(stored):
        raise NotEditable
    different = {name for name, value in values.items() if getattr(stored, name) != value}
    is_out = stored.state == Event.State.PUBLISHED
    is_looked_at = is_out and not publishing.goes_out_by_itself(stored.chapter, by=by)
    if is_looked_at and different & WORDS:
        raise WordsWerePassed
    before = _small_words(stored)
    was_out = stored.published_at is not None  # it stands in calendars, also if the office took it off the pages since
    if was_out and different & IN_CALENDARS:
        values = {**values, "sequence": stored.sequence + 1}
    rows.change(event, values, by=by, action="events.change", expected_version=expected_version, **noted)
    if was_out and different & MATTERS:
        tell_of_change(event)
    if "ends_at" in different:
        keepers.follow(event, by=by)
    if tickets is not None and questions is not None:
        settle_rows(event, tickets, questions, by=by)
    if is_out and (different & ROOM or tickets):
        seats.give_on(seats.lock(event.pk))
    if is_looked_at and (new := _small_words(event) - before):
        moderation.look_again(event, sorted(new), by=by)
    if "picture" in different:
        transaction.on_commit(lambda: pictures.drop_unused(stored.picture))
    return different


def _small_words(event: Event) -> set[str]:
    """What the organisers change by themselves even where the office looks at their words, since another hall must be
    told at once; it looks at these afterwards."""
    tickets = event.tickets.values_list("name_th", "name_en")
    questions = event.questions.values_list("label", flat=True)
    return {event.place, event.address, *questions, *(name for names in tickets for name in names)} - {""}


def tell_of_change(event: Event) -> None:
    """Once for this state of the event, to everybody who has a seat or waits for one; while the office has it off the
    pages, once it is back."""
    concerned = event.registrations.open().exclude(state=Registration.State.FILLING)
    letters.note_each(list(concerned), EventLetter.Kind.MOVED, sequence=event.sequence)


def is_editable(event: Event) -> bool:
    """May the organisers change it? What is over stays as it was; what the office looks at is taken back first."""
    if event.state == Event.State.WAITING or event.cancelled_at is not None:
        return False
    return event.state != Event.State.PUBLISHED or event.ends_at > timezone.now()


def free_slug(chapter: Chapter | None, title_en: str) -> str:
    """An address that no event has: the English title, or the group's own, and four signs by chance."""
    stem = slugify(title_en)[:LONGEST].strip("-") or (chapter.slug if chapter else "event")
    while True:
        slug = f"{stem}-{''.join(secrets.choice(LETTERS) for _turn in range(4))}"
        if not Event.objects.filter(slug=slug).exists():
            return slug


def settle_rows(event: Event, tickets: Rows, questions: Rows, *, by: User) -> None:
    """Tickets and questions as they stand in the form: new ones, changed ones, and those that are gone."""
    _settle(TicketType, event, tickets, by=by)
    _settle(Question, event, questions, by=by)


def _settle(model: "type[TicketType | Question]", event: Event, given: Rows, *, by: User) -> None:
    noun = model._meta.model_name
    recorded: dict[int, Any] = {row.pk: row for row in model._default_manager.filter(event=event)}
    for order, (key, values) in enumerate(given):
        row = recorded.pop(key, None) if key is not None else None
        if row is not None:
            rows.change(row, {**values, "order": order}, by=by, action=f"events.change_{noun}")
        else:
            rows.create(model(event=event, order=order, **values), by=by, action=f"events.add_{noun}")
    for row in recorded.values():
        _remove(row, by=by, action=f"events.remove_{noun}")


def _remove(row: Tracked, *, by: User, action: str) -> None:
    """A ticket that somebody holds, or a question that somebody answered, stays."""
    if isinstance(row, TicketType) and Attendee.objects.filter(ticket=row).exists():
        raise ValidationError(_("Somebody holds the ticket “%(name)s”. It stays.") % {"name": row.name})
    if isinstance(row, Question) and row.answers.exists():
        raise ValidationError(_("Somebody has answered “%(name)s”. The question stays.") % {"name": row.label})
    rows.remove(row, by=by, action=action)
