"""An event's picture: files of ours under a name that nobody guesses, which several dates of a series share."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from apps.events.lib.posters import Poster
from apps.events.models import Event

FORMS = {"large": "webp", "card": "webp", "share": "jpg"}
TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}


def keep(poster: Poster) -> str:
    """Writes the files; the name goes into `Event.picture`."""
    name = f"events/{secrets.token_hex(16)}"
    for form in FORMS:
        default_storage.save(file_of(name, form), ContentFile(getattr(poster, form)))
    return name


def file_of(name: str, form: str) -> str:
    """The file under MEDIA_ROOT that holds a picture in that form."""
    return f"{name}-{form}.{FORMS[form]}"


def drop_unused(name: str) -> None:
    """What no event shows any more is not kept; "" is no picture."""
    if name and not Event.objects.filter(picture=name).exists():
        for form in FORMS:
            default_storage.delete(file_of(name, form))
