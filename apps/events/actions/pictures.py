"""An event's picture: files of ours under a name that nobody guesses, which several dates of a series share. They are
written when somebody has chosen a picture, so that nobody does it again where something else in the form is wrong."""

import secrets
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.signing import BadSignature, Signer

from apps.accounts.models import User
from apps.events.lib.posters import Poster
from apps.events.models import Draft, Event

FORMS = {"large": "webp", "card": "webp", "share": "jpg"}
TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}
FOLDER = "events"
LEFT_AFTER = timedelta(days=2)  # so long a form may stand open with a picture that is no event's yet


def keep(poster: Poster) -> str:
    """Writes the files; the name goes into `Event.picture`."""
    name = f"{FOLDER}/{secrets.token_hex(16)}"
    for form in FORMS:
        default_storage.save(file_of(name, form), ContentFile(getattr(poster, form)))
    return name


def file_of(name: str, form: str) -> str:
    """The file under MEDIA_ROOT that holds a picture in that form."""
    return f"{name}-{form}.{FORMS[form]}"


def signed(name: str, account: User) -> str:
    """As it stands in this account's form."""
    return _signer(account).sign(name)


def read(token: str, account: User) -> str:
    """The name again; "" where it is none that this account's form was given, or the files are gone."""
    try:
        name = _signer(account).unsign(token)
    except BadSignature:
        return ""
    return name if default_storage.exists(file_of(name, "large")) else ""


def clear(now: datetime) -> None:
    """Files that were chosen in a form which became neither an event nor a draft."""
    drafts = Draft.objects.exclude(typed__kept=None).values_list("typed__kept", flat=True)
    used = {token.rpartition(":")[0] for tokens in drafts for token in tokens}
    used |= set(Event.objects.exclude(picture="").values_list("picture", flat=True))
    for file in default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else ():
        path = f"{FOLDER}/{file}"
        if path.rpartition("-")[0] not in used and default_storage.get_modified_time(path) < now - LEFT_AFTER:
            default_storage.delete(path)


def _signer(account: User) -> Signer:
    return Signer(salt=f"events.picture:{account.pk}")


def drop_unused(name: str) -> None:
    """What no event shows any more is not kept; "" is no picture."""
    if name and not Event.objects.filter(picture=name).exists():
        for form in FORMS:
            default_storage.delete(file_of(name, form))
