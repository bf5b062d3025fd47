"""Rates as people set them. Workers read them at the beginning of a batch, so a change counts within a minute."""

from collections.abc import Mapping
from typing import Any

from apps.accounts.models import User
from apps.core.actions import rows
from apps.mailings.models import Rate


def add(values: Mapping[str, Any], *, by: User) -> Rate:
    """Raises ValidationError."""
    rate = Rate(**values)
    rows.create(rate, by=by, action="mailings.add_rate")
    return rate


def change(rate: Rate, values: Mapping[str, Any], *, by: User, expected_version: int | None) -> None:
    """Raises Stale, ValidationError."""
    rows.change(rate, values, by=by, action="mailings.change_rate", expected_version=expected_version)


def remove(rate: Rate, *, by: User, expected_version: int | None) -> None:
    """Mail to this domain goes as fast as it can again. Raises Stale."""
    rows.remove(rate, by=by, action="mailings.remove_rate", expected_version=expected_version)
