"""The log: what the office decided about what groups write, say of themselves and show, and about what readers object
to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet, Value
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.chapters.models import Chapter, Complaint, Decision, GroupLetter, Introduction, PostReport

_WORDS = (Introduction.Outcome.PUBLISHED, Introduction.Outcome.REJECTED)


@dataclass(frozen=True)
class Decided:
    """One decision: about what, how, why; and the office's page of it."""

    page: str
    key: int
    title: str
    outcome: str
    chapter: Chapter
    why: str
    remark: str
    by: User | None
    at: datetime | None


def decided() -> QuerySet[Any, Any]:
    """(kind, key) of each decision, the newest first."""
    words = Introduction.objects.filter(outcome__in=_WORDS, decided_by__isnull=False)
    found = (
        _keys("post", Decision.objects.all(), "at"),
        _keys("introduction", words, "decided_at"),
        _keys("letter", GroupLetter.objects.filter(decided_at__isnull=False), "decided_at"),
        _keys("complaint", Complaint.objects.filter(decided_at__isnull=False), "decided_at"),
        # The decision by which a post was taken down is among those on posts.
        _keys("report", PostReport.objects.filter(outcome=PostReport.Outcome.NOTHING), "decided_at"),
    )
    return found[0].union(*found[1:], all=True).order_by("-moment", "-pk")


def lines(keys: Iterable[tuple[str, int, Any]]) -> list[Decided]:
    """What the log says of these, in a fixed number of queries."""
    wanted = [(kind, key) for kind, key, _moment in keys]
    kinds = {kind for kind, _key in wanted}
    rows = {kind: _rows(kind).in_bulk([key for each, key in wanted if each == kind]) for kind in kinds}
    return [_LINES[kind](rows[kind][key]) for kind, key in wanted]


def _keys(kind: str, rows: QuerySet[Any], moment: str) -> QuerySet[Any, Any]:
    found: QuerySet[Any, Any] = rows.order_by().annotate(kind=Value(kind), moment=F(moment))
    return found.values_list("kind", "pk", "moment")


def _rows(kind: str) -> QuerySet[Any]:
    found: dict[str, QuerySet[Any]] = {
        "post": Decision.objects.select_related("post__chapter", "by"),
        "introduction": Introduction.objects.select_related("chapter", "decided_by"),
        "letter": GroupLetter.objects.select_related("chapter", "decided_by"),
        "complaint": Complaint.objects.select_related(
            "photo__album__chapter", "document__chapter", "chapter", "decided_by"
        ),
        "report": PostReport.objects.select_related("post__chapter", "decided_by"),
    }
    return found[kind]


def _post(row: Decision) -> Decided:
    post = row.post
    told = (row.get_outcome_display(), post.chapter, row.get_objection_display(), row.remark)
    return Decided("office:group_post", post.pk, post.title, *told, row.by, row.at)


def _introduction(row: Introduction) -> Decided:
    told = (row.get_outcome_display(), row.chapter, row.get_objection_display(), row.remark)
    title = _("What the group says of itself")
    return Decided("office:group_introduction", row.pk, title, *told, row.decided_by, row.decided_at)


def _letter(row: GroupLetter) -> Decided:
    told = (row.get_state_display(), row.chapter, row.get_objection_display(), row.remark)
    return Decided("office:group_letter", row.pk, row.subject, *told, row.decided_by, row.decided_at)


def _complaint(row: Complaint) -> Decided:
    if row.photo is not None:
        title, chapter = row.photo.album.title, row.photo.album.chapter
    elif row.document is not None:
        title, chapter = row.document.title, row.document.chapter
    else:
        assert row.chapter is not None  # noqa: S101 - the database says so
        title, chapter = _("What the group says of itself"), row.chapter
    told = (row.get_outcome_display(), chapter, row.get_why_display(), row.remark)
    return Decided("office:group_complaint", row.pk, title, *told, row.decided_by, row.decided_at)


def _report(row: PostReport) -> Decided:
    post = row.post
    told = (row.get_outcome_display(), post.chapter, row.get_objection_display(), row.remark)
    return Decided("office:group_post_report", row.pk, post.title, *told, row.decided_by, row.decided_at)


_LINES: dict[str, Callable[[Any], Decided]] = {
    "post": _post,
    "introduction": _introduction,
    "letter": _letter,
    "complaint": _complaint,
    "report": _report,
}
