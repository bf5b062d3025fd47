"""Lists of people that the office keeps: hand-picked, or a search that runs anew each time."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import audit, rows
from apps.records.models import SavedList, SavedListMember


def create(*, name: str, owner: User, is_shared: bool = False, query: str = "") -> SavedList:
    """Keeps an empty hand-picked list, or (with `query`, a search page's query string) a search."""
    saved = SavedList(name=name, owner=owner, is_shared=is_shared, query=query)
    return rows.create(saved, by=owner, action="records.create_list")


def change(saved: SavedList, *, name: str, is_shared: bool, by: User, expected_version: int | None = None) -> bool:
    """Renames a list, or shares it with the office."""
    values = {"name": name, "is_shared": is_shared}
    return rows.change(saved, values, by=by, action="records.change_list", expected_version=expected_version)


@transaction.atomic
def add_people(saved: SavedList, person_ids: Iterable[int], *, by: User) -> int:
    """Puts people on a hand-picked list; who is on it already stays once. Returns how many came new."""
    if saved.query:
        raise ValidationError(_("This list is a saved search; people come on it by themselves."), code="search_list")
    present = set(SavedListMember.objects.filter(saved_list=saved).values_list("person_id", flat=True))
    new = [key for key in dict.fromkeys(person_ids) if key not in present]
    members = [SavedListMember(saved_list=saved, person_id=key) for key in new]
    SavedListMember.objects.bulk_create(members, batch_size=1000, ignore_conflicts=True)
    _note(saved, action="records.add_to_list", people=new, by=by)
    return len(new)


@transaction.atomic
def keep_people(saved: SavedList | None, name: str, person_ids: Iterable[int], *, by: User) -> int:
    """Puts people on a list, on a new one of this name where none is given. Returns how many came new."""
    target = saved or create(name=name, owner=by)
    return add_people(target, person_ids, by=by)


@transaction.atomic
def remove_people(saved: SavedList, person_ids: Iterable[int], *, by: User) -> int:
    """Takes people off a hand-picked list. Returns how many were on it."""
    members = SavedListMember.objects.filter(saved_list=saved, person_id__in=list(person_ids))
    gone = list(members.values_list("person_id", flat=True))
    members.delete()
    _note(saved, action="records.take_off_list", people=gone, by=by)
    return len(gone)


def delete(saved: SavedList, *, by: User, reason: str = "") -> None:
    """Throws the list away; the people on it stay as they are."""
    rows.remove(saved, by=by, action="records.delete_list", reason=reason)


def _note(saved: SavedList, *, action: str, people: list[int], by: User) -> None:
    if people:
        added = audit.Change(audit.table_of(saved), str(saved.pk), saved.version, None, {"people": list(people)})
        audit.write([added], action=action, by=by)
