"""Pictures of groups: two files of ours with a name that nobody guesses."""

import secrets
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from apps.chapters.lib.photo_picture import PhotoPicture

SIZES = ("large", "small")


def keep(picture: PhotoPicture) -> str:
    """Writes the files; whoever asks deletes them again where nothing comes of it."""
    name = f"groups/{secrets.token_hex(16)}"
    for size in SIZES:
        default_storage.save(file_of(name, size), ContentFile(getattr(picture, size)))
    return name


def file_of(name: str, size: str) -> str:
    """The file under MEDIA_ROOT that holds a picture in that size."""
    return f"{name}-{size}.webp"


def delete_files(name: str) -> None:
    """What nobody sees any more is not kept; "" is no picture."""
    for size in SIZES if name else ():
        default_storage.delete(file_of(name, size))


def forget(name: str) -> None:
    """The files go once it is certain that no row names them any more."""
    if name:
        transaction.on_commit(partial(delete_files, name), robust=True)
