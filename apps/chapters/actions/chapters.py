"""Groups themselves: founded, renamed, recognised, closed, and who of the office looks after them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.actions.notices import notify
from apps.accounts.models import User
from apps.chapters.actions import officers, telling
from apps.chapters.models import Chapter, ChapterName, Introduction, JoinLink, Liaison, Membership, ServedProvince
from apps.core.actions import rows
from apps.records.models import Province

Status = Chapter.Status
RESERVED = frozenset({"map", "new", "month", "feeds"})  # pages that stand where a group's would


@transaction.atomic
def found(chapter: Chapter, *, by: User | None) -> Chapter:
    """A new group with its first name, open at both ends. Raises ValidationError."""
    if chapter.slug in RESERVED:
        message = _("This address is a page of the portal. Choose another one.")
        raise ValidationError({"slug": ValidationError(message, code="reserved")})
    rows.create(chapter, by=by, action="chapters.found")
    name = ChapterName(chapter=chapter, name_th=chapter.name_th, name_en=chapter.name_en)
    rows.create(name, by=by, action="chapters.found")
    return chapter


@transaction.atomic
def change(chapter: Chapter, values: Mapping[str, Any], *, by: User, expected_version: int | None = None) -> bool:
    """What the group says of itself, how one joins it, what it costs, below which it stands. Raises Stale,
    ValidationError, also where the group would stand below itself."""
    if (parent := values.get("parent")) is not None:
        _check_tree(chapter, parent)
    return rows.change(chapter, values, by=by, action="chapters.change", expected_version=expected_version)


def tell_liaison(chapter: Chapter) -> None:
    """Whoever looks after the group hears that its page says something else now."""
    liaison = chapter.liaisons.filter(until=None, officer__is_active=True).select_related("officer").first()
    if liaison is not None:
        notify(liaison.officer, telling.PAGE_CHANGED, chapter=chapter.pk)


@transaction.atomic
def rename(chapter: Chapter, *, name_th: str, name_en: str, since: date, by: User) -> ChapterName:
    """From that day on the group has another name; the one before ends on the day before. A name that begins on that
    very day is corrected. Raises ValidationError."""
    last = chapter.names.order_by("-valid_from", "-pk").filter(valid_to=None).first()
    names = {"name_th": name_th, "name_en": name_en}
    if last is not None and last.valid_from == since:
        rows.change(last, names, by=by, action="chapters.rename")
        rows.change(chapter, names, by=by, action="chapters.rename")
        return last
    if last is not None:
        if last.valid_from is not None and since < last.valid_from:
            message = _("Its name of now begins later than that.")
            raise ValidationError({"since": ValidationError(message, code="early")})
        rows.change(last, {"valid_to": since - timedelta(days=1)}, by=by, action="chapters.rename")
    name = ChapterName(chapter=chapter, **names, valid_from=since)
    rows.create(name, by=by, action="chapters.rename")
    rows.change(chapter, names, by=by, action="chapters.rename")
    return name


@transaction.atomic
def serve(chapter: Chapter, provinces: Sequence[Province], *, by: User | None) -> None:
    """For these further provinces the group is there, and for no others. Raises ValidationError for a group that is
    none of a province."""
    if provinces and chapter.kind != Chapter.Kind.PROVINCE:
        message = _("Only a provincial group is there for provinces.")
        raise ValidationError(message, code="kind")
    wanted = {province.pk: province for province in provinces if province.pk != chapter.province_id}
    for row in chapter.served_provinces.all():
        if wanted.pop(row.province_id, None) is None:
            rows.remove(row, by=by, action="chapters.serve")
    for province in wanted.values():
        rows.create(ServedProvince(chapter=chapter, province=province), by=by, action="chapters.serve")


@transaction.atomic
def set_status(chapter: Chapter, status: str, *, by: User, reason: str, on: date | None = None) -> bool:
    """Recognises, suspends or closes a group. When it closes, nobody waits for its answer any more, its posts are
    free, and whoever was in it or waited reads why. Raises ValidationError."""
    day = on or timezone.localdate()
    if status == Status.CLOSED and chapter.status != Status.CLOSED:
        _end_affairs(chapter, by=by, reason=reason)
    values: dict[str, Any] = {"status": status, "closed_on": day if status == Status.CLOSED else None}
    if status == Status.RECOGNISED and chapter.recognised_on is None:
        values["recognised_on"] = day
    return rows.change(chapter, values, by=by, action=f"chapters.set_{status}", reason=reason)


@transaction.atomic
def set_liaison(chapter: Chapter, officer: User | None, *, by: User | None, since: date | None = None) -> None:
    """Who of the office looks after the group from that day on (None: nobody)."""
    day = since or timezone.localdate()
    for held in chapter.liaisons.filter(until=None):
        if held.since >= day:
            rows.remove(held, by=by, action="chapters.set_liaison")
        else:
            rows.change(held, {"until": day - timedelta(days=1)}, by=by, action="chapters.set_liaison")
    if officer is not None:
        rows.create(Liaison(chapter=chapter, officer=officer, since=day), by=by, action="chapters.set_liaison")


def _end_affairs(chapter: Chapter, *, by: User, reason: str) -> None:
    """Requests, invitations, offers of posts, terms and links of a group that closes."""
    decided = {"decided_by": by, "decided_at": timezone.now(), "reason": reason}
    over = {"state": Membership.State.WITHDRAWN, **decided}
    concerned = Membership.objects.filter(chapter=chapter, state__in=Membership.OPEN)
    for account in User.objects.filter(person__in=concerned.values("person"), is_active=True):
        notify(account, telling.CLOSED, chapter=chapter.pk, reason=reason)
    for waiting in Membership.objects.filter(chapter=chapter, state__in=Membership.WAITING):
        rows.change(waiting, over, by=by, action="chapters.set_closed", subject_id=waiting.person_id, reason=reason)
    for words in Introduction.objects.filter(chapter=chapter, outcome=""):
        values = {"outcome": Introduction.Outcome.WITHDRAWN, "decided_by": by, "decided_at": decided["decided_at"]}
        rows.change(words, values, by=by, action="chapters.set_closed", reason=reason)
    officers.end_committee(chapter, by=by, why=reason, action="chapters.set_closed")
    for link in JoinLink.objects.filter(chapter=chapter, ended_at=None):
        rows.change(link, {"ended_at": timezone.now()}, by=by, action="chapters.set_closed")


def _check_tree(chapter: Chapter, parent: Chapter) -> None:
    above: Chapter | None = parent
    while above is not None:
        if above.pk == chapter.pk:
            message = _("This group would then belong to itself.")
            raise ValidationError({"parent": ValidationError(message, code="circle")})
        above = above.parent
