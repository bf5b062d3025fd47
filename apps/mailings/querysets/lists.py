"""A mailing's list as it is closed, or would be now: one condition for who gets it and one for whose address somebody
else has, so that the live count is what the list then says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet

from apps.mailings.models import LeftOut, Mailing
from apps.mailings.querysets.audiences import people_of
from apps.mailings.querysets.eligible import Kind, by_line, with_reason

# Of several at one address only the first gets a mailing: the same text twice in one inbox is what people call spam. A
# service is for each of them. Each step is worked out once (MATERIALIZED): else the reasons would be looked for
# wherever they are named.
_JUDGED = """
WITH meant AS MATERIALIZED ({people}), judged AS (
  SELECT meant.*, CASE
    WHEN left_out = '' AND %s AND row_number() OVER (PARTITION BY left_out, mail_address ORDER BY id) > 1 THEN %s
    ELSE left_out END AS reason
  FROM meant
)
"""
_COUNT = "SELECT reason, count(*) FROM judged GROUP BY reason"


@dataclass(frozen=True)
class Foreseen:
    """How many there are of each reason ("" for those who get it), and how many of these by LINE."""

    reasons: Mapping[str, int]
    by_line: int = 0


def judged(people: QuerySet[Any], kind: Kind) -> tuple[str, list[Any]] | None:
    """The beginning of a statement in which `judged` has the columns that `people` asks for, and each one's `reason`.
    None where nobody is meant, as can be seen without asking the database."""
    try:
        sql, params = people.query.sql_with_params()
    except EmptyResultSet:
        return None
    return _JUDGED.format(people=sql), [*params, not kind.is_service, LeftOut.SAME_ADDRESS.value]


def foreseen(mailing: Mailing, kind: Kind) -> Foreseen:
    """What closing the list now would make of it. Raises BadAudience."""
    people = people_of(mailing).order_by()
    begun = judged(with_reason(people, kind).values("id", "mail_address", "left_out"), kind)
    if begun is None:
        return Foreseen({})
    sql, params = begun
    with connection.cursor() as cursor:
        cursor.execute(sql + _COUNT, params)
        found = dict(cursor.fetchall())
    return _with_line(found, people, kind) if settings.LINE_PROVIDER else Foreseen(found)


def _with_line(found: dict[str, int], people: QuerySet[Any], kind: Kind) -> Foreseen:
    """Those whom mail does not reach and LINE does, each LINE id once."""
    reached = by_line(people, kind)
    numbers: dict[str, int] = dict(reached.values_list("left_out").annotate(number=Count("pk")))
    ids: int = reached.aggregate(number=Count("line_id", distinct=True))["number"]
    for reason, number in numbers.items():
        found[reason] -= number
    twice = sum(numbers.values()) - ids
    found[""] = found.get("", 0) + ids
    found[LeftOut.SAME_ADDRESS.value] = found.get(LeftOut.SAME_ADDRESS.value, 0) + twice
    return Foreseen({reason: number for reason, number in found.items() if number}, by_line=ids)
