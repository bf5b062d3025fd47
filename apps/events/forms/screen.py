"""All forms of the organiser's one screen together, as they are filled from an event, a copy, a draft or a request."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import BaseForm
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst

from apps.chapters.models import Chapter
from apps.core.lib.dates import PartialDate
from apps.events.forms import rows
from apps.events.forms.event import EventForm
from apps.events.lib.spans import end_of, start_of
from apps.events.models import Event

DEFAULTS = {"registers": True, "waiting_list": True, "audience": Event.Audience.PUBLIC, "kind": Event.Kind.OTHER}
SAME = (
    *("place", "online", "seats", "text", "kind", "contact", "audience", "cohort", "faculty", "address", "province"),
    *("online_url", "time_zone", "waiting_list", "passes_over", "offer_hours", "needs_approval", "most_guests"),
    *("hold_minutes", "asks_needs", "payee", "payment_hours", "title_en", "summary_en", "text_en"),
)
NOT_TYPED = {"csrfmiddlewaretoken", "do", "draft", "picture"}

Typed = MultiValueDict[str, str]


class Screen:
    """`event` is what is changed (None: a new one). `data`: what was typed; else `initial` stands in the boxes."""

    def __init__(
        self,
        chapter: Chapter | None,
        *,
        event: Event | None = None,
        data: Typed | None = None,
        files: MultiValueDict[str, Any] | None = None,
        like: Event | None = None,
    ) -> None:
        source = event or like
        initial = _initial(source, is_copy=event is None) if source else DEFAULTS
        tickets, questions = _rows(source, is_copy=event is None)
        self.event, self.data, self.opened = event, data, ""
        self.form = EventForm(data, files, initial=initial, chapter=chapter, event=event)
        self.tickets = rows.tickets(data, initial=tickets)
        self.questions = rows.questions(data, initial=questions)
        self.repeat = None if event is not None else rows.RepeatForm(data)

    @property
    def parts(self) -> list[Any]:
        return [self.form, self.tickets, self.questions, *([self.repeat] if self.repeat else [])]

    def is_valid(self, *, publishes: bool = False) -> bool:
        """Every part is asked, so that everything that is wrong is said at once."""
        rows_ok = [part.is_valid() for part in self.parts[1:]]
        self.form.publishes = publishes
        self.form.has_tickets = bool(self.tickets.is_valid() and self.tickets.rows())
        return all([self.form.is_valid(), *rows_ok])

    def values(self) -> dict[str, Any]:
        return self.form.values()

    def ticket_rows(self) -> list[tuple[int | None, dict[str, Any]]]:
        """Those of the rows; without any, the price of the first screen makes one kind of ticket."""
        time_zone, price = self.form.cleaned_data["time_zone"], self.form.cleaned_data["price"]
        given = [(key, _with_sale(values, time_zone)) for key, values in self.tickets.rows()]
        if given or not price:
            return given
        recorded = self.event.tickets.first() if self.event else None
        return [
            (recorded.pk if recorded else None, {"name_th": "บัตรเข้างาน", "name_en": "Ticket", "price_satang": price})
        ]

    def question_rows(self) -> list[tuple[int | None, dict[str, Any]]]:
        given: list[tuple[int | None, dict[str, Any]]] = self.questions.rows()
        return given

    def unjudged(self, *, opened: str = "") -> "Screen":
        """What was typed stands in the boxes, and nothing is said about it yet; `opened`: the rows of which one more
        was asked for."""
        self.opened = opened
        for part in self.parts:
            for form in [part] if isinstance(part, BaseForm) else part.forms:
                form._errors, form.cleaned_data = ErrorDict(), {}  # type: ignore[union-attr] # a form of either kind
            if not isinstance(part, BaseForm):
                part._errors, part._non_form_errors = [{} for _form in part.forms], part.error_class()
        return self

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Everything that is wrong, in the order of the page: where it is, and what to do."""
        if self.data is None:
            return []
        forms = [form for part in self.parts for form in ([part] if isinstance(part, BaseForm) else part.forms)]
        found: list[tuple[str, str]] = []
        for form in forms:
            found += [("", str(error)) for error in form.non_field_errors()]
            for field in form:
                where = field.id_for_label if not field.is_hidden else ""
                found += [(where, f"{capfirst(str(field.label))}: {error}") for error in field.errors]
        for part in self.parts[1:3]:
            found += [("", str(error)) for error in part.non_form_errors()]
        return found

    @property
    def has_tickets_open(self) -> bool:
        return self._has_open(self.tickets)

    @property
    def has_questions_open(self) -> bool:
        return self._has_open(self.questions)

    @property
    def is_repeat_open(self) -> bool:
        return self.repeat is not None and (bool(self.repeat.errors) or bool(self.repeat["rule"].value()))

    def _has_open(self, part: Any) -> bool:
        """Rows are unfolded where one was asked for, some are filled, or something in them is wrong."""
        is_filled = any(form[form.name_of_row].value() for form in part.forms)
        return self.opened == part.prefix or is_filled or bool(any(part.errors) or part.non_form_errors())


