"""Rows of the organiser's form: kinds of tickets, questions, the days of a series. A row that is left empty is none;
the button for more rows works without scripts."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField
from apps.core.lib.dates import ThaiDateError
from apps.events.fields import EventDayField, PriceField, SeatsField, day_to_come
from apps.events.lib.recurrence import MOST, every_weeks, same_weekday
from apps.events.models import Question, Series, TicketType

MOST_TICKETS, MOST_QUESTIONS = 12, 20
SPARE = 1  # empty rows under those that are filled
MOST_OPTIONS = 30


class RowForm(forms.Form):
    """`key` tells which recorded row it is; without its `name_of_row` it is none."""

    name_of_row = ""
    folded: ClassVar[tuple[str, ...]] = ()  # boxes that few people need
    key = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.is_filled and not data.get(self.name_of_row) and self.name_of_row not in self.errors:
            self.add_error(self.name_of_row, _("Write what this is, or empty the whole row."))
        return data

    @property
    def is_filled(self) -> bool:
        said = (value for name, value in self.cleaned_data.items() if name != "key")
        return any(value not in (None, "", False, []) for value in said)

    def plain_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.folded]

    def folded_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.folded]

    def is_unfolded(self) -> bool:
        """Something is said there, or wrong."""
        return any(field.value() or field.errors for field in self.folded_fields())


class TicketForm(RowForm):
    """One kind of ticket."""

    name_of_row = "name_th"
    folded = ("opens_on", "closes_on", "not_for_guests")
    name_th = NormalisedCharField(label=_("ticket"), max_length=200, required=False)
    name_en = NormalisedCharField(label=_("in English"), max_length=200, required=False)
    price = PriceField(label=_("price (baht)"), required=False)
    capacity = SeatsField(
        label=_("how many"), min_value=1, max_value=100_000, required=False, help_text=_("Empty: as many as seats.")
    )
    buyers = forms.ChoiceField(
        label=_("for whom"), choices=[("", _("Anyone")), *TicketType.Buyers.choices[1:]], required=False
    )

    opens_on = EventDayField(label=_("on sale from"), required=False, help_text=_("Empty: with the registration."))
    closes_on = EventDayField(
        label=_("last day on which it is sold"),
        required=False,
        help_text=_("The whole day counts. For a price for whoever comes early."),
    )
    not_for_guests = forms.BooleanField(label=_("Not for guests whom somebody brings"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("opens_on") and data.get("closes_on") and data["closes_on"] < data["opens_on"]:
            self.add_error("closes_on", _("The sale closes before it opens."))
        return data

    def values(self) -> dict[str, Any]:
        """The days of the sale become moments once it is known where the event is."""
        data = self.cleaned_data
        return {
            "name_th": data["name_th"],
            "name_en": data["name_en"],
            "price_satang": data["price"] or 0,
            "capacity": data["capacity"],
            "buyers": data["buyers"] or TicketType.Buyers.ANYONE,
            "for_guests": not data["not_for_guests"],
            "opens_on": data["opens_on"],
            "closes_on": data["closes_on"],
        }


class QuestionForm(RowForm):
    """One question to whoever registers."""

    name_of_row = "label"
    label = NormalisedCharField(label=_("question"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("kind of answer"), choices=[("", _("A line of text")), *Question.Kind.choices[1:]], required=False
    )
    options = NormalisedCharField(
        label=_("to choose from"),
        max_length=2000,
        required=False,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line."),
    )
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    readers = forms.ChoiceField(
        label=_("who reads the answers"),
        choices=[("", _("The organisers only")), *Question.Readers.choices[1:]],
        required=False,
    )

    keep_days = forms.IntegerField(
        label=_("days for which answers are kept after the event"),
        min_value=1,
        max_value=365,
        required=False,
        help_text=_("Empty: 30 days."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == Question.Kind.CHOICE and len(self._options()) < 2 and "options" not in self.errors:
            self.add_error("options", _("Write at least two, one a line."))
        elif len(self._options()) > MOST_OPTIONS:
            self.add_error("options", _("These are too many to choose from."))
        return data

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        kind = data["kind"] or Question.Kind.TEXT
        return {
            "label": data["label"],
            "kind": kind,
            "options": self._options() if kind == Question.Kind.CHOICE else [],
            "required": data["required"],
            "keep_days": data["keep_days"] or 30,
            "readers": data["readers"] or Question.Readers.ORGANISERS,
        }

    def _options(self) -> list[str]:
        lines = (line.strip() for line in (self.cleaned_data.get("options") or "").split("\n"))
        return list(dict.fromkeys(line for line in lines if line))


class RowFormSet(forms.BaseFormSet):  # type: ignore[type-arg] # generic for the type checker only
    """The rows of a kind; `rows` are those that say something, with the keys of the recorded ones."""

    def rows(self) -> list[tuple[int | None, dict[str, Any]]]:
        filled = [form for form in self.forms if form.cleaned_data and form.is_filled]
        return [(form.cleaned_data.get("key"), form.values()) for form in filled]


def tickets(data: Any = None, *, initial: list[dict[str, Any]] | None = None) -> Any:
    return _rows(TicketForm, "tickets", MOST_TICKETS, data, initial)


def questions(data: Any = None, *, initial: list[dict[str, Any]] | None = None) -> Any:
    return _rows(QuestionForm, "questions", MOST_QUESTIONS, data, initial)


def _rows(form: Any, prefix: str, most: int, data: Any, initial: list[dict[str, Any]] | None) -> Any:
    made = forms.formset_factory(
        form, formset=RowFormSet, extra=SPARE, max_num=most, absolute_max=most, validate_max=True
    )
    return made(data, prefix=prefix, initial=initial)


class RepeatForm(forms.Form):
    """Whether the event comes again, and when."""

    rule = forms.ChoiceField(
        label=_("does it come again?"), choices=[("", _("No, it is once")), *Series.Rule.choices], required=False
    )
    every = forms.IntegerField(label=_("every so many weeks"), min_value=1, max_value=52, required=False)
    times = forms.IntegerField(
        label=_("how many times in all"), min_value=2, max_value=MOST, required=False, help_text=_("52 at most.")
    )
    days = NormalisedCharField(
        label=_("further days"),
        max_length=2000,
        required=False,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, such as 31/3."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("rule") in {Series.Rule.WEEKLY, Series.Rule.MONTHLY} and not data.get("times"):
            if "times" not in self.errors:
                self.add_error("times", _("Say how many times it takes place."))
        elif data.get("rule") == Series.Rule.DATES and "days" not in self.errors:
            data["dates"] = self._dates(data.get("days") or "")
        return data

    def _dates(self, text: str) -> list[date]:
        found = []
        for line in filter(None, (each.strip() for each in text.split("\n"))):
            try:
                read = day_to_come(line)
            except ThaiDateError:
                read = None
            if read is None or not read.is_full:
                self.add_error("days", _("This is no day: %(line)s. Write it like 31/3/2570.") % {"line": line[:40]})
                return []
            found.append(read.first_day)
        if not found:
            self.add_error("days", _("Write the further days, one a line."))
        elif len(found) >= MOST:
            self.add_error("days", _("These are too many days for one series."))
        return found

    @property
    def repeats(self) -> bool:
        return bool(self.cleaned_data.get("rule"))

    def dates(self, first: date) -> list[date]:
        """Every day of the series, the first among them, in order."""
        data = self.cleaned_data
        if data["rule"] == Series.Rule.WEEKLY:
            return every_weeks(first, data["every"] or 1, data["times"])
        if data["rule"] == Series.Rule.MONTHLY:
            return same_weekday(first, data["times"])
        return sorted({first, *data["dates"]})
