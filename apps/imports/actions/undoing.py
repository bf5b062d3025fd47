"""Taking an import back: what the trail says that it wrote is written backwards, in one transaction.

A row that nobody has changed since returns to what it was. Whoever was brought in goes again, unless something has
come to them since: then they stay as they are, with all that the import said of them, and are listed. Changes of
people who were there before are taken back fact by fact; facts that were edited since stay and are listed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.core.actions import audit, bulk, jobs
from apps.core.actions.jobs import Progress, Result
from apps.core.models import AuditBatch, AuditEntry, Job
from apps.core.querysets.entries import unpacked
from apps.duplicates.actions import merging, scanning
from apps.imports.actions import leaving, telling
from apps.imports.actions.files import UNDO, State
from apps.imports.models import Import, ImportRow
from apps.records.actions import search
from apps.records.models import SearchRow
from apps.records.querysets import counts

CHUNK = 1000
LISTED = 1000  # rows that a report names
PERSON = "records.person"
Entry = dict[str, Any]


@dataclass
class Left:
    """What could not be taken back, and why."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    number: int = 0

    def add(self, entry: Entry, why: str) -> None:
        self.number += 1
        if len(self.rows) < LISTED:
            shown = {name: entry[name] for name in ("table", "key", "subject_id", "origin")}
            self.rows.append(shown | {"why": why})


def run(job: Job, progress: Progress) -> Result | None:
    """The runner of an undo."""
    given = Import.objects.select_related("job").get(pk=job.params["import"])
    if given.job_id == job.pk and given.state == State.UNDONE:
        return Result(message=_summary(given))
    if given.state != State.UNDOING or given.job_id != job.pk:
        return None
    with telling.ends(given, UNDO, cancelled=State.DONE, failed=State.DONE):
        progress.total(max(AuditEntry.objects.filter(batch=given.batch_id).count(), 1))
        _take_back(given, job, progress)
        counts.forget()
        given.refresh_from_db()
        telling.tell(given, "undone")
    return Result(message=_summary(given))


def _summary(given: Import) -> str:
    report = given.report
    words = _("%(back)d changes taken back; %(left)d left, since somebody has changed them")
    return words % {"back": report.get("back", 0), "left": report.get("left", 0)}


def _take_back(given: Import, job: Job, progress: Progress) -> None:
    at = timezone.now()
    try:
        with jobs.apart(progress) as step, transaction.atomic():
            claimed = Import.objects.filter(pk=given.pk, state=State.UNDOING, job=job)
            if not claimed.update(state=State.UNDONE, undone_at=at, message=""):
                raise jobs.LostClaim
            batch = AuditBatch.objects.create(action=UNDO, by=job.by, note=given.name)
            undo = _Undo(given, job, batch, at, step)
            undo.everything()
            _forget_decisions(given)
            Import.objects.filter(pk=given.pk).update(
                report={"back": undo.back, "left": undo.left.number, "rows": undo.left.rows, "batch": batch.pk}
            )
            step(0)
    except IntegrityError as error:
        raise jobs.Failed(
            _("Somebody changed the same people at this moment. Nothing was taken back; try again.")
        ) from error


def _forget_decisions(given: Import) -> None:
    """What was decided on held rows is taken back with the rest; the trail says who decided what."""
    decided = ImportRow.objects.filter(of=given).exclude(decision="")
    decided.update(decision="", decided_by=None, decided_at=None)


