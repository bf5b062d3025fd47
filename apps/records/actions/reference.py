"""Reference data from the files in fixtures/: places, degree titles, and one university with its campuses, faculties,
programmes and graduating classes. A file fills in what is missing; what is there belongs to the office."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from apps.core.actions import audit, rows
from apps.core.models import AuditBatch, Tracked
from apps.records.models import (
    Campus,
    CampusName,
    Cohort,
    Country,
    DegreeTitle,
    Faculty,
    FacultyName,
    Institution,
    Programme,
    Province,
)

ACTION = "records.load_reference"
Row = TypeVar("Row", bound=models.Model)
Values = Mapping[str, Any]


class UnknownInstitution(Exception):
    """There is no file for this university."""


@dataclass
class Loading:
    """One run: whether it may write over the office's edits, and what it has done so far, by table."""

    overwrite: bool = False
    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    _batch: AuditBatch | None = None

    @property
    def batch(self) -> AuditBatch:
        """Made when something is first written, so that a run that changes nothing leaves no trace."""
        if self._batch is None:
            self._batch = AuditBatch.objects.create(action=ACTION)
        return self._batch

    def settle(self, model: type[Row], wanted: Iterable[Values], *, key: tuple[str, ...], where: models.Q) -> None:
        """Adds the wanted rows that are missing (`key` tells rows apart, `where` is where they are looked for)."""
        there = {_key(row, key): row for row in model._default_manager.filter(where)}
        missing: list[Row] = []
        for values in wanted:
            row = there.get(tuple(values[name] for name in key))
            if row is None:
                missing.append(model(**values))
            elif self.overwrite and _change(row, values, self):
                self.changed[model._meta.label_lower] += 1
        self._add(model, missing)

    def _add(self, model: type[Row], missing: list[Row]) -> None:
        added = model._default_manager.bulk_create(missing)
        self.added.update({model._meta.label_lower: len(added)} if added else {})
        if added and issubclass(model, Tracked):
            changes = [audit.Change(audit.table_of(row), str(row.pk), 1, None, audit.values_of(row)) for row in added]
            audit.write(changes, action=ACTION, by=None, batch=self.batch)


@transaction.atomic
def load(code: str = "", *, overwrite: bool = False) -> Loading:
    """Loads the places and the university `code` (default: the one of the settings). A second run changes nothing;
    rows that are there stay as the office left them unless `overwrite`."""
    given = institution_file(code or settings.INSTITUTION)
    run = Loading(overwrite)
    run.settle(Province, read("provinces"), key=("code",), where=models.Q())
    run.settle(Country, read("countries"), key=("code",), where=models.Q())
    run.settle(DegreeTitle, map(_plain, read("degree_titles")), key=("abbr_th",), where=models.Q())
    run.settle(Institution, [given["institution"]], key=("code",), where=models.Q())
    institution = Institution.objects.get(code=given["institution"]["code"])
    _campuses(run, institution, given["campuses"])
    _faculties(run, institution, given["faculties"])
    _cohorts(run, institution)
    return run


def read(name: str) -> Any:
    """The content of a file in fixtures/."""
    return json.loads((settings.FIXTURES_DIR / f"{name}.json").read_text(encoding="utf-8"))


def institution_file(code: str) -> dict[str, Any]:
    """The file of a university. Raises UnknownInstitution."""
    known = {path.stem.upper() for path in (settings.FIXTURES_DIR / "institutions").glob("*.json")}
    if code not in known:
        raise UnknownInstitution(code)
    content: dict[str, Any] = read(f"institutions/{code.lower()}")
    return content


def _campuses(run: Loading, institution: Institution, given: list[dict[str, Any]]) -> None:
    within = models.Q(institution=institution)
    campuses = [
        _plain(campus, "province", "names")
        | _newest(campus)
        | {"institution_id": institution.pk, "province_id": campus["province"]}
        for campus in given
    ]
    run.settle(Campus, campuses, key=("institution_id", "code"), where=within)
    _belongings(run, CampusName, "campus", Campus.objects.filter(within), {row["code"]: row["names"] for row in given})


def _faculties(run: Loading, institution: Institution, given: list[dict[str, Any]]) -> None:
    within = models.Q(institution=institution)
    campuses = dict(Campus.objects.filter(within).values_list("code", "pk"))
    titles = dict(DegreeTitle.objects.values_list("abbr_th", "pk"))
    faculties = [
        _plain(faculty, "campus", "names", "programmes")
        | _newest(faculty)
        | {"institution_id": institution.pk, "campus_id": campuses[faculty["campus"]]}
        for faculty in given
    ]
    programmes = {
        faculty["code"]: [_plain(row, "title") | {"title_id": titles[row["title"]]} for row in faculty["programmes"]]
        for faculty in given
    }
    run.settle(Faculty, faculties, key=("institution_id", "code"), where=within)
    owners = Faculty.objects.filter(within)
    _belongings(run, FacultyName, "faculty", owners, {row["code"]: row["names"] for row in given})
    _belongings(run, Programme, "faculty", owners, programmes, key=("title_id", "name_th"))


def _belongings(
    run: Loading,
    model: type[Row],
    owner: str,
    owners: models.QuerySet[Any],
    given: Mapping[str, Sequence[Values]],
    *,
    key: tuple[str, ...] = ("name_th",),
) -> None:
    """Names and programmes come with their owner: one that has any keeps just those, since the office may have
    renamed or removed some."""
    full = set(model._default_manager.filter(**{f"{owner}__in": owners}).values_list(f"{owner}_id", flat=True))
    wanted = [
        {**values, f"{owner}_id": pk}
        for code, pk in owners.values_list("code", "pk")
        if run.overwrite or pk not in full
        for values in given.get(code, [])
    ]
    run.settle(model, wanted, key=(f"{owner}_id", *key), where=models.Q(**{f"{owner}__in": owners}))


def _cohorts(run: Loading, institution: Institution) -> None:
    """The classes up to the newest academic year that is over, so that new graduates find theirs."""
    base, this_year = institution.cohort_base_be, timezone.localdate().year + 543
    wanted = [
        {"institution_id": institution.pk, "number": year - base, "graduation_year_be": year}
        for year in range(base + 1, this_year)
    ]
    key = ("institution_id", "graduation_year_be")
    run.settle(Cohort, wanted, key=key, where=models.Q(institution=institution))


def _change(row: models.Model, values: Values, run: Loading) -> bool:
    fresh = type(row)(**values)
    different = {name: getattr(fresh, name) for name in values if _said(fresh, name) != _said(row, name)}
    if not different:
        return False
    if isinstance(row, Tracked):
        return rows.change(row, different, by=None, action=ACTION, batch=run.batch)
    return bool(type(row)._default_manager.filter(pk=row.pk).update(**different))


def _said(row: models.Model, name: str) -> object:
    column = next(each for each in row._meta.concrete_fields if name in {each.name, each.attname})
    return column.to_python(getattr(row, column.attname))


def _key(row: models.Model, names: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in names)


def _plain(values: Values, *nested: str) -> dict[str, Any]:
    """The values that are columns: without the notes of the file's authors and without what has rows of its own."""
    return {name: value for name, value in values.items() if name not in {"verify", *nested}}


def _newest(values: Values) -> dict[str, str]:
    """Today's name is the last of the dated ones."""
    return {name: values["names"][-1].get(name, "") for name in ("name_th", "name_en")}
