from argparse import ArgumentTypeError
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Count, Max, Min, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date

from apps.accounts.models import User
from apps.core.lib.csv_files import lines
from apps.records.models import Disclosure, PersonName
from apps.records.querysets import disclosures

CHUNK = 2000
COLUMNS = ("when", "how", "person", "name_th", "name_en", "what", "reason")


class Command(BaseCommand):
    help = "What did this account read? Every person whose data it was shown or handed, for a breach and its drill."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--since", type=_day, help="the first day, such as 2026-11-21")
        parser.add_argument("--csv", action="store_true", help="every reading, one a line, instead of the summary")

    def handle(self, *args: Any, **options: Any) -> None:
        account = User.objects.filter(email__iexact=options["email"].strip()).first()
        if account is None:
            raise CommandError("no account has this address")
        read = disclosures.by_account(account, options["since"])
        for line in _table(read) if options["csv"] else _summary(account, read):
            self.stdout.write(line, ending="" if options["csv"] else "\n")


def _summary(account: User, read: "QuerySet[Disclosure]") -> Iterator[str]:
    """How many people by what means, and from when to when."""
    people = read.order_by().aggregate(people=Count("person", distinct=True), rows=Count("pk"))
    yield f"{account} <{account.email}> (account {account.pk})"
    yield f"{people['rows']} readings of {people['people']} people"
    kinds = (
        read.order_by()
        .values_list("kind")
        .annotate(rows=Count("pk"), people=Count("person", distinct=True), first=Min("at"), last=Max("at"))
    )
    for kind, rows, count, first, last in kinds.order_by("kind"):
        yield f"  {kind}: {rows} readings of {count} people, {_moment(first)} to {_moment(last)}"


def _table(read: "QuerySet[Disclosure]") -> Iterator[str]:
    return lines(COLUMNS, _rows(read))


def _rows(read: "QuerySet[Disclosure]") -> Iterator[tuple[Any, ...]]:
    """Names are looked up a few thousand at a time: there may be a million readings."""
    columns = ("at", "kind", "person_id", "person__public_id", "what", "reason")
    found = read.values_list(*columns).iterator(CHUNK)
    while chunk := list(islice(found, CHUNK)):
        names = _names({row[2] for row in chunk})
        for at, kind, person_id, public_id, what, reason in chunk:
            yield (_moment(at), kind, public_id, *names.get(person_id, ("", "")), what, reason)


def _names(person_ids: set[int]) -> dict[int, tuple[str, str]]:
    current = PersonName.objects.filter(person__in=person_ids, is_current=True)
    return {name.person_id: (name.full_th, name.full_en) for name in current}


def _moment(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")


def _day(text: str) -> datetime:
    day = parse_date(text)
    if day is None:
        raise ArgumentTypeError(f"{text!r} is no day; write it as 2026-11-21")
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - made aware here
