"""What the registry lacks for the courses of study of a file: programmes and graduating classes, entered on the way
by the same import."""

from typing import Any

from apps.accounts.models import User
from apps.core.actions import audit
from apps.core.models import AuditBatch
from apps.imports.querysets.reference import Known
from apps.imports.querysets.studies import NEW
from apps.records.models import Cohort, Programme


def make(marks: list[str], known: Known, *, by: User, batch: AuditBatch, origin: str) -> None:
    """Enters programmes and graduating classes that the registry does not have yet."""
    for mark in marks:
        text = mark.removeprefix(NEW)
        if text.isdecimal():
            year = int(text)
            number = year - known.institution.cohort_base_be
            cohort, is_new = _existing(Cohort, institution=known.institution, number=number), False
            if cohort is None:
                cohort, is_new = Cohort(institution=known.institution, number=number, graduation_year_be=year), True
            known.cohorts[year] = _entered(cohort, is_new, by, batch, origin)
        else:
            faculty_id, title_id, name = text.split(":", 2)
            key = (int(faculty_id), int(title_id), name)
            programme, is_new = _existing(Programme, faculty=key[0], title=key[1], name_th=name), False
            if programme is None:
                programme = Programme(faculty_id=key[0], title_id=key[1], name_th=name, name_en="")
                is_new = True
            known.programmes[key] = _entered(programme, is_new, by, batch, origin)


def _existing(model: Any, **where: Any) -> Any:
    return model.objects.filter(**where).first()


def _entered(row: Any, is_new: bool, by: User, batch: AuditBatch, origin: str) -> int:
    if is_new:
        row.save(force_insert=True)
        change = audit.Change(audit.table_of(row), str(row.pk), row.version, None, audit.values_of(row), None, origin)
        audit.write([change], action="records.add_reference", by=by, batch=batch)
    key: int = row.pk
    return key
