"""What somebody fills in who registers: how many come with which tickets, then who they are."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from apps.core.fields import NormalisedCharField
from apps.core.lib.money import format_baht
from apps.events.actions.details import Details, Guest
from apps.events.models import Attendee, Event, Question, TicketType
from apps.events.reports.status import left


class ChoiceForm(forms.Form):
    """The reader's own ticket, and how many guests with which. `mine` and `guests`: what they may choose from."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        event: Event,
        mine: Sequence[TicketType],
        guests: Sequence[TicketType],
        chosen: Sequence[TicketType | None] = (),
    ) -> None:
        super().__init__(data)
        self.event, self._tickets = event, {str(each.pk): each for each in (*mine, *guests)}
        self._mine, self._guests = list(mine), list[tuple[str, TicketType | None]]()
        if mine:
            self._add_ticket(mine, chosen)
        if event.most_guests:
            kinds: Sequence[TicketType | None] = guests or ([] if mine else [None])
            for kind in kinds:
                self._add_guests(kind, chosen)

    def ticket_options(self) -> list[tuple[BoundWidget, TicketType, int | None]]:
        """The reader's own tickets, each with what is left of it (None: no limit), for the page."""
        options = self["ticket"].subwidgets if "ticket" in self.fields else []
        return [(each, kind, left(kind, self.event)) for each, kind in zip(options, self._mine, strict=True)]

    def guest_fields(self) -> list[BoundField]:
        return [self[name] for name, _kind in self._guests]

    def tickets(self) -> list[TicketType | None]:
        """One for each seat, the reader's own first."""
        own = self._tickets.get(str(self.cleaned_data.get("ticket", "")))
        more = [kind for name, kind in self._guests for _number in range(self.cleaned_data.get(name) or 0)]
        return [own, *more]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and len(self.tickets()) > 1 + self.event.most_guests:
            most = self.event.most_guests
            words = ngettext("You may bring %(most)s guest.", "You may bring %(most)s guests.", most)
            self.add_error(self._guests[0][0], words % {"most": most})
        return cleaned

    def _add_ticket(self, mine: Sequence[TicketType], chosen: Sequence[TicketType | None]) -> None:
        choices = [(str(each.pk), ticket_words(each)) for each in mine]
        initial = str(chosen[0].pk) if chosen and chosen[0] else choices[0][0]
        self.fields["ticket"] = forms.ChoiceField(
            label=gettext_lazy("your ticket"), choices=choices, widget=forms.RadioSelect, initial=initial
        )

    def _add_guests(self, kind: TicketType | None, chosen: Sequence[TicketType | None]) -> None:
        name = f"guests_{kind.pk}" if kind else "guests"
        label = _("guests with you") if kind is None else _("guests: %(ticket)s") % {"ticket": ticket_words(kind)}
        self._guests.append((name, kind))
        self.fields[name] = forms.IntegerField(
            label=label,
            min_value=0,
            max_value=self.event.most_guests,
            required=False,
            initial=sum(1 for each in chosen[1:] if each == kind),
            help_text=self._gone(kind, chosen),
            widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "w-xs"}),
        )

    def _gone(self, kind: TicketType | None, chosen: Sequence[TicketType | None]) -> str:
        """Said of a ticket that is sold out, before somebody's whole party stands in the queue for it."""
        if kind is None or kind in chosen or left(kind, self.event) != 0:
            return ""
        if self.event.waiting_list:
            return _("Full. With such a guest all of you join the queue.")
        return _("None is left.")


