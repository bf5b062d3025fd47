"""Files and what their rows said are kept as long as an import can be undone, and no longer. What stays says which
row ended how, without saying what stood in it."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.core.actions import audit
from apps.core.models import Job
from apps.imports.actions import looking
from apps.imports.models import Import, ImportRow

CHUNK = 2000


def kept() -> QuerySet[Import]:
    """Not those at which a worker is; one whose job was given up while nobody looked is over too."""
    at_work = Q(state__in=["checking", "running", "undoing"], job__state__in=[Job.State.QUEUED, Job.State.RUNNING])
    return Import.objects.filter(forgotten_at__isnull=True).exclude(at_work)


def forget_each(imports: QuerySet[Import]) -> int:
    return sum(map(forget, imports))


def forget(given: Import) -> int:
    """Forgets one import's file and rows, in short steps; again from where it stopped after a crash. Rows that still
    wait for a decision are left out."""
    rows = ImportRow.objects.filter(of=given)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        ImportRow.objects.filter(pk__in=keys[start : start + CHUNK]).update(
            values={}, cells="", changes=[], name_key="", national_id_hash=""
        )
    if name := given.file.name:
        given.file.storage.delete(name)
    looking.forget(given)
    with transaction.atomic():
        Import.objects.filter(pk=given.pk).update(file="", forgotten_at=timezone.now())
        change = audit.Change(audit.table_of(given), str(given.pk), 1, None, {"rows": len(keys)})
        audit.write([change], action="imports.forget", by=None)
    return 1
