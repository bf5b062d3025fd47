"""The organiser's one screen: what every event needs stands first, everything else is folded away."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Chapter
from apps.core.fields import NormalisedCharField
from apps.events.fields import LATEST, ClockField, EventDayField, PositionField, PriceField, SeatsField
from apps.events.forms.pictures import PosterField
from apps.events.lib.spans import end_of, span
from apps.events.lib.zones import OURS, ZONES, city, zone
from apps.events.models import Event
from apps.payments.models import Payee
from apps.records.models import Cohort, Faculty, Province

FIRST = ("title", "day", "starts", "ends", "place", "online", "seats", "price")
MORE: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Text, kind, picture, contact"), ("summary", "text", "kind", "picture", "contact")),
    (_("For whom"), ("audience", "cohort", "faculty")),
    (
        _("Address, map, online link, several days"),
        ("address", "province", "position", "online_url", "last_day", "time_zone"),
    ),
    (
        _("Registration, guests, approval, waiting list, payment"),
        (
            *("registers", "opens_on", "opens_at", "closes_on", "changes_until", "waiting_list", "passes_over"),
            *("offer_hours", "hold_minutes", "needs_approval", "most_guests", "asks_needs", "payee", "payment_hours"),
        ),
    ),
    (_("In English"), ("title_en", "summary_en", "text_en")),
)
NOWHERE = _("Say where it is, or tick that it is online.")
DEFAULTED = ("most_guests", "offer_hours", "hold_minutes", "payment_hours")  # left empty, they are as usual
# What the form calls a column of the event.
COLUMNS = {
    "title_th": "title",
    "summary_th": "summary",
    "starts_at": "starts",
    "ends_at": "ends",
    "latitude": "position",
    "longitude": "position",
    "takes_registrations": "registers",
    "registration_opens_at": "opens_on",
    "registration_closes_at": "closes_on",
    "changes_close_at": "changes_until",
}


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class EventForm(forms.Form):
    """Everything about an event that stands in it once; tickets, questions and the days of a series have rows of
    their own (forms.rows)."""

    title = NormalisedCharField(label=_("title of the event"), max_length=150)
    day = EventDayField(label=_("day"), help_text=_("For example 31/3."))
    starts = ClockField(label=_("begins at"), help_text=_("For example 18.30."))
    ends = ClockField(label=_("ends at"), required=False)
    place = NormalisedCharField(label=_("place"), max_length=150, error_messages={"required": NOWHERE})
    online = forms.BooleanField(label=_("It is online"), required=False)
    seats = SeatsField(
        label=_("seats"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=_("Leave it empty if there is room for everybody."),
    )
    price = PriceField(label=_("price (baht)"), required=False, help_text=_("Leave it empty if it is free."))

    summary = NormalisedCharField(label=_("in one sentence"), max_length=300, required=False)
    text = NormalisedCharField(
        label=_("about the event"), max_length=10_000, required=False, multiline=True, widget=_lines(8)
    )
    kind = forms.ChoiceField(label=_("kind"), choices=Event.Kind, required=False)
    picture = PosterField(
        label=_("picture"),
        required=False,
        help_text=_("A JPEG, PNG or WebP file of at most 10 MB. We take out where and when it was taken."),
    )
    contact = NormalisedCharField(
        label=_("whom to ask"),
        max_length=200,
        required=False,
        help_text=_("A name with a telephone number, LINE or e-mail address. Everybody who sees the event reads it."),
    )
    audience = forms.ChoiceField(label=_("for whom"), choices=Event.Audience, required=False)
    cohort = forms.ModelChoiceField(label=_("class"), queryset=Cohort.objects.none(), required=False)
    faculty = forms.ModelChoiceField(label=_("faculty"), queryset=Faculty.objects.none(), required=False)
    address = NormalisedCharField(label=_("address"), max_length=300, required=False)
    province = forms.ModelChoiceField(label=_("province"), queryset=Province.objects.none(), required=False)
    position = PositionField(
        label=_("place on the map"),
        required=False,
        help_text=_("Two numbers such as 7.0086, 100.4970, or the long link of a map."),
    )
    online_url = forms.URLField(
        label=_("link to the meeting"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("Only those who are registered see it."),
    )
    last_day = EventDayField(label=_("last day"), required=False, help_text=_("Only if it lasts several days."))
    time_zone = forms.ChoiceField(label=_("time zone"), choices=[(name, city(name)) for name in ZONES], required=False)
    registers = forms.BooleanField(label=_("One registers here"), required=False)
    opens_on = EventDayField(label=_("registration opens on"), required=False, help_text=_("Empty: at once."))
    opens_at = ClockField(label=_("at"), required=False)
    closes_on = EventDayField(
        label=_("last day of registration"),
        required=False,
        help_text=_("The whole day counts. Empty: until it begins."),
    )
    changes_until = EventDayField(
        label=_("last day for changing and cancelling"),
        required=False,
        help_text=_("The whole day counts. Empty: until it begins."),
    )
    waiting_list = forms.BooleanField(label=_("A waiting list when it is full"), required=False)
    passes_over = forms.BooleanField(
        label=_("A smaller party may go first where a larger one does not fit"), required=False
    )
    offer_hours = forms.IntegerField(
        label=_("hours for which a free seat is offered"), min_value=1, max_value=336, required=False
    )
    hold_minutes = forms.IntegerField(
        label=_("minutes for filling in the form"), min_value=5, max_value=120, required=False
    )
    payment_hours = forms.IntegerField(label=_("hours for paying"), min_value=1, max_value=720, required=False)
    needs_approval = forms.BooleanField(label=_("We approve each registration"), required=False)
    most_guests = forms.IntegerField(label=_("guests that one may bring"), min_value=0, max_value=20, required=False)
    asks_needs = forms.BooleanField(
        label=_("Ask for food and access needs"),
        required=False,
        help_text=_("Only the organisers read the answers; they are erased after the event."),
    )
    payee = forms.ModelChoiceField(label=_("who is paid"), queryset=Payee.objects.none(), required=False)
    title_en = NormalisedCharField(label=_("title in English"), max_length=150, required=False)
    summary_en = NormalisedCharField(label=_("in one sentence, in English"), max_length=300, required=False)
    text_en = NormalisedCharField(
        label=_("about the event, in English"), max_length=10_000, required=False, multiline=True, widget=_lines(6)
    )
    is_neutral = forms.BooleanField(
        label=_("This event is politically neutral"),
        required=False,
        help_text=_(
            "It speaks neither for nor against a party, a candidate or a campaign. You declare it in your name."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)  # a picture that was chosen before

    def __init__(self, *args: Any, chapter: Chapter | None, event: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chapter, self.event = chapter, event
        self.has_tickets = self.publishes = False
        ours = {"institution__code": settings.INSTITUTION}
        self._choose("cohort", Cohort.objects.filter(**ours).order_by("-graduation_year_be"))
        self._choose("faculty", Faculty.objects.filter(**ours).order_by("name_th"))
        self._choose("province", Province.objects.order_by("name_th"))
        self._choose("payee", payees_for(chapter))
        if self["kept"].value():
            self.fields["picture"].help_text = _(
                "The picture that you chose is kept. Choose another only to replace it."
            )
        if chapter is None:
            audience: Any = self.fields["audience"]
            audience.choices = [each for each in Event.Audience.choices if each[0] != Event.Audience.CHAPTER]

    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in FIRST]

    def more(self) -> list[tuple[Any, list[forms.BoundField], bool]]:
        """What is folded away, each with whether something in it is wrong: then it is unfolded."""
        return [
            (title, [self[name] for name in names], any(name in self.errors for name in names))
            for title, names in MORE
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("online") and self.has_error("place", "required"):  # the only place that it has
            del self.errors["place"]
            data["place"] = ""
        for audience in (Event.Audience.COHORT, Event.Audience.FACULTY):
            if data.get("audience") == audience and not data.get(audience):
                self.add_error(audience, _("Choose for which one it is."))
        if data.get("price") and not self.has_tickets and not data.get("payee"):
            data["payee"] = payees_for(self.chapter).first()
            if data["payee"] is None:
                self.add_error("price", _("Nobody can take money for this group yet. Ask the office to set it up."))
        if self.event and data.get("seats") is not None and data["seats"] < self.event.taken:
            self.add_error("seats", _("%(taken)s seats are taken already.") % {"taken": self.event.taken})
        if self.publishes and not data.get("is_neutral"):
            self.add_error("is_neutral", _("Declare that the event is politically neutral, or save it as a draft."))
        if not {"opens_on", "opens_at", "day", "starts", "ends", "last_day", "time_zone"} & self.errors.keys():
            self._clean_times(data)
        return data

    def _clean_times(self, data: dict[str, Any]) -> None:
        starts, ends = span(data["day"], data["starts"], data.get("last_day"), data.get("ends"), data["time_zone"])
        starts, ends = self._as_recorded(starts, "starts_at"), self._as_recorded(ends, "ends_at")
        was = self.event.starts_at if self.event else None
        if ends <= starts:
            name = "last_day" if data.get("last_day") else "ends"
            self.add_error(name, _("The end comes before the beginning."))
        elif starts != was and starts < timezone.now():
            self.add_error("day", _("This day and time are over already. Check the year."))
        elif (data["day"] - timezone.localdate()).days > LATEST:
            self.add_error("day", _("This is more than five years ahead. Check the year."))
        data |= {"starts_at": starts, "ends_at": ends, "opens": None}
        if data.get("opens_on"):
            clock = data.get("opens_at") or time()
            data["opens"] = datetime.combine(data["opens_on"], clock, zone(data["time_zone"]))
            if data["opens"] >= ends:
                self.add_error("opens_on", _("This is after the event."))
        for name in ("closes_on", "changes_until"):
            if data.get(name) and end_of(data[name], data["time_zone"]) > end_of(ends.date(), data["time_zone"]):
                self.add_error(name, _("This is after the event."))

    def _as_recorded(self, moment: Any, column: str) -> Any:
        """What stands in the box shows no seconds: left as it is, it changes nothing."""
        recorded: datetime | None = getattr(self.event, column, None)
        if moment is not None and recorded is not None and recorded.replace(second=0, microsecond=0) == moment:
            return recorded
        return moment

    def clean_time_zone(self) -> str:
        return self.cleaned_data["time_zone"] or OURS

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Event.Kind.OTHER

    def clean_audience(self) -> str:
        return self.cleaned_data["audience"] or Event.Audience.PUBLIC

    def values(self) -> dict[str, Any]:
        """What the event's columns shall say."""
        data, usual = self.cleaned_data, Event()
        latitude, longitude = (
            (Decimal(f"{each:.5f}") for each in data["position"]) if data["position"] else (None, None)
        )
        same = (
            *("place", "online", "seats", "text", "kind", "contact", "audience", "address", "province"),
            *("online_url", "time_zone", "waiting_list", "passes_over", "needs_approval", "asks_needs", "payee"),
            *("title_en", "summary_en", "text_en", "starts_at", "ends_at"),
        )
        return {name: data[name] for name in same} | {
            "title_th": data["title"],
            "summary_th": data["summary"],
            "cohort": data["cohort"] if data["audience"] == Event.Audience.COHORT else None,
            "faculty": data["faculty"] if data["audience"] == Event.Audience.FACULTY else None,
            "latitude": latitude,
            "longitude": longitude,
            "takes_registrations": data["registers"],
            "registration_opens_at": self._as_recorded(data["opens"], "registration_opens_at"),
            "registration_closes_at": _last_moment(data["closes_on"], data),
            "changes_close_at": _last_moment(data["changes_until"], data),
            **{name: data[name] or getattr(usual, name) for name in DEFAULTED},
        }

    def _choose(self, name: str, queryset: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = queryset


def payees_for(chapter: Chapter | None) -> Any:
    """Who may be paid for an event: the group's own body if it has one, and the university."""
    codes = ["university", *([chapter.slug] if chapter else [])]
    if chapter is not None and chapter.kind == Chapter.Kind.ASSOCIATION:
        codes.append("association")
    return Payee.objects.filter(code__in=codes).order_by("-pk")


def _last_moment(day: date | None, data: Mapping[str, Any]) -> datetime | None:
    if day is None:
        return None
    ends: datetime = data["ends_at"]
    return min(end_of(day, data["time_zone"]), ends)
