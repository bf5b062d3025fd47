"""A person's photo: two files of ours with a name that nobody guesses, kept apart from what was uploaded."""

import secrets
from collections.abc import Callable
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from apps.accounts.models import User
from apps.core.registries import photo_keepers
from apps.records.actions import profiles
from apps.records.lib.portrait import Portrait
from apps.records.models import Person, Profile

SIZES = ("large", "small")


def keep(person: Person, portrait: Portrait, *, by: User, expected_version: int | None = None) -> None:
    """Takes the place of the photo until now, whose files go once this holds. Raises Stale."""
    photo = f"photos/{secrets.token_hex(16)}"
    for size in SIZES:
        default_storage.save(file_of(photo, size), ContentFile(getattr(portrait, size)))
    try:
        _set(person, photo, action="records.change_photo", by=by, expected_version=expected_version)
    except BaseException:
        delete_files(photo)
        raise


def remove(person: Person, *, by: User, expected_version: int | None = None) -> None:
    """The person has no photo from now on. Raises Stale."""
    _set(person, "", action="records.remove_photo", by=by, expected_version=expected_version)


def file_of(photo: str, size: str) -> str:
    """The file under MEDIA_ROOT that holds a photo (`Profile.photo`) in that size."""
    return f"{photo}-{size}.webp"


def is_there(photo: str) -> bool:
    return all(default_storage.exists(file_of(photo, size)) for size in SIZES)


def delete_files(photo: str) -> None:
    """What nobody sees any more is not kept; "" is no photo."""
    for size in SIZES if photo else ():
        default_storage.delete(file_of(photo, size))


@transaction.atomic
def _set(person: Person, photo: str, *, action: str, by: User, expected_version: int | None) -> None:
    old = Profile.objects.filter(person=person).values_list("photo", flat=True).first() or ""
    profiles.change(person, {"photo": photo}, by=by, expected_version=expected_version, action=action)
    if photo and any(is_kept(person.pk, old) for _key, is_kept in photo_keepers):
        return  # whoever keeps it sees to its end
    forget: Callable[[], None] = partial(delete_files, old)
    transaction.on_commit(forget)
