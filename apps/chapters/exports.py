"""The roll of a group as a file for its leaders: of each member what fellows see, and how they can be reached only
where they have agreed that the groups that they belong to may know it. Each line says who took it away and when."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from apps.chapters.models import Chapter, Membership
from apps.chapters.querysets.faces import Face, faces
from apps.core.lib import csv_files
from apps.records.models import Person
from apps.records.querysets.reaching import reach_for_groups

CHUNK = 500


@dataclass(frozen=True)
class Taken:
    """A file, and whose data is in it."""

    content: bytes
    person_ids: list[int]


def roll_file(chapter: Chapter, leader: Person, *, mark: str, blocked_by: Collection[int]) -> Taken:
    """Everybody who shows their name to the leader as a fellow; `mark` stands in each line."""
    rows, ids = list[list[str]](), list[int]()
    for membership, face, reach in _lines(chapter, leader, blocked_by):
        ids.append(face.id)
        degree = face.degree
        rows.append(
            [
                face.name.titled,
                str(membership.get_rank_display()),
                str(membership.since),
                degree.faculty if degree else "",
                str(degree.year or "") if degree else "",
                *reach,
                mark,
            ]
        )
    return Taken("".join(csv_files.lines(_heads(), rows)).encode(), ids)


def _heads() -> list[str]:
    return [
        *(_("Name"), _("Class of membership"), _("Member since"), _("Faculty"), _("Graduated")),
        *(_("E-mail"), _("Mobile phone"), _("Taken by")),
    ]


def _lines(
    chapter: Chapter, leader: Person, blocked_by: Collection[int]
) -> Iterator[tuple[Membership, Face, list[str]]]:
    members = Membership.objects.held().filter(chapter=chapter).exclude(person__in=blocked_by)
    held = list(members.order_by("since", "pk"))
    for start in range(0, len(held), CHUNK):
        chunk = held[start : start + CHUNK]
        keys = [membership.person_id for membership in chunk]
        shown = faces(keys, leader, is_alumnus=True)
        reach = reach_for_groups(shown)
        for membership in chunk:
            if membership.person_id in shown:
                yield membership, shown[membership.person_id], reach.get(membership.person_id, ["", ""])
