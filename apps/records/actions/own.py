"""What a person says about themself: any fact of their own, added, changed, ended or taken out. The values go the way
of every word of the source "self"; the audience is theirs to set and says nothing about whose word the fact is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import rows
from apps.core.lib.dates import PartialDate
from apps.records.actions import contacts, facts, names, profiles, work
from apps.records.actions.facts import Outcome
from apps.records.models import Address, Contact, Employment, Person, PersonName, Source
from apps.records.models.facts import Fact

_ADD: dict[type[Fact], Callable[..., Any]] = {
    PersonName: names.add_former,
    Contact: contacts.add,
    Address: contacts.add_address,
    Employment: work.add,
}
_CHANGE: dict[type[Fact], Callable[..., Outcome]] = {
    PersonName: names.correct,
    Contact: contacts.change,
    Address: contacts.change_address,
    Employment: work.change,
}


@dataclass(frozen=True)
class Edit:
    """New values for a fact of which the person saw this version."""

    fact: Fact
    values: Mapping[str, Any]
    version: int


def add(fact: Fact, *, by: User) -> None:
    """Adds a fact; what the person says is confirmed by nobody but themself."""
    fact.source = Source.SELF
    _ADD[type(fact)](fact, by=by)


@transaction.atomic
def change(fact: Fact, values: Mapping[str, Any], *, by: User, expected_version: int) -> Outcome:
    """Changes a fact. Raises Stale and ValidationError."""
    if fact.version != expected_version:
        raise rows.Stale
    said = dict(values)
    audience = said.pop("audience", fact.audience)
    opened = audience != fact.audience and facts.set_audience(fact, audience, by=by)
    outcome = _CHANGE[type(fact)](fact, said, source=Source.SELF, by=by)
    return Outcome.SAVED if opened and outcome is Outcome.UNCHANGED else outcome


@transaction.atomic
def change_many(edits: Iterable[Edit], *, new: Iterable[Fact] = (), by: User) -> bool:
    """Changes several facts and adds new ones, all or nothing; True when anything was different."""
    outcomes = [change(edit.fact, edit.values, by=by, expected_version=edit.version) for edit in edits]
    added = list(new)
    for fact in added:
        add(fact, by=by)
    return bool(added) or any(outcome is not Outcome.UNCHANGED for outcome in outcomes)


def retire(fact: Contact | Address, *, by: User, expected_version: int) -> None:
    """The person no longer uses it; it stays on record, closed to everybody but the office."""
    values = {"status": type(fact).Status.RETIRED.value, "audience": "office"}
    change(fact, values, by=by, expected_version=expected_version)


def prefer(contact: Contact, *, by: User, expected_version: int) -> None:
    """The contact of its kind to use first."""
    change(contact, {"is_primary": True}, by=by, expected_version=expected_version)


def leave(post: Employment, *, by: User, expected_version: int) -> None:
    """The person works there no longer, from today on."""
    until = PartialDate.from_date(timezone.localdate())
    change(post, {"is_current": False, "valid_to": until}, by=by, expected_version=expected_version)


def remove_post(post: Employment, *, by: User, expected_version: int) -> None:
    """Takes out a post that the person never held."""
    work.remove(post, by=by, reason="", expected_version=expected_version)


@transaction.atomic
def set_audiences(
    person: Person,
    edits: Iterable[Edit],
    *,
    profile_values: Mapping[str, Any] = MappingProxyType({}),
    profile_version: int | None = None,
    by: User,
) -> bool:
    """Opens and closes several facts of the person, and fields of the profile, at once; True when anything was
    different."""
    changed = [
        facts.set_audience(edit.fact, edit.values["audience"], by=by, expected_version=edit.version) for edit in edits
    ]
    if profile_values:
        changed.append(profiles.change(person, profile_values, by=by, expected_version=profile_version))
    return any(changed)
