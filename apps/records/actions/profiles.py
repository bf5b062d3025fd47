"""What somebody adds about themself, and who may see which field of their person."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.core.actions import rows
from apps.records.actions import people, search
from apps.records.models import Person, Profile, Source


def of(person: Person) -> Profile:
    """The person's profile; a blank one, not yet kept, where they have none."""
    return Profile.objects.filter(person=person).first() or Profile(person=person, version=0)


@transaction.atomic
def change(
    person: Person,
    values: Mapping[str, Any],
    *,
    by: User | None,
    expected_version: int | None = None,
    action: str = "records.change_profile",
) -> bool:
    """Changes the profile, which begins with the first change. `expected_version` is 0 for one that is not there yet.
    Raises Stale and ValidationError as `rows.change` does."""
    profile = Profile.objects.filter(person=person).first()
    if expected_version is not None and (profile.version if profile else 0) != expected_version:
        raise rows.Stale
    if profile is None:
        profile = _begin(person, by=by)
    changed = rows.change(profile, values, by=by, action=action, subject_id=person.pk)
    search.refresh([person.pk])
    return changed


@transaction.atomic
def change_with_person(
    person: Person,
    values: Mapping[str, Any],
    lasting: Mapping[str, Any],
    *,
    by: User,
    expected_version: int | None = None,
    expected_person_version: int | None = None,
) -> bool:
    """Changes the profile and, in one step, lasting facts of the person (the home province)."""
    changed = change(person, values, by=by, expected_version=expected_version)
    return (
        people.change(person, lasting, by=by, source=Source.SELF, expected_version=expected_person_version) or changed
    )


def _begin(person: Person, *, by: User | None) -> Profile:
    """Two first changes at once meet at the constraint: the later one is stale."""
    return rows.create(Profile(person=person), by=by, action="records.begin_profile", subject_id=person.pk)
