"""May a member be shown in the photographs of their groups? One word for all of them, kept with its history."""

from apps.accounts.models import User
from apps.records.actions import consents
from apps.records.models import Consent, Person

ALBUMS = Consent.Purpose.ALBUMS


def say(person: Person, *, is_given: bool, language: str, by: User) -> Consent | None:
    """Yes or no; a no is kept too, since whoever puts up photographs goes by it."""
    return consents.say(person, purpose=ALBUMS, is_given=is_given, language=language, by=by, was_asked=True)


def text(language: str) -> str:
    """What they read before they answer."""
    return consents.text_of(ALBUMS, language)
