"""What became of a merge's rows since: what can go back exactly as it was, and what somebody changed meanwhile."""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from apps.core import privacy
from apps.duplicates.models import Merge, MergedRow
from apps.records.models import Person

from .images import Image, Model, Ref, images_of, missing_targets
from .snapshot import rows_of

DERIVED = {"records.searchrow"}
COUNTED = {"version", "updated_at"}


@dataclass
class Since:
    """Rows of a merge by what became of them. `edited` says something else than the merge left; `removed` is not
    there any more; `stranded` belonged to something that is gone; `added` came to the record since."""

    untouched: list[MergedRow] = field(default_factory=list)
    edited: list[MergedRow] = field(default_factory=list)
    removed: list[MergedRow] = field(default_factory=list)
    stranded: list[MergedRow] = field(default_factory=list)
    added: list[Ref] = field(default_factory=list)
    now: dict[Ref, Image] = field(default_factory=dict)

    @property
    def moved_and_edited(self) -> list[MergedRow]:
        """Those of which the clerk says where they go."""
        return [row for row in self.edited if row.is_moved]


def model_of(row: MergedRow) -> Model:
    return apps.get_model(row.table)


def ref_of(row: MergedRow) -> Ref:
    model = model_of(row)
    return model, model._meta.pk.to_python(row.key)


def what_changed(merge: Merge) -> Since:
    rows = list(merge.rows.order_by("pk"))
    found = Since(now=images_of(ref_of(row) for row in rows))
    for row in rows:
        _sort(found, row)
    found.added = _added(merge, {ref_of(row) for row in rows})
    return found


def changed_columns(row: MergedRow) -> list[str]:
    """The columns that the merge wrote."""
    before, after = row.before or {}, row.after or {}
    return [name for name in after if before.get(name) != after[name]]


def _sort(found: Since, row: MergedRow) -> None:
    now = found.now.get(ref_of(row))
    if row.before is not None and row.table not in DERIVED and missing_targets(model_of(row), _standing(row)):
        found.stranded.append(row)
    elif now == row.after or row.table in DERIVED:
        found.untouched.append(row)
    elif now is None:
        found.removed.append(row)
    else:
        found.edited.append(row)


def _standing(row: MergedRow) -> Image:
    """The row as it was, but for the record that the undo itself brings back."""
    before, names = row.before or {}, privacy.movable(Person).get(model_of(row), ())
    own = {f"{name}_id" for name in names}
    return {key: value for key, value in before.items() if key not in own and not _comes_back(row, key, value)}


def _comes_back(row: MergedRow, key: str, value: Any) -> bool:
    """Does it point at another row that the merge took away?"""
    model = model_of(row)
    related: Any = next((each.related_model for each in model._meta.concrete_fields if each.attname == key), None)
    if related is None or value is None:
        return False
    return row.merge.rows.filter(table=related._meta.label_lower, key=str(value), after__isnull=True).exists()


def _added(merge: Merge, known: set[Ref]) -> list[Ref]:
    """Rows of the record that neither of the two had then."""
    added = []
    for model, names in privacy.movable(Person).items():
        held = set(merge.held.get(model._meta.label_lower, ()))
        keys = rows_of(model, names, [merge.kept_id]).exclude(pk=merge.pk if model is Merge else None)
        for key in keys.order_by("pk").values_list("pk", flat=True):
            if key not in held and str(key) not in held and (model, key) not in known:
                added.append((model, key))
    return added
