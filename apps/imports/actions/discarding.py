"""A file that is not to be imported after all goes, with all that was kept of it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import audit
from apps.imports import rules
from apps.imports.actions.files import NotAllowed
from apps.imports.models import Import, ImportRow

State = Import.State
DISCARDABLE = (State.UPLOADED, State.MAPPED, State.CHECKED, State.FAILED, State.CANCELLED)
CHUNK = 5000


class NotNow(Exception):
    """What was imported stays on the list; what is at work is stopped first."""

    message = _("This import can no longer be thrown away. Stop it first, or undo it.")


def may_be_discarded(given: Import) -> bool:
    return given.state in DISCARDABLE and given.batch_id is None


def discard(given: Import, *, by: User, reason: str = "") -> None:
    """Throws the file, its rows and the import away; that there was one stays in the log. Raises NotNow."""
    if not rules.may_import(by):
        raise NotAllowed
    if not may_be_discarded(given):
        raise NotNow
    with transaction.atomic():
        mine = Import.objects.filter(pk=given.pk, state__in=DISCARDABLE, batch=None)
        if not mine.update(state=State.CANCELLED):
            raise NotNow
        rows = ImportRow.objects.filter(of=given)
        while keys := list(rows.values_list("pk", flat=True)[:CHUNK]):
            ImportRow.objects.filter(pk__in=keys).delete()
        change = audit.Change(audit.table_of(given), str(given.pk), 1, {"name": given.name}, None)
        audit.write([change], action="imports.discard", by=by, reason=reason[:300])
        mine.delete()
        transaction.on_commit(lambda: _drop_file(given))


def _drop_file(given: Import) -> None:
    if name := given.file.name:
        given.file.storage.delete(name)