class _Undo:
    """One undo at work."""

    def __init__(self, given: Import, job: Job, batch: AuditBatch, at: datetime, step: Any) -> None:
        self._of, self._job, self._at, self._step = given, job, at, step
        self._trail = bulk.Trail(action=UNDO, by=job.by, at=at, batch=batch, reason=given.name[:200])
        self.left = Left()
        self.back = 0

    def everything(self) -> None:
        entered = AuditEntry.objects.filter(batch=self._of.batch_id, table=PERSON, before__isnull=True)
        brought_in = entered.exclude(after__isnull=True).order_by("-pk").values_list("subject_id", flat=True)
        newcomers: set[int] = set()
        for chunk in _chunked(brought_in.iterator(CHUNK)):
            newcomers |= set(chunk)
            self._people(chunk)
        others = self._entries().exclude(subject_id=None).order_by("-pk")
        found = others.values_list("subject_id", flat=True).distinct().order_by("subject_id")
        for chunk in _chunked(person for person in list(found) if person not in newcomers):
            self._facts(self._entries().filter(subject_id__in=chunk))
            search.refresh(chunk)
        self._facts(self._entries().filter(subject_id=None))

    def _entries(self) -> Any:
        return AuditEntry.objects.filter(batch=self._of.batch_id)

    def _people(self, person_ids: list[int]) -> None:
        """People whom the import brought in, with all that it wrote of them."""
        entries = self._newest(self._entries().filter(subject_id__in=person_ids))
        edited = {entry["subject_id"]: entry for entry in entries if self._is_edited(entry)}
        gained = leaving.gained(set(person_ids), entries)
        staying = edited.keys() | gained.keys()
        for person_id in sorted(staying):
            entry = edited.get(person_id) or {
                "table": PERSON,
                "key": str(person_id),
                "subject_id": person_id,
                "origin": "",
            }
            self.left.add(entry, gained.get(person_id, "edited"))
        going = set(person_ids) - staying
        ImportRow.objects.filter(person__in=going).update(person=None)
        SearchRow.objects.filter(person__in=going).delete()
        self._remove([entry for entry in entries if entry["subject_id"] in going])
        scanning.forget(going)
        merging.forget_undone(going)
        self._trail.flush()
        self._step(len({entry["id"] for entry in entries}))

    def _facts(self, entries: Any) -> None:
        """Changes one by one, the newest first."""
        newest = self._newest(entries)
        left = {(entry["table"], entry["key"]): entry for entry in newest if self._is_edited(entry)}
        for entry in left.values():
            self.left.add(entry, "edited" if entry["now"] is not None else "gone")
        whole = [entry for entry in self._read(entries) if (entry["table"], entry["key"]) not in left]
        self._restore(whole)
        self._trail.flush()
        self._step(len({entry["id"] for entry in whole}))

    def _read(self, entries: Any) -> list[Entry]:
        names = ("id", "table", "key", "version", "subject_id", "before", "after", "origin")
        found = entries.exclude(table__startswith="imports.").exclude(table="core.job")
        return [one for entry in found.order_by("-pk").values(*names) for one in _one_by_one(entry)]

    def _newest(self, entries: Any) -> list[Entry]:
        """The newest entry of each row, with the version that the row has `now` (None: it is gone)."""
        newest: dict[tuple[str, str], Entry] = {}
        for entry in self._read(entries):
            newest.setdefault((entry["table"], entry["key"]), entry)
        by_table: dict[str, list[int]] = defaultdict(list)
        for table, key in newest:
            by_table[table].append(int(key))
        for table, keys in by_table.items():
            rows = apps.get_model(table)._base_manager.filter(pk__in=keys).order_by("pk").select_for_update()
            versions = dict(rows.values_list("pk", "version"))
            for number in keys:
                newest[table, str(number)]["now"] = versions.get(number)
        return list(newest.values())

    def _is_edited(self, entry: Entry) -> bool:
        return bool(entry["now"] != entry["version"])

    def _restore(self, entries: list[Entry]) -> None:
        """Backwards: rows that were added go, changed ones say again what they said."""
        added = [entry for entry in entries if entry["before"] is None]
        gone = {(entry["table"], entry["key"]) for entry in added}
        changed = [
            entry for entry in entries if entry["before"] is not None and (entry["table"], entry["key"]) not in gone
        ]
        self._free(added, changed)
        merged = _merged(changed)
        for entry in merged:
            self._note(entry, entry["now"], before=entry["after"], after=entry["before"])
        by_table: dict[str, list[tuple[int, int, dict[str, Any]]]] = defaultdict(list)
        for entry in merged:
            by_table[entry["table"]].append((int(entry["key"]), entry["now"], entry["before"]))
        for table, lines in by_table.items():
            for turns_on in (False, True):  # what is true of one row alone is first taken from the other
                part = [line for line in lines if _turns_on(line[2]) is turns_on]
                bulk.change(apps.get_model(table), part, at=self._at)

    def _free(self, added: list[Entry], changed: list[Entry]) -> None:
        """Takes the added rows out, the newest first; one at which something points stays."""
        pointed = leaving.pointed_at([(entry["table"], int(entry["key"])) for entry in added])
        for entry in added:
            if (entry["table"], int(entry["key"])) in pointed and entry["subject_id"] is not None:
                self.left.add(entry, "used")
        self._remove([entry for entry in added if (entry["table"], int(entry["key"])) not in pointed])

    def _remove(self, entries: list[Entry]) -> None:
        order = leaving.ORDER
        by_table: dict[str, dict[int, Entry]] = defaultdict(dict)
        for entry in entries:
            by_table[entry["table"]][int(entry["key"])] = entry
        for table in sorted(
            by_table, key=lambda name: order.index(name) if name in order else len(order), reverse=False
        ):
            rows = apps.get_model(table)._base_manager.filter(pk__in=list(by_table[table]))
            for row in rows:
                self._note(by_table[table][row.pk], row.version, before=audit.values_of(row), after=None)
            rows._raw_delete(rows.db)

    def _note(self, entry: Entry, version: int, *, before: Any, after: Any) -> None:
        self.back += 1
        self._trail.add(
            entry["table"],
            int(entry["key"]),
            subject=entry["subject_id"],
            origin=entry["origin"],
            version=version + 1,
            before=audit.canonical(before),
            after=audit.canonical(after),
        )


def _one_by_one(entry: Entry) -> Iterator[Entry]:
    """The entry, and one of each fact that it holds packed: what came last first."""
    own, facts = unpacked(entry["after"]) if entry["before"] is None else (entry["after"], [])
    for table, key, values in reversed(facts):
        yield entry | {"table": table, "key": key, "after": values}
    yield entry | {"after": own}


def _turns_on(values: dict[str, Any]) -> bool:
    return bool(values.get("is_first") or values.get("is_current") or values.get("status") == "live")


def _merged(changed: list[Entry]) -> list[Entry]:
    """Several changes of one row, given the newest first, as one: what it said before the first."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in changed:
        key = (entry["table"], entry["key"])
        known = found.get(key)
        if known is None:
            found[key] = dict(entry) | {"now": entry["version"]}
        else:
            known["before"] = known["before"] | entry["before"]
            known["after"] = entry["after"] | known["after"]
    return list(found.values())


def _chunked(values: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = iter(values)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk
