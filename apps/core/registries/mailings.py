"""What the apps tell mailings and reminders of what people do, and of what they are to be reminded."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import MailWriter, Registry

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class MailGate:
    """Why a mailing does not go out without a second person. `until`: when it does so by itself, if nothing else
    keeps it."""

    reason: str
    until: "datetime | None" = None


@dataclass(frozen=True)
class MailOutcome:
    """Something that readers may do after a mailing. `deeds`: the rows of what `person` did from `since` until `until`
    (values, or expressions of an outer question), with the thing of this key ("": with any). `things`: key and name of
    what the given paths of our own pages, to which a mailing leads, are of; `named`: what the readers did with
    %(thing)s."""

    title: "_StrPromise"
    deeds: "Callable[[Any, Any, Any, str], QuerySet[Any]]"
    things: "Callable[[Sequence[str]], list[tuple[str, str]]] | None" = None
    named: "_StrPromise | str" = ""


@dataclass(frozen=True)
class Due:
    """Somebody, by the key of the person, who is to be reminded for the sake of a day; `thing`: of what, by its key,
    where it is not of themself alone. When the day moves, it is another reminder."""

    person_id: int
    on: "date"
    thing: str = ""


@dataclass(frozen=True)
class ReminderRule:
    """`due`: whom it concerns at a moment; those who were reminded already may be among them. `write` writes to one,
    in the transaction that notes it, and says whether it did: False where it does not fit any more. `a_day`: to no
    more than so many a day, so that answers come in evenly."""

    title: "_StrPromise"
    due: "Callable[[datetime], Iterable[Due]]"
    write: "Callable[[Due, datetime], bool]"
    a_day: int | None = None


# To so many people on such a day.
mail_gates: Registry["Callable[[MailWriter, int, date], MailGate | None]"] = Registry("gates of mailings")
mail_outcomes: Registry[MailOutcome] = Registry("outcomes of mailings")  # "record", "event_came", "gift" …
reminder_rules: Registry[ReminderRule] = Registry("rules of reminders")  # "records.yearly" …
# After a restored backup: takes what the clock would write by itself, and perhaps wrote before, for written. Until a
# person has confirmed, `mailings.actions.marks.is_held` keeps the clock from writing.
perhaps_written: Registry["Callable[[datetime], None]"] = Registry("what the clock may have written")
