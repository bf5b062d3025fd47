"""The posts that groups of a kind usually have: a beginning, which each group changes as its by-laws say."""

from django.db import transaction

from apps.accounts.models import User
from apps.chapters.actions import officers
from apps.chapters.models import Chapter, Position

Role = Position.Role
# Role, name in Thai and English, how many may hold it.
Usual = tuple[Role, str, str, int]
_SHARED: tuple[Usual, ...] = (
    (Role.TREASURER, "เหรัญญิก", "Treasurer", 1),
    (Role.REGISTRAR, "นายทะเบียน", "Registrar", 1),
    (Role.PUBLICITY, "ประชาสัมพันธ์", "Public relations", 2),
    (Role.HOST, "ปฏิคม", "Host", 1),
)
OF_ASSOCIATIONS: tuple[Usual, ...] = (
    (Role.PRESIDENT, "นายกสมาคม", "President", 1),
    (Role.VICE_PRESIDENT, "อุปนายก", "Vice-president", 3),
    (Role.SECRETARY, "เลขาธิการ", "Secretary-general", 1),
    *_SHARED,
    (Role.COMMITTEE, "กรรมการกลาง", "Committee member", 9),
)
OF_CHAPTERS: tuple[Usual, ...] = (
    (Role.PRESIDENT, "ประธาน", "Chair", 1),
    (Role.VICE_PRESIDENT, "รองประธาน", "Deputy chair", 2),
    (Role.SECRETARY, "เลขานุการ", "Secretary", 1),
    *_SHARED,
    (Role.COMMITTEE, "กรรมการ", "Committee member", 5),
    (Role.ADVISER, "ที่ปรึกษา", "Adviser", 3),
)


@transaction.atomic
def add_usual(chapter: Chapter, *, by: User | None) -> None:
    """Gives a new group the posts that groups of its kind usually have."""
    usual = OF_ASSOCIATIONS if chapter.kind == Chapter.Kind.ASSOCIATION else OF_CHAPTERS
    for order, (role, name_th, name_en, seats) in enumerate(usual):
        position = Position(chapter=chapter, role=role, name_th=name_th, name_en=name_en, order=order)
        officers.add_position(position, seats=seats, by=by)
