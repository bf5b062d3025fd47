"""A look at a file, kept with its import: a large one takes seconds to look through, and a person comes back to it."""

import json
from typing import Any

from django.db import transaction

from apps.imports.actions import files
from apps.imports.lib.looks import Look
from apps.imports.lib.refused import Refused
from apps.imports.models import Import, ImportRow

__all__ = ["Look", "Refused", "forget", "look"]

# Cells of the file stand in it, so it is kept as rows keep theirs.
_SEALED: Any = ImportRow._meta.get_field("cells")
LOOKS = "looks"  # in Import.seen, by sheet


def look(given: Import, *, sheet: str = "") -> Look:
    """As `files.look`, which is asked once for each sheet. Raises lib.files.Refused."""
    kept = given.seen.get(LOOKS, {}).get(sheet)
    if kept:
        return Look.from_plain(json.loads(_SEALED.from_db_value(kept, None, None)))
    found = files.look(given, sheet=sheet)
    _keep(given, sheet, found)
    return found


def forget(given: Import) -> None:
    """Nothing that stood in the file is kept any longer."""
    with transaction.atomic():
        now = Import.objects.select_for_update().get(pk=given.pk)
        Import.objects.filter(pk=given.pk).update(seen={name: now.seen[name] for name in now.seen if name != LOOKS})
    given.refresh_from_db(fields=["seen"])


def _keep(given: Import, sheet: str, found: Look) -> None:
    text = json.dumps(found.to_plain(), ensure_ascii=False)
    with transaction.atomic():
        now = Import.objects.select_for_update().get(pk=given.pk)
        looks = now.seen.get(LOOKS, {}) | {sheet: _SEALED.get_prep_value(text)}
        Import.objects.filter(pk=given.pk).update(seen=now.seen | {"rows": found.rows, LOOKS: looks})
    given.refresh_from_db(fields=["seen"])
