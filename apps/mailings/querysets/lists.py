"""A mailing's list as it is closed, or would be now: one condition for who gets it and one for whose address somebody
else has, so that the live count is what the list then says."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from apps.mailings.models import LeftOut, Mailing
from apps.mailings.querysets.audiences import people_of
from apps.mailings.querysets.eligible import Kind, by_line, with_reason
from apps.records.models import Degree, PersonName

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
_COUNT = "SELECT reason, count(*){sums} FROM judged GROUP BY reason"
_SUM = ", sum(CASE WHEN lacks_{slot} THEN 1 ELSE 0 END)"
# What some placeholders say, and who has it.
_NAMED = {"nickname": ~Q(nickname=""), "first_name": ~Q(first_th="") | ~Q(first_en="")}
_STUDIED = {
    "cohort": Q(cohort__isnull=False),
    "graduation_year": Q(graduation_year_be__isnull=False),
    "faculty": Q(faculty__isnull=False),
    "campus": Q(campus__isnull=False),
}


@dataclass(frozen=True)
class Foreseen:
    """How many there are of each reason ("" for those who get it), how many of these by LINE, and how many who get it
    by mail lack what a placeholder says."""

    reasons: Mapping[str, int]
    by_line: int = 0
    lacking: Mapping[str, int] = field(default_factory=dict)


def judged(people: QuerySet[Any], kind: Kind) -> tuple[str, list[Any]] | None:
    """The beginning of a statement in which `judged` has the columns that `people` asks for, and each one's `reason`.
    None where nobody is meant, as can be seen without asking the database."""
    try:
        sql, params = people.query.sql_with_params()
    except EmptyResultSet:
        return None
    return _JUDGED.format(people=sql), [*params, not kind.is_service, LeftOut.SAME_ADDRESS.value]


def foreseen(mailing: Mailing, kind: Kind, slots: Collection[str] = ()) -> Foreseen:
    """What closing the list now would make of it (`slots`: the placeholders that say nothing where a reader has no
    such fact), in one statement: who gets it is what takes long to find out. Raises BadAudience."""
    people = people_of(mailing).order_by()
    asked = [slot for slot in (*_NAMED, *_STUDIED) if slot in slots]
    columns = with_reason(people, kind).annotate(**{f"lacks_{slot}": ~_has(slot) for slot in asked})
    begun = judged(columns.values("id", "mail_address", "left_out", *(f"lacks_{slot}" for slot in asked)), kind)
    if begun is None:
        return Foreseen({})
    sql, params = begun
    with connection.cursor() as cursor:
        cursor.execute(sql + _COUNT.format(sums="".join(_SUM.format(slot=slot) for slot in asked)), params)
        rows = {reason: numbers for reason, *numbers in cursor.fetchall()}
    found = Foreseen({reason: numbers[0] for reason, numbers in rows.items()})
    lacking = {slot: number for slot, number in zip(asked, rows.get("", [0])[1:], strict=False) if number}
    return replace(_with_line(found, people, kind) if settings.LINE_PROVIDER else found, lacking=lacking)


def _has(slot: str) -> Exists:
    if slot in _NAMED:
        return Exists(PersonName.objects.filter(_NAMED[slot], person=OuterRef("pk"), is_current=True))
    return Exists(Degree.objects.filter(_STUDIED[slot], person=OuterRef("pk"), is_first=True))


def _with_line(foreseen_by_mail: Foreseen, people: QuerySet[Any], kind: Kind) -> Foreseen:
    """Those whom mail does not reach and LINE does, each LINE id once."""
    found = dict(foreseen_by_mail.reasons)
    reached = by_line(people, kind)
    numbers: dict[str, int] = dict(reached.values_list("left_out").annotate(number=Count("pk")))
    ids: int = reached.aggregate(number=Count("line_id", distinct=True))["number"]
    for reason, number in numbers.items():
        found[reason] -= number
    twice = sum(numbers.values()) - ids
    found[""] = found.get("", 0) + ids
    found[LeftOut.SAME_ADDRESS.value] = found.get(LeftOut.SAME_ADDRESS.value, 0) + twice
    return Foreseen({reason: number for reason, number in found.items() if number}, by_line=ids)
