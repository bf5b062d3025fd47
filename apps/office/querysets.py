"""Reads that only the office's desk needs: the audit log in words, jobs, and the staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet

from apps.accounts.models import User
from apps.core import reports
from apps.core.actions import audit
from apps.core.models import AuditEntry, Job
from apps.core.registries import roles
from apps.directory.models import UnusualReading
from apps.office import rules
from apps.records.models import Degree, Person, PersonName
from apps.records.querysets.people import campuses_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

RECENT = timedelta(days=7)  # how long a failure stays on the dashboard
Rows = TypeVar("Rows", bound=QuerySet[Any])
Viewer = User | AbstractBaseUser | AnonymousUser


@dataclass(frozen=True)
class Line:
    """A change as the log tells it, with the person whom it is about."""

    told: reports.Told
    subject: Person | None
    subject_name: str


@dataclass(frozen=True)
class Member:
    """A member of staff: what they may do, where, and how they sign in."""

    user: User
    roles: "list[_StrPromise]"
    campuses: list[str]
    has_second_factor: bool

    @property
    def waits(self) -> bool:
        """Is the invitation still open?"""
        return self.user.invited_at is not None and not self.user.is_active


def audit_entries(viewer: Viewer) -> QuerySet[AuditEntry]:
    """The log, newest first; whoever is limited to campuses sees only what is about their people or nobody."""
    entries = AuditEntry.objects.select_related("by", "batch")
    scope = _scope(viewer)
    if scope is not None:
        about_nobody = Q(subject_id__isnull=True) & ~Q(table=audit.table_of(Person))
        entries = entries.filter(about_nobody | Exists(_studies("subject_id", scope)))
    return entries.order_by("-at", "-id")


def about_people_of(viewer: Viewer, rows: Rows) -> Rows:
    """Those of the rows that are about a person whom the viewer may see. Asks of each row, not of each person: piles
    are small and the registry is not."""
    scope = _scope(viewer)
    return rows if scope is None else rows.filter(Exists(_studies("person_id", scope)))


def cases_of(viewer: Viewer, kind: type[Model]) -> QuerySet[Any]:
    """What waits for the office or was decided: about people whom the viewer may see, or about nobody yet."""
    rows = kind._default_manager.all()
    if kind is UnusualReading:
        rows = rows.select_related("account").annotate(person_id=F("account__person"))
    scope = _scope(viewer)
    return rows if scope is None else rows.filter(Q(person_id__isnull=True) | Exists(_studies("person_id", scope)))


def lines_of(entries: Iterable[AuditEntry], viewer: Viewer) -> list[Line]:
    """The entries in words: a constant number of queries. Of a list's people those are named whom the viewer may
    see."""
    entries = list(entries)
    about = {entry.pk: _subject_of(entry) for entry in entries}
    subjects = Person.objects.in_bulk({key for key in about.values() if key})
    names = names_of(set(subjects), viewer)
    return [
        Line(told, subjects.get(key := about[told.entry.pk]), names.get(str(key), ""))
        for told in reports.tell(entries, {Person: partial(names_of, viewer=viewer)})
    ]


def _scope(viewer: Viewer) -> tuple[int, ...] | None:
    return campuses_of(viewer) if isinstance(viewer, User) else ()


def _studies(person: str, campuses: tuple[int, ...]) -> QuerySet[Degree]:
    return Degree.objects.filter(person=OuterRef(person), campus__in=campuses)


def _subject_of(entry: AuditEntry) -> int:
    """The key of the person whom the entry is about, 0 where it is about nobody."""
    if entry.subject_id is None and entry.table == "records.person" and entry.key.isdecimal():
        return int(entry.key)
    return entry.subject_id or 0


def names_of(keys: set[Any], viewer: Viewer | None = None) -> dict[str, str]:
    """What people (of whom a viewer sees perhaps not all) are called today, by their key."""
    names = PersonName.objects.filter(person__in=keys, is_current=True)
    scope = _scope(viewer) if viewer else None
    if scope is not None:
        names = names.filter(Exists(_studies("person_id", scope)))
    return {str(name.person_id): name.full for name in names}


def jobs(viewer: Viewer) -> QuerySet[Job]:
    """The jobs that the viewer started, newest first; everybody's for administrators."""
    seen = Job.objects.select_related("by").order_by("-created_at", "-pk")
    return seen if isinstance(viewer, User) and viewer.has_perm(rules.VIEW_ALL_JOBS) else seen.filter(by=viewer.pk)


def staff() -> list[Member]:
    """Everybody who works in the office or has been asked to: those who can sign in first."""
    factor = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    users = User.objects.filter(is_staff=True).annotate(has_second_factor=Exists(factor))
    return [_member(user) for user in _with_access(users).order_by("-is_active", "name", "pk")]


def member(user: User) -> Member:
    return next(each for each in staff() if each.user == user)


def _with_access(users: QuerySet[User]) -> QuerySet[User]:
    return users.prefetch_related("groups", "campus_scopes__campus")


def _member(user: Any) -> Member:
    held = {group.name for group in user.groups.all()}
    return Member(
        user,
        [role.name for key, role in roles if key in held],
        [scope.campus.name for scope in user.campus_scopes.all()],
        user.has_second_factor,
    )


def jobs_to_watch(viewer: Viewer, now: datetime) -> QuerySet[Job]:
    """The viewer's own that are at work, or have failed of late."""
    mine = Job.objects.filter(by=viewer.pk, created_at__gte=now - RECENT)
    return mine.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING, Job.State.FAILED])
