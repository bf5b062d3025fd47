"""The alumni card: a number by which anybody can check that it is valid. A new number makes the old one worthless."""

from django.db import transaction

from apps.accounts.models import User
from apps.records.actions import profiles
from apps.records.lib.card_codes import new_code
from apps.records.models import Person


@transaction.atomic
def make(person: Person, *, by: User) -> None:
    """Gives the person a card where they have none."""
    if not profiles.of(person).card_code:
        profiles.change(person, {"card_code": new_code()}, by=by, action="records.make_card")


def renew(person: Person, *, by: User) -> None:
    """Another number: whoever holds a picture or a print of the card until now holds an invalid one."""
    profiles.change(person, {"card_code": new_code()}, by=by, action="records.renew_card")


def show(person: Person, what: str, *, by: User) -> bool:
    """What the check page tells of the holder from now on; the card and its number stay."""
    return profiles.change(person, {"card_shows": what}, by=by, action="records.choose_card")


def withdraw(person: Person, *, by: User | None) -> None:
    """The person has no card any more."""
    if profiles.of(person).card_code:
        profiles.change(person, {"card_code": None}, by=by, action="records.withdraw_card")
