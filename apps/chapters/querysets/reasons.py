"""Why the portal proposes a group to somebody: what the records say of them. Only they themselves are told."""

from collections.abc import Iterable
from dataclasses import dataclass

from apps.chapters import rules
from apps.chapters.models import Chapter, Membership
from apps.records.models import Person

Origin = Membership.Origin
ORIGINS: dict[str, Origin] = {
    Chapter.Kind.FACULTY: Origin.FACULTY,
    Chapter.Kind.CAMPUS: Origin.CAMPUS,
    Chapter.Kind.COHORT: Origin.COHORT,
    Chapter.Kind.PROVINCE: Origin.PROVINCE,
    Chapter.Kind.ABROAD: Origin.COUNTRY,
    Chapter.Kind.ASSOCIATION: Origin.ALUMNI,
}


@dataclass(frozen=True)
class Proposal:
    """A group, and what of the person's own record speaks for it."""

    chapter: Chapter
    origin: Origin


def proposals(person: Person) -> list[Proposal]:
    """The groups that fit and of which the person has said neither yes nor no; the closest ones first: where somebody
    studied, when, and where they live."""
    found = Chapter.objects.proposed_to(person).with_area().with_counts()
    kinds = list(ORIGINS)
    return _proposed(sorted(found, key=lambda chapter: (kinds.index(chapter.kind), chapter.name_th)))


def origin_for(chapter: Chapter, person: Person) -> Origin:
    """What speaks for this group in the person's record; their own wish where nothing does."""
    fits = Chapter.objects.filter(pk=chapter.pk).fitting(person.pk).exists()
    return ORIGINS[chapter.kind] if fits else Origin.SELF


def enters_at_once(chapter: Chapter, person: Person, origin: Origin) -> bool:
    """Does the group take this person without its leaders' word? Nobody whom they have put out."""
    if chapter.joining != Chapter.Joining.OPEN or origin not in rules.PROVEN:
        return False
    return not Membership.objects.was_put_out(chapter, person)


def _proposed(chapters: Iterable[Chapter]) -> list[Proposal]:
    return [Proposal(chapter, ORIGINS[chapter.kind]) for chapter in chapters]
