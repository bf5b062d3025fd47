"""What keeps a row in the registry that an undo would take out: found by walking the models, so that no relation is
forgotten, whichever app it belongs to."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models

from apps.duplicates.models import Merge
from apps.records.models import Person

# In this order rows go: what points at others first.
ORDER = (
    *(
        "duplicates.pair",
        "records.heldchange",
        "records.employment",
        "records.address",
        "records.contact",
        "records.degree",
    ),
    *("records.personname", "records.person", "records.programme", "records.cohort"),
)
# made from the facts, said of two records and not of a person, or about the import itself
DERIVED = {"records.searchrow", "duplicates.pair", "imports.importrow"}
Entry = dict[str, Any]


def gained(person_ids: set[int], entries: Iterable[Entry]) -> dict[int, str]:
    """People who have more than the import gave them, each with what it is: an account, or the name of a table."""
    written: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        written[entry["table"]].add(int(entry["key"]))
    found: dict[int, str] = {}
    for field in relations_to(Person):
        label = field.model._meta.label_lower
        if label in DERIVED:
            continue
        rows = field.model._base_manager.filter(**{f"{field.name}__in": person_ids})
        if field.model is Merge:
            rows = rows.filter(undone_at__isnull=True)  # one that was taken back gave them nothing
        for key, person_id in rows.values_list("pk", field.attname):
            if key not in written[label]:
                found.setdefault(person_id, label)
    with_account = Person.objects.filter(pk__in=person_ids, account__isnull=False)
    return found | dict.fromkeys(with_account.values_list("pk", flat=True), "account")


def pointed_at(rows: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """Those of the rows (table and key) at which anything points."""
    by_table: dict[str, set[int]] = defaultdict(set)
    for table, key in rows:
        by_table[table].add(key)
    found: set[tuple[str, int]] = set()
    for table, keys in by_table.items():
        for field in relations_to(apps.get_model(table)):
            used = field.model._base_manager.filter(**{f"{field.name}__in": keys})
            found |= {(table, key) for key in used.values_list(field.attname, flat=True).distinct()}
    return found


def relations_to(model: type[models.Model]) -> list[Any]:
    """Every column of any table that points at rows of this model (links of many-to-many included)."""
    tables = [each for each in apps.get_models(include_auto_created=True) if not each._meta.proxy]
    return [
        field
        for table in tables
        for field in table._meta.concrete_fields
        if field.is_relation and field.related_model and field.related_model._meta.concrete_model is model
    ]
