from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models

from apps.core.querysets import prepared

if TYPE_CHECKING:
    from apps.records.models import Faculty, Institution


class InstitutionQuerySet(models.QuerySet["Institution"]):
    """Universities; this portal serves one of them."""

    def served(self) -> "Institution":
        """The one that the settings name. Raises DoesNotExist before its reference data is loaded."""
        return self.get(code=settings.INSTITUTION)


def successors_of(faculty: "Faculty") -> set[int]:
    """The keys of the faculty and of all that followed it, one after the other."""
    line: set[int] = set()
    heir: Faculty | None = faculty
    while heir and heir.pk not in line:
        line.add(heir.pk)
        heir = heir.successor
    return line


def words_of(model: type[models.Model], key: str, *, is_ours: bool) -> models.Model | None:
    """The row of reference data with this key and no more of it than its words; `is_ours`: of the institution that is
    served. None where there is none, whatever was typed."""
    meta, pk = model._meta, model._meta.pk
    words = ("number", "graduation_year_be") if meta.model_name == "cohort" else ("name_th", "name_en")
    ours = "JOIN records_institution i ON i.id = r.institution_id AND i.code = %s" if is_ours else ""
    columns = ", ".join(f"r.{name}" for name in (pk.column, *words))
    sql = f"SELECT {columns} FROM {meta.db_table} r {ours} WHERE r.{pk.column} = %s"  # noqa: S608 - our own names
    try:
        rows = prepared.fetch(sql, [*([settings.INSTITUTION] if is_ours else []), pk.clean(key, None)])
    except (ValidationError, ValueError):  # no key; a NUL, which no text of the database may have
        return None
    return model.from_db(connection.alias, [pk.attname, *words], rows[0]) if rows else None
