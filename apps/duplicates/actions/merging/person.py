"""The facts that a person's own row holds: which of two records' is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.records import rules
from apps.records.models import Person

OURS, THEIRS, JOINED = "kept", "gone", "both"
BELONGS = {  # what is kept or changed together with a field
    "birth_date": ("birth_date_source",),
    "national_id": ("national_id_hash",),
}
FIELDS = (
    *("birth_date", "gender", "nationality", "home_province", "national_id", "passport_no"),
    *("account", "language", "note"),
)
FULLER, TRUSTED = _("fuller"), _("from a more trusted source")
SAID_ONCE = _("only one record says this")
USED_LATER = _("signed in more recently")


@dataclass(frozen=True)
class Field:
    """A fact of both records, and whose is kept."""

    name: str  # "birth_date"
    ours: Any
    theirs: Any
    answer: str
    reason: "str | Promise" = ""

    @property
    def question(self) -> str:
        return f"person.{self.name}"

    @property
    def is_same(self) -> bool:
        return bool(self.ours == self.theirs)

    @property
    def is_choice(self) -> bool:
        return not self.is_same and _is_said(self.ours) and _is_said(self.theirs)


def decide_person(kept: Person, gone: Person, choices: Mapping[str, str]) -> list[Field]:
    return [_field(name, kept, gone, choices) for name in FIELDS]


def values_of(kept: Person, gone: Person, fields: list[Field]) -> dict[str, Any]:
    """What the record that stays will say, as far as that is new."""
    values: dict[str, Any] = {}
    for each in fields:
        if each.answer == THEIRS and not each.is_same:
            for name in (each.name, *BELONGS.get(each.name, ())):
                values[name] = getattr(gone, name)
        elif each.answer == JOINED:
            values[each.name] = "\n\n".join(dict.fromkeys(filter(None, (each.ours, each.theirs))))
    return values


def _field(name: str, kept: Person, gone: Person, choices: Mapping[str, str]) -> Field:
    ours, theirs = getattr(kept, name), getattr(gone, name)
    if not _is_said(theirs) or ours == theirs:
        return Field(name, ours, theirs, OURS)
    if not _is_said(ours):
        return Field(name, ours, theirs, THEIRS, SAID_ONCE)
    answer, reason = PREFER.get(name, _ours)(kept, gone)
    chosen = choices.get(f"person.{name}")
    allowed = {OURS, THEIRS, JOINED} if name == "note" else {OURS, THEIRS}
    return Field(name, ours, theirs, chosen if chosen in allowed else answer, reason)


def _is_said(value: Any) -> bool:
    return value not in ("", None)


def _ours(_kept: Person, _gone: Person) -> "tuple[str, str | Promise]":
    return OURS, ""


def _birth_date(kept: Person, gone: Person) -> "tuple[str, str | Promise]":
    """What is known to the day beats what is not; else who is believed more."""
    ours, theirs = str(kept.birth_date), str(gone.birth_date)
    if ours.startswith(theirs):
        return OURS, FULLER
    if theirs.startswith(ours):
        return THEIRS, FULLER
    one = rules.trust("records.person", kept.birth_date_source)
    other = rules.trust("records.person", gone.birth_date_source)
    return (THEIRS if other > one else OURS), (TRUSTED if one != other else "")


def _account(kept: Person, gone: Person) -> "tuple[str, str | Promise]":
    ours, theirs = kept.account, gone.account
    if ours is None or theirs is None or ours.last_login == theirs.last_login:
        return OURS, ""
    later = ours.last_login is None or (theirs.last_login is not None and theirs.last_login > ours.last_login)
    return (THEIRS if later else OURS), USED_LATER


def _language(kept: Person, gone: Person) -> "tuple[str, str | Promise]":
    return (THEIRS if gone.account_id and not kept.account_id else OURS), ""


def _note(_kept: Person, _gone: Person) -> "tuple[str, str | Promise]":
    return JOINED, ""


PREFER: "dict[str, Callable[[Person, Person], tuple[str, str | Promise]]]" = {
    "birth_date": _birth_date,
    "account": _account,
    "language": _language,
    "note": _note,
}
