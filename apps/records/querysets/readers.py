"""Whoever reads the alumni's pages. Each of these pages asks, some of them in three places."""

from typing import Any
from uuid import UUID

from django.db import connection

from apps.core.querysets import prepared
from apps.records.models import Cohort, Degree, Faculty, Person

_FIRST_DEGREE = """
SELECT p.id, p.public_id, p.account_id, p.language, p.version, c.id, c.number, c.graduation_year_be,
  f.id, f.code, f.name_th, f.name_en, d.id, d.person_id, d.cohort_id, d.faculty_id
FROM records_person p JOIN records_degree d ON d.person_id = p.id AND d.is_first
LEFT JOIN records_cohort c ON c.id = d.cohort_id LEFT JOIN records_faculty f ON f.id = d.faculty_id
WHERE p.account_id = %s"""
_PERSON = ("id", "public_id", "account_id", "language", "version")
_COHORT = ("id", "number", "graduation_year_be")
_FACULTY = ("id", "code", "name_th", "name_en")
_DEGREE = ("id", "person_id", "cohort_id", "faculty_id", "is_first")


def first_degree_of(account_id: int) -> Degree | None:
    """What makes this account a graduate's: their first degree, with their record, class and faculty, as much of each
    as the pages of alumni tell of their reader. The rest is read by those that show it."""
    rows = prepared.fetch(_FIRST_DEGREE, [account_id])
    if not rows:
        return None
    row = rows[0]
    degree: Degree = _made(Degree, _DEGREE, (*row[12:], True))
    degree.person = _made(Person, _PERSON, (row[0], UUID(str(row[1])), *row[2:5]))
    degree.cohort = _made(Cohort, _COHORT, row[5:8])
    degree.faculty = _made(Faculty, _FACULTY, row[8:12])
    return degree


def _made(model: type[Any], fields: tuple[str, ...], values: tuple[Any, ...]) -> Any:
    """The row that was read; None where a join found none. `from_db` takes values in the order of the model's own
    columns, whatever the order of the names."""
    if values[0] is None:
        return None
    read = dict(zip(fields, values, strict=True))
    ours = [field.attname for field in model._meta.concrete_fields if field.attname in read]
    return model.from_db(connection.alias, ours, [read[name] for name in ours])