class DetailsForm(forms.Form):
    """Names, food and access needs of each, and the organisers' questions."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        event: Event,
        attendees: Sequence[Attendee],
        questions: Sequence[Question] = (),
        answers: Mapping[int, str] | None = None,
        note: str = "",
    ) -> None:
        super().__init__(data)
        self.event, self.attendees, self.questions = event, list(attendees), list(questions)
        for number, attendee in enumerate(self.attendees, 1):
            self._add_attendee(number, attendee)
        for question in self.questions:
            self.fields[f"question_{question.pk}"] = _answer_field(question, (answers or {}).get(question.pk, ""))
        self.fields["note"] = NormalisedCharField(
            label=gettext_lazy("a word to the organisers"), max_length=300, required=False, initial=note
        )

    def people(self) -> Iterator[tuple[Attendee, list[BoundField]]]:
        """Each attendee with the fields about them, for the page."""
        for number, attendee in enumerate(self.attendees, 1):
            names = (f"name_{number}", f"dietary_{number}", f"access_needs_{number}")
            yield attendee, [self[name] for name in names if name in self.fields]

    def asked(self) -> list[tuple[Question, BoundField]]:
        return [(question, self[f"question_{question.pk}"]) for question in self.questions]

    def details(self) -> Details:
        told = self.cleaned_data
        return Details(
            guests=[
                Guest(
                    told[f"name_{number}"],
                    told.get(f"dietary_{number}", ""),
                    told.get(f"access_needs_{number}", ""),
                )
                for number in range(1, len(self.attendees) + 1)
            ],
            answers={
                question.pk: "" if (said := told[f"question_{question.pk}"]) is None else str(said)
                for question in self.questions
            },
            note=told["note"],
        )

    def _add_attendee(self, number: int, attendee: Attendee) -> None:
        self.fields[f"name_{number}"] = NormalisedCharField(
            label=gettext_lazy("name on the ticket") if number == 1 else gettext_lazy("guest's name"),
            max_length=150,
            initial=attendee.name,
            widget=forms.TextInput(attrs={"autocomplete": "name" if number == 1 else "off"}),
        )
        if not self.event.asks_needs:
            return
        for name, label, hint in (
            ("dietary", gettext_lazy("food"), gettext_lazy("For example: vegetarian, halal, allergic to nuts.")),
            ("access_needs", gettext_lazy("access needs"), gettext_lazy("For example: a wheelchair, a quiet seat.")),
        ):
            self.fields[f"{name}_{number}"] = NormalisedCharField(
                label=label,
                max_length=200,
                required=False,
                initial=str(getattr(attendee, name)),
                help_text=hint if number == 1 else "",
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )


class RefuseForm(forms.Form):
    """Accepts a registration, or says why not."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("your answer"),
        choices=[("approve", gettext_lazy("Accept")), ("refuse", gettext_lazy("Do not accept"))],
        widget=forms.RadioSelect,
    )
    reason = NormalisedCharField(
        label=gettext_lazy("why not"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("They read this word for word."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == "refuse" and not cleaned.get("reason"):
            self.add_error("reason", _("Say why, so that they understand it."))
        return cleaned


class CancelForm(forms.Form):
    """Why the organisers cancel somebody's registration."""

    reason = NormalisedCharField(
        label=gettext_lazy("reason"), max_length=300, help_text=gettext_lazy("They read this word for word.")
    )


def ticket_words(ticket: TicketType) -> str:
    price = format_baht(Decimal(ticket.price_satang) / 100, get_language() or "th")
    return f"{ticket.name} · {price if ticket.price_satang else _('free of charge')}"


def _answer_field(question: Question, answer: str) -> forms.Field:
    """A field for a question of the organisers, as they asked it."""
    told: dict[str, Any] = {"label": question.label, "required": question.required, "initial": answer}
    none = [("", _("Choose") if question.required else _("no answer"))]
    match question.kind:
        case Question.Kind.CHOICE:
            choices = [*none, *((str(each), str(each)) for each in question.options)]
            return forms.ChoiceField(choices=choices, **told)
        case Question.Kind.YES_NO:
            choices = [*(none if not question.required else []), ("yes", _("Yes")), ("no", _("No"))]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **told)
        case Question.Kind.NUMBER:
            return forms.IntegerField(
                min_value=0,
                max_value=1_000_000,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "w-xs"}),
                **told,
            )
    return NormalisedCharField(max_length=300, **told)
