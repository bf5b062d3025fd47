"""Who opened or exported a person's data, as the person may know it: by the part they play, never by name."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core import registries
from apps.records.models import Disclosure, Person

SINGLY = [Disclosure.Kind.SENSITIVE, Disclosure.Kind.EXPORT, Disclosure.Kind.LETTER]
MOST = 200  # shown singly
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Reading:
    """Somebody opened a sensitive field, or put the person into a file."""

    at: datetime
    who: str
    kind: str
    what: str
    reason: str


@dataclass(frozen=True)
class Readings:
    """What a person is shown: single readings, the newest first, and how often other pages were opened in a year."""

    singly: list[Reading]
    counted: list[tuple[str, int]]


def of_person(person: Person) -> Readings:
    """Four queries, however much was read."""
    rows = Disclosure.objects.filter(person=person)
    singly = rows.filter(kind__in=SINGLY).select_related("to").prefetch_related("to__groups").order_by("-at", "-pk")
    ordinary = rows.exclude(kind__in=SINGLY).filter(at__gte=timezone.now() - YEAR)
    counts = dict(ordinary.values_list("kind").annotate(number=Count("pk")).order_by())
    counted = [(str(kind.label), counts[kind]) for kind in Disclosure.Kind if kind in counts]
    return Readings([_reading(row, person) for row in singly[:MOST]], counted)


def by_account(account: User, since: datetime | None = None) -> "QuerySet[Disclosure]":
    """Everything that an account was shown or handed, the oldest first; an index on both has them in order."""
    rows = Disclosure.objects.filter(to=account).order_by("at", "pk")
    return rows if since is None else rows.filter(at__gte=since)


def _reading(row: Disclosure, person: Person) -> Reading:
    return Reading(row.at, _who(row.to, person), row.get_kind_display(), _what(row), row.reason)


def _who(account: User, person: Person) -> str:
    if account.pk == person.account_id:
        return _("You")
    roles = [
        str(registries.roles[group.name].name) for group in account.groups.all() if group.name in registries.roles
    ]
    return _("The alumni office: %(roles)s") % {"roles": ", ".join(roles)} if roles else _("The alumni office")


def _what(row: Disclosure) -> str:
    if row.kind != Disclosure.Kind.SENSITIVE or not row.what:
        return ""
    return str(Person._meta.get_field(row.what).verbose_name)  # type: ignore[union-attr] # sensitive fields are columns
