"""What a person studied here. The first conferred degree by study decides the person's cohort."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.records import rules
from apps.records.actions import facts, search
from apps.records.actions.facts import Outcome
from apps.records.models import Cohort, Degree, Institution, Level


@transaction.atomic
def add(degree: Degree, *, by: User | None, reason: str = "") -> Degree:
    """Adds a course of study; sets its cohort from the year of graduation."""
    _check_year(degree, degree.graduation_year_be, status=degree.status, level=degree.level)
    degree.cohort = cohort_for(degree.institution, degree.graduation_year_be, by=by)
    rows.create(degree, by=by, action="records.add_degree", subject_id=degree.person_id, reason=reason)
    settle_first(degree.person_id, by=by)
    degree.refresh_from_db()
    return degree


@transaction.atomic
def change(
    degree: Degree,
    values: Mapping[str, Any],
    *,
    source: str,
    by: User | None,
    expected_version: int | None = None,
    reason: str = "",
) -> Outcome:
    """Changes a course of study, or holds the change when the registrar said otherwise."""
    values = dict(values)
    status, level = values.get("status", degree.status), values.get("level", degree.level)
    if status != Degree.Status.CONFERRED or level == Level.HONORARY:
        values["is_first"] = False
    _check_year(degree, values.get("graduation_year_be", degree.graduation_year_be), status=status, level=level)
    if "graduation_year_be" in values and rules.may_overwrite("records.degree", new=source, old=degree.source):
        values["cohort"] = cohort_for(degree.institution, values["graduation_year_be"], by=by)
    outcome = facts.change(
        degree,
        values,
        source=source,
        by=by,
        action="records.change_degree",
        expected_version=expected_version,
        reason=reason,
    )
    if outcome is Outcome.SAVED:
        settle_first(degree.person_id, by=by)
    return outcome


@transaction.atomic
def remove(degree: Degree, *, by: User | None, reason: str, expected_version: int | None = None) -> None:
    """Takes out a course of study that never was this person's."""
    facts.remove(degree, by=by, action="records.remove_degree", expected_version=expected_version, reason=reason)
    settle_first(degree.person_id, by=by)


def cohort_for(institution: Institution, graduation_year_be: int | None, *, by: User | None) -> Cohort | None:
    """The graduating class of an academic year; a new year gets its row. None for years before the first class."""
    if graduation_year_be is None or graduation_year_be <= institution.cohort_base_be:
        return None
    number = graduation_year_be - institution.cohort_base_be
    known = Cohort.objects.filter(institution=institution, number=number).first()
    if known:
        return known
    new = Cohort(institution=institution, number=number, graduation_year_be=graduation_year_be)
    return rows.create(new, by=by, action="records.add_reference")


def before_first_class(institution: Institution, year_be: int | None) -> ValidationError | None:
    """What is wrong with a year in which nobody had graduated here yet; None where nothing is."""
    first = institution.cohort_base_be + 1
    if year_be is None or year_be >= first:
        return None
    message = _("Nobody had graduated yet: the first class is that of %(year)s (B.E.).")
    return ValidationError(message, code="before_first_class", params={"year": first})


def settle_first(person_id: int, *, by: User | None) -> None:
    """Marks the earliest degree that was conferred by study as the first, and no other."""
    earned = Degree.objects.filter(person_id=person_id, status=Degree.Status.CONFERRED).exclude(level=Level.HONORARY)
    first = earned.order_by("graduation_year_be", F("conferred_on").asc(nulls_last=True), "pk").first()
    for degree in Degree.objects.filter(person_id=person_id, is_first=True):
        if degree != first:
            _mark(degree, is_first=False, by=by)
    if first and not first.is_first:
        _mark(first, is_first=True, by=by)
    search.refresh([person_id])


def _check_year(degree: Degree, year_be: int | None, *, status: str, level: str) -> None:
    """Whoever graduates by study belongs to a class. Raises ValidationError."""
    error = before_first_class(degree.institution, year_be)
    if error and status == Degree.Status.CONFERRED and level != Level.HONORARY:
        raise ValidationError({"graduation_year_be": error})


def _mark(degree: Degree, *, is_first: bool, by: User | None) -> None:
    action = "records.settle_first_degree"
    rows.change(degree, {"is_first": is_first}, by=by, action=action, subject_id=degree.person_id)
