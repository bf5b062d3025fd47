"""Two records beside each other, fact by fact."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core.templatetags.thai import be_date, be_year
from apps.duplicates.models import Pair
from apps.records.models import Contact, Degree, Person

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Line:
    """One kind of fact in both records."""

    label: "_StrPromise"
    older: list[str]
    newer: list[str]

    @property
    def differs(self) -> bool:
        """Do both say something, and nothing that is the same?"""
        return bool(self.older and self.newer) and set(self.older).isdisjoint(self.newer)


def side_by_side(pair: Pair) -> list[Line]:
    """What a clerk compares; `pair` comes from `with_display`."""
    return [Line(label, list(read(pair.person_a)), list(read(pair.person_b))) for label, read in _FACTS]


def _names(person: Person) -> Iterable[str]:
    for name in person.names.all():
        if name.is_current:
            yield from filter(None, (name.full_th, name.full_en))


def _former(person: Person) -> Iterable[str]:
    return (name.full for name in person.names.all() if not name.is_current)


def _nicknames(person: Person) -> Iterable[str]:
    return (name.nickname for name in person.names.all() if name.is_current and name.nickname)


def _born(person: Person) -> Iterable[str]:
    return [str(be_date(person.birth_date))] if person.birth_date else []


def _gender(person: Person) -> Iterable[str]:
    return [person.get_gender_display()] if person.gender else []


def _studies(person: Person) -> Iterable[str]:
    return (_study(degree) for degree in person.degrees.all())


def _study(degree: Degree) -> str:
    year = be_year(degree.graduation_year_be) if degree.graduation_year_be else ""
    faculty = degree.faculty.name if degree.faculty else ""
    return " · ".join(filter(None, (degree.get_level_display(), faculty, str(year))))


def _student_ids(person: Person) -> Iterable[str]:
    return (degree.student_id for degree in person.degrees.all() if degree.student_id)


def _contacts(person: Person) -> Iterable[str]:
    return (contact.value for contact in person.contacts.all() if contact.status != Contact.Status.WRONG)


def _home(person: Person) -> Iterable[str]:
    return [person.home_province.name] if person.home_province else []


_FACTS: tuple[tuple["_StrPromise", Callable[[Person], Iterable[str]]], ...] = (
    (_("name"), _names),
    (_("former name"), _former),
    (_("nickname"), _nicknames),
    (_("date of birth"), _born),
    (_("gender"), _gender),
    (_("course of study"), _studies),
    (_("student id"), _student_ids),
    (_("e-mail and telephone"), _contacts),
    (_("home province"), _home),
)
