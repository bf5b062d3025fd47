"""Rejected rows as a file: as they stood, with the reason in a last column, to be mended and imported again."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.actions import audit
from apps.core.lib import csv_files
from apps.imports import rules
from apps.imports.actions.files import NotAllowed
from apps.imports.models import Import, ImportRow
from apps.imports.reports.outcomes import all_words


@transaction.atomic
def download(given: Import, *, by: User, reason: str) -> str:
    """The CSV file. Taking rows out is noted like every export. Raises NotAllowed."""
    if not rules.may_import(by):
        raise NotAllowed
    change = audit.Change(audit.table_of(given), str(given.pk), 1, None, {"rows": given.counts.get("rejected", 0)})
    audit.write([change], action="imports.export_rejected", by=by, reason=reason)
    headers = given.mapping.get("headers") or {}
    named = [headers[index] for index in sorted(headers, key=int)]
    return "".join(csv_files.lines([*named, _("row"), _("reason")], _rows(given, len(named))))


def _rows(given: Import, width: int) -> Iterator[list[Any]]:
    rejected = ImportRow.objects.filter(of=given, outcome=ImportRow.Outcome.REJECTED).order_by("number")
    for row in rejected.iterator(500):
        cells = json.loads(row.cells) if row.cells else []
        yield [*cells, *[""] * (width - len(cells)), row.number, all_words(row.reasons)]
