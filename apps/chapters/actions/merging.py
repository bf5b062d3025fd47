"""Two groups become one: what the one that goes has moves to the one that stays. What cannot move since the other has
it too stays on record with the closed group; nothing is deleted. Everything is in one transaction and in one batch of
the trail, by which `unmerging` takes it back."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from apps.accounts.actions.notices import notify
from apps.accounts.models import User
from apps.chapters.actions import chapters, joining, telling
from apps.chapters.actions.refusals import AlreadyDecided, Meanwhile, NotOpen
from apps.chapters.audiences import sender_key
from apps.chapters.models import (
    Album,
    Chapter,
    Due,
    GroupMerge,
    Membership,
    Position,
    ServedProvince,
)
from apps.chapters.querysets.merging import clashing_dues, movable_reports, moved_as_they_are, waits_for
from apps.core.actions import audit, rows, turns
from apps.core.models import AuditBatch, Tracked
from apps.core.registries import group_parts
from apps.mailings.models import Mailing, TopicStop

ACTION = "chapters.merge"
State = Membership.State


def merge(gone: Chapter, kept: Chapter, *, keeps_officers: bool, reason: str, by: User) -> GroupMerge:
    """Makes one group of two. Raises NotOpen where the one that stays takes no members, AlreadyDecided where the other
    was merged before, Meanwhile where somebody joined or paid at this very moment, ValidationError."""
    try:
        with transaction.atomic():
            batch = audit.begin_batch(action=ACTION, by=by, note=f"{gone.name_th} → {kept.name_th}")
            with audit.gathered(batch):
                return _merged(gone, kept, batch, keeps_officers=keeps_officers, reason=reason, by=by)
    except (IntegrityError, rows.Stale) as error:
        raise Meanwhile from error


def _merged(
    gone: Chapter, kept: Chapter, batch: AuditBatch, *, keeps_officers: bool, reason: str, by: User
) -> GroupMerge:
    """Whoever joins one of them in this moment is in time, or waits and then finds it closed."""
    turns.take(*(joining.turn_of(chapter.pk) for chapter in (gone, kept)))
    both = Chapter.objects.select_for_update().filter(pk__in=[gone.pk, kept.pk]).order_by("pk")
    locked = {row.pk: row for row in both}
    gone, kept = locked[gone.pk], locked[kept.pk]
    if not kept.is_open or gone.pk == kept.pk:
        raise NotOpen
    if GroupMerge.objects.filter(gone=gone, undone_at=None).exists():
        raise AlreadyDecided
    members = list(Membership.objects.held().filter(chapter=gone).values_list("person_id", flat=True))
    moved = {"memberships": _members(gone, kept, by=by, reason=reason)}
    for model, found in moved_as_they_are(gone):
        moved[model._meta.model_name or ""] = _move(found, kept, by=by)
    moved["due"] = _move(Due.objects.filter(chapter=gone).exclude(pk__in=clashing_dues(gone, kept)), kept, by=by)
    moved["yearlyreport"] = _move(movable_reports(gone, kept), kept, by=by)
    moved["album"] = _albums(gone, kept, by=by)
    moved["mailing"] = _mailings(gone, kept, by=by)
    moved["position"] = _officers(gone, kept, by=by) if keeps_officers else 0
    _area(gone, kept, by=by)
    for key, part in group_parts:
        moved[key] = part.count(gone.pk)
        part.move(gone.pk, kept.pk, by)
    chapters.set_liaison(gone, None, by=by)
    chapters.set_status(gone, Chapter.Status.CLOSED, by=by, reason=reason)
    day = timezone.localdate()
    row = GroupMerge(gone=gone, kept=kept, merged_on=day, by=by, reason=reason, moved=moved, batch=batch)
    rows.create(row, by=by, action=ACTION, reason=reason)
    _tell(members, row)
    return row


def _members(gone: Chapter, kept: Chapter, *, by: User, reason: str) -> int:
    """Who is in both, or waits in one, is in the group that stays once: since the earlier day, and for life where they
    were for life in either."""
    there = {row.person_id: row for row in Membership.objects.filter(chapter=kept, state__in=Membership.OPEN)}
    open_ones = Membership.objects.filter(chapter=gone, state__in=Membership.OPEN)
    both = [row for row in open_ones if row.person_id in there]
    for row in both:
        _fold(row, there[row.person_id], by=by, reason=reason)
    return len(both) + _move(open_ones.exclude(pk__in=[row.pk for row in both]), kept, by=by, subject="person_id")


def _fold(goes: Membership, stays: Membership, *, by: User, reason: str) -> None:
    decided = {"decided_by": by, "decided_at": timezone.now()}
    if goes.state == State.MEMBER:
        since = min(filter(None, (goes.since, stays.since)))
        life = Membership.Rank.LIFE in {goes.rank, stays.rank}
        rank = Membership.Rank.LIFE if life else stays.rank if stays.state == State.MEMBER else goes.rank
        values: dict[str, Any] = {"state": State.MEMBER, "since": since, "rank": rank}
        if stays.state != State.MEMBER:
            values |= decided
        rows.change(stays, values, by=by, action=ACTION, subject_id=stays.person_id, reason=reason)
        today = timezone.localdate()
        over = {"state": State.LEFT, "until": max(today, goes.since or today), **decided}
    else:
        over = {"state": State.WITHDRAWN, **decided}
    rows.change(goes, over, by=by, action=ACTION, subject_id=goes.person_id, reason=reason)


def _move(found: Any, kept: Chapter, *, by: User, subject: str = "") -> int:
    """Set by set: a group may have thousands of members. Each row has its entry in the trail."""
    moving: list[Tracked] = list(found)
    if not moving:
        return 0
    model: Any = type(moving[0])
    model._base_manager.filter(pk__in=[row.pk for row in moving]).update(
        chapter=kept, version=F("version") + 1, updated_at=timezone.now()
    )
    audit.write(_changes(moving, kept, subject), action=ACTION, by=by)
    return len(moving)


def _changes(moving: Iterable[Any], kept: Chapter, subject: str) -> list[audit.Change]:
    return [
        audit.Change(
            audit.table_of(row),
            str(row.pk),
            row.version + 1,
            {"chapter_id": row.chapter_id},
            {"chapter_id": kept.pk},
            getattr(row, subject) if subject else None,
        )
        for row in moving
    ]


def _albums(gone: Chapter, kept: Chapter, *, by: User) -> int:
    """An album whose name the other group has too is named after its own group."""
    taken = set(Album.objects.filter(chapter=kept).values_list("title", flat=True))
    for album in Album.objects.filter(chapter=gone, title__in=taken):
        rows.change(album, {"title": _named(album.title, gone, 120)}, by=by, action=ACTION)
    return _move(Album.objects.filter(chapter=gone), kept, by=by)


def _mailings(gone: Chapter, kept: Chapter, *, by: User) -> int:
    """What was written in the one's name is the other's; and who stopped the one's stops the other's."""
    old, new = sender_key(gone), sender_key(kept)
    stopped = TopicStop.objects.filter(sender_key=new).values("person")
    for stop in TopicStop.objects.filter(sender_key=old).exclude(person__in=stopped):
        rows.change(stop, {"sender_key": new}, by=by, action=ACTION, subject_id=stop.person_id)
    written = Mailing.objects.filter(sender_key=old)
    return sum(rows.change(mailing, {"sender_key": new}, by=by, action=ACTION) for mailing in written)


def _officers(gone: Chapter, kept: Chapter, *, by: User) -> int:
    """Posts that are held, or offered, move with whoever holds them; those of a name that the other committee has too
    are named after their own group."""
    taken = set(Position.objects.filter(chapter=kept).values_list("name_th", flat=True))
    last = Position.objects.filter(chapter=kept).count()
    moving = waits_for(gone, timezone.localdate())
    for place, position in enumerate(moving):
        values: dict[str, Any] = {"chapter": kept, "order": last + place}
        if position.name_th in taken:
            values["name_th"] = _named(position.name_th, gone, 200)
            values["name_en"] = f"{position.name_en} ({gone.name_en})"[:200] if position.name_en else ""
        rows.change(position, values, by=by, action=ACTION)
    return len(moving)


def _area(gone: Chapter, kept: Chapter, *, by: User) -> None:
    """Provinces of the one are provinces of the other, and the groups below it stand below the other."""
    if gone.kind == kept.kind == Chapter.Kind.PROVINCE:
        served = [row.province for row in ServedProvince.objects.filter(chapter__in=[gone, kept])]
        if gone.province is not None:
            served.append(gone.province)
        chapters.serve(kept, served, by=by)
    if kept.parent_id == gone.pk:
        rows.change(kept, {"parent": gone.parent}, by=by, action=ACTION)
    for child in Chapter.objects.filter(parent=gone).exclude(pk=kept.pk):
        rows.change(child, {"parent": kept}, by=by, action=ACTION)


def _tell(members: list[int], row: GroupMerge) -> None:
    """Whoever was a member of the group that went, under the bell."""
    accounts = User.objects.filter(person__in=members, is_active=True)
    for account in accounts:
        notify(account, telling.MERGED, chapter=row.kept_id, merge=row.pk)


def _named(name: str, group: Chapter, most: int) -> str:
    return f"{name} ({group.name_th})"[:most]