def _with_sale(values: dict[str, Any], time_zone: str) -> dict[str, Any]:
    opens, closes = values.pop("opens_on"), values.pop("closes_on")
    return values | {
        "sale_opens_at": start_of(opens, time_zone) if opens else None,
        "sale_closes_at": end_of(closes, time_zone) if closes else None,
    }


def typed(data: Typed) -> dict[str, list[str]]:
    """What a draft keeps."""
    return {name: data.getlist(name) for name in data if name not in NOT_TYPED}


def from_typed(kept: Mapping[str, Sequence[str]]) -> Typed:
    return MultiValueDict({name: list(values) for name, values in kept.items()})


def with_another_row(data: Typed, prefix: str) -> Typed:
    """One more empty row of this kind."""
    copy = data.copy()
    name = f"{prefix}-TOTAL_FORMS"
    number = copy.get(name, "")
    most = {"tickets": rows.MOST_TICKETS, "questions": rows.MOST_QUESTIONS}[prefix]
    copy[name] = str(min(int(number), most - 1) + 1) if number.isdecimal() and len(number) < 4 else "1"
    return copy


def _initial(event: Event, *, is_copy: bool) -> dict[str, Any]:
    """A copy has everything but its days."""
    prices = list(event.tickets.all())
    initial = {name: getattr(event, name) for name in SAME} | {
        "title": event.title_th,
        "summary": event.summary_th,
        "starts": event.local_start.time(),
        "ends": event.local_end.time(),
        "position": (float(event.latitude), float(event.longitude or 0)) if event.latitude is not None else None,
        "registers": event.takes_registrations,
        "price": prices[0].price_satang if _is_simple(event) else None,
        "version": event.version,
    }
    if is_copy:
        return initial
    first, last = event.local_start.date(), event.local_end.date()
    ends_next_morning = (last - first).days == 1 and event.local_end.time() <= event.local_start.time()
    return initial | {
        "day": first,
        "last_day": None if last == first or ends_next_morning else last,
        "opens_on": _day(event.registration_opens_at, event),
        "opens_at": _clock(event.registration_opens_at, event),
        "closes_on": _day(event.registration_closes_at, event),
        "changes_until": _day(event.changes_close_at, event),
    }


def _day(moment: Any, event: Event) -> PartialDate | None:
    return PartialDate.from_date(moment.astimezone(event.zone).date()) if moment else None


def _clock(moment: Any, event: Event) -> Any:
    return moment.astimezone(event.zone).time() if moment else None


def _is_simple(event: Event) -> bool:
    """One kind of ticket for everybody: it stands on the first screen as the price."""
    tickets = list(event.tickets.all())
    only = tickets[0] if len(tickets) == 1 else None
    return only is not None and only.is_plain


def _rows(event: Event | None, *, is_copy: bool) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    if event is None:
        return [], []
    tickets = [] if _is_simple(event) else list(event.tickets.all())
    return (
        [
            {
                "key": None if is_copy else row.pk,
                "name_th": row.name_th,
                "name_en": row.name_en,
                "price": row.price_satang,
                "capacity": row.capacity,
                "buyers": "" if row.buyers == "anyone" else row.buyers,
                "not_for_guests": not row.for_guests,
                "opens_on": None if is_copy else _day(row.sale_opens_at, event),
                "closes_on": None if is_copy else _day(row.sale_closes_at, event),
            }
            for row in tickets
        ],
        [
            {
                "key": None if is_copy else row.pk,
                "label": row.label,
                "kind": "" if row.kind == "text" else row.kind,
                "options": "\n".join(row.options),
                "required": row.required,
                "keep_days": row.keep_days,
                "readers": "" if row.readers == "organisers" else row.readers,
            }
            for row in event.questions.all()
        ],
    )
