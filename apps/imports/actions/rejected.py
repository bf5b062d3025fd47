"""The rejected rows of a file are taken out to be mended."""

from django.db import transaction

from apps.accounts.models import User
from apps.core.actions import audit
from apps.imports import exports, rules
from apps.imports.actions.files import NotAllowed
from apps.imports.models import Import


@transaction.atomic
def export(given: Import, *, by: User) -> bytes:
    """An XLSX file; who took it stands in the log."""
    if not rules.may_import(by):
        raise NotAllowed
    content = exports.rejected_rows(given)
    taken = audit.Change(audit.table_of(given), str(given.pk), 1, None, {"name": given.name})
    audit.write([taken], action="imports.export_rejected", by=by)
    return content
