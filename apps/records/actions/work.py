"""The posts that a person holds and held."""

from collections.abc import Mapping
from typing import Any

from apps.accounts.models import User
from apps.records.actions import facts
from apps.records.actions.facts import Outcome
from apps.records.models import Employment


def add(employment: Employment, *, by: User | None, reason: str = "") -> Employment:
    """Adds a post; a person may hold several at once."""
    facts.add(employment, by=by, action="records.add_employment", reason=reason)
    return employment


def change(
    employment: Employment,
    values: Mapping[str, Any],
    *,
    source: str,
    by: User | None,
    expected_version: int | None = None,
    reason: str = "",
) -> Outcome:
    """Changes a post, or holds the change when the person themself said otherwise."""
    return facts.change(
        employment,
        values,
        source=source,
        by=by,
        action="records.change_employment",
        expected_version=expected_version,
        reason=reason,
    )


def remove(employment: Employment, *, by: User | None, reason: str, expected_version: int | None = None) -> None:
    """Takes out a post that this person never held."""
    facts.remove(
        employment, by=by, action="records.remove_employment", expected_version=expected_version, reason=reason
    )
