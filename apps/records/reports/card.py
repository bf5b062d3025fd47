"""What stands on an alumni card."""

from dataclasses import dataclass

from apps.records.lib.card_codes import read_code, written
from apps.records.models import Cohort, Degree, Person, PersonName, Profile
from apps.records.querysets.restrictions import left_alone
from apps.records.querysets.successors import card_holder


@dataclass(frozen=True)
class Card:
    """A valid card: the name as it is printed, in both scripts, and the class. Faculty and photo are the holder's to
    show; the check page does not have them."""

    code: str
    name_th: str
    name_en: str
    degree: Degree
    photo: str
    shows: str  # Profile.CardShows: what whoever checks the card learns

    @property
    def written(self) -> str:
        return written(self.code)

    @property
    def cohort(self) -> Cohort | None:
        return self.degree.cohort

    @property
    def checked_names(self) -> list[str]:
        """The names that the check page may say."""
        return self.names if self.shows == Profile.CardShows.NAME else []

    @property
    def checked_cohort(self) -> Cohort | None:
        """The class that the check page may say."""
        return self.cohort if self.shows != Profile.CardShows.VALID else None

    @property
    def names(self) -> list[str]:
        return [name for name in (self.name_th, self.name_en) if name]


def card_of(person: Person) -> Card | None:
    """The person's own card, if they have one and it is valid."""
    return _card(person=person)


def card_by_code(typed: str) -> Card | None:
    """The card of that number; None where it was withdrawn, or never was."""
    code = read_code(typed)
    if not code:
        return None
    return _card(card_code=code) or _card_of_merged(code)


def _card_of_merged(code: str) -> Card | None:
    """The card of a record that became part of another: whoever shows it is still the same graduate."""
    holder = card_holder(code)
    return _card(person=holder) if holder else None


def _card(**wanted: object) -> Card | None:
    """Valid is the card of a living graduate who has the record in hand and has not stopped its use."""
    valid = Profile.objects.filter(
        **wanted, card_code__isnull=False, person__account__is_active=True, person__death__confirmed_at__isnull=True
    ).exclude(left_alone("person"))
    profile = valid.first()
    if profile is None or profile.card_code is None:
        return None
    name = PersonName.objects.filter(person=profile.person_id, is_current=True).first()
    degree = Degree.objects.filter(person=profile.person_id, is_first=True).select_related("faculty", "cohort").first()
    if name is None or degree is None:
        return None
    return Card(profile.card_code, name.full_th, name.full_en, degree, profile.photo, profile.card_shows)
