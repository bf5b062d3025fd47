"""A file's way into the registry, step by step: upload, match its columns, check, run, undo. A screen calls one of
these a step and shows `Import.state`, `counts` and the job's progress; the work itself is done by the runners beside
this file. Each step raises NotAllowed for whoever may not import and WrongState where it is not this step's turn."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import audit, jobs
from apps.core.models import Job
from apps.imports import rules
from apps.imports.lib import files as reader
from apps.imports.lib.mapping import Mapping
from apps.imports.models import Import, SavedMapping
from apps.imports.querysets.reference import reference_now

State = Import.State
CHECK, RUN, UNDO = "imports.check", "imports.run", "imports.undo"  # kinds of jobs
MATCHABLE = (State.UPLOADED, State.MAPPED, State.CHECKED, State.FAILED, State.CANCELLED, State.UNDONE)
CHECKABLE = (State.MAPPED, State.CHECKED, State.FAILED, State.CANCELLED, State.UNDONE)
LONGEST_NAME = 150


class NotAllowed(Exception):
    """Files are imported by those who look after the whole university."""

    message = _("A file is compared with everybody in the registry. Ask a colleague who looks after all campuses.")


class WrongState(Exception):
    """It is not this step's turn; somebody else may have gone on with the import."""

    message = _("This import has gone on in the meantime. Look at where it stands now.")


class TooLate(Exception):
    """An import can be undone for 30 days."""

    message = _("This was imported more than 30 days ago and can no longer be undone as a whole.")


@transaction.atomic
def upload(file: File[Any], *, name: str, kind: str = Import.Kind.REGISTRAR, by: User) -> Import:
    """Keeps the file as it came. Nothing of it is believed yet: call `look` next."""
    _check_allowed(by)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    new = Import(kind=kind, name=_readable(name), size=file.size, digest=digest.hexdigest(), by=by)
    new.file.save(f"{new.public_id}{Path(name).suffix[:10].lower()}", file, save=False)
    new.save(force_insert=True)
    _log(new, "imports.upload", by=by, after={"name": new.name, "kind": new.kind, "digest": new.digest})
    return new


def look(given: Import, *, sheet: str = "") -> reader.Look:
    """What the file seems to be and how its columns seem to be meant, a saved mapping of the same headers applied.
    Raises lib.files.Refused for files that are not read; the words are in `reports`."""
    found = reader.look(Path(given.file.path), given.name, reference_now().reference, sheet)
    Import.objects.filter(pk=given.pk).update(seen=given.seen | {"rows": found.rows})
    saved = SavedMapping.objects.filter(kind=given.kind, headers=fingerprint(found.mapping)).order_by("-updated_at")
    known = saved.first()
    return replace(found, mapping=loaded(known.mapping).fitted(found.mapping)) if known else found


@transaction.atomic
def match(given: Import, mapping: Mapping, *, by: User, save_as: str = "") -> None:
    """Settles how the columns are read; what was checked before must be checked again. `save_as` keeps the mapping
    under a name (an older one of that name is replaced)."""
    _check_allowed(by)
    plain = _plain(mapping)
    _go(given, MATCHABLE, State.MAPPED, mapping=plain, counts={}, message="")
    _log(given, "imports.match", by=by, after={"columns": plain["columns"]})
    if save_as.strip():
        save_mapping(save_as.strip(), mapping, kind=given.kind, by=by)


@transaction.atomic
def save_mapping(name: str, mapping: Mapping, *, kind: str, by: User) -> SavedMapping:
    values = {"kind": kind, "headers": fingerprint(mapping), "mapping": _plain(mapping), "by": by}
    saved, _is_new = SavedMapping.objects.update_or_create(
        name=name[:80], defaults=values | {"updated_at": timezone.now()}
    )
    change = audit.Change(audit.table_of(saved), str(saved.pk), saved.version, None, {"name": saved.name})
    audit.write([change], action="imports.save_mapping", by=by)
    return saved


@transaction.atomic
def check(given: Import, *, by: User) -> Job:
    """Starts the check: it writes nothing to the registry; afterwards every line is an ImportRow."""
    _check_allowed(by)
    return _start(given, CHECK, CHECKABLE, State.CHECKING, _("Check of %(name)s"), by=by)


@transaction.atomic
def run(given: Import, *, by: User) -> Job:
    """Starts doing exactly what the check has said."""
    _check_allowed(by)
    return _start(given, RUN, (State.CHECKED,), State.RUNNING, _("Import of %(name)s"), by=by)


@transaction.atomic
def undo(given: Import, *, by: User, reason: str) -> Job:
    """Starts taking back what the import wrote, where nobody has changed it since. Raises TooLate."""
    _check_allowed(by)
    if given.ran_at is None or not may_be_undone(given):
        raise TooLate
    return _start(given, UNDO, (State.DONE,), State.UNDOING, _("Undo of %(name)s"), by=by, reason=reason)


def cancel(given: Import, *, by: User) -> None:
    """Stops a check, a run or an undo; whatever it had begun is not written."""
    _check_allowed(by)
    if given.job is not None:
        jobs.cancel(given.job, by=by)
        settle(given)


def settle(given: Import) -> None:
    """Brings the state in line with a job that is over without having said so (stopped while it waited, given up
    after crashes). A screen calls it before it shows an import that is at work."""
    job = given.job
    if job is None or not given.is_at_work:
        return
    job.refresh_from_db()
    if not job.is_over:
        return
    state = State.CANCELLED if job.state == Job.State.CANCELLED else State.FAILED
    before = {State.RUNNING: State.CHECKED, State.UNDOING: State.DONE}.get(State(given.state), state)
    Import.objects.filter(pk=given.pk, state=given.state, job=job).update(state=before, message=job.message)
    given.refresh_from_db()


def may_be_undone(given: Import) -> bool:
    return given.state == State.DONE and given.ran_at is not None and timezone.now() - given.ran_at < rules.UNDO_FOR


def fingerprint(mapping: Mapping) -> str:
    """Files with the same headers in the same order meet here."""
    if not any(mapping.headers.values()):
        return ""
    text = "\x1f".join(mapping.headers[index] for index in sorted(mapping.headers))
    return hashlib.sha256(text.encode()).hexdigest()


def _start(
    given: Import, kind: str, before: Iterable[str], state: str, title: Any, *, by: User, reason: str = ""
) -> Job:
    job = jobs.start(kind=kind, title=title % {"name": given.name}, by=by, params={"import": given.pk})
    _go(given, before, state, job=job, message="")
    _log(given, kind, by=by, reason=reason)
    return job


def _go(given: Import, before: Iterable[str], state: str, **values: Any) -> None:
    """The step is taken once: of two people who press at the same moment, one is told to look again."""
    if not Import.objects.filter(pk=given.pk, state__in=list(before)).update(state=state, undone_at=None, **values):
        raise WrongState
    given.refresh_from_db()


def _check_allowed(by: User) -> None:
    if not rules.may_import(by):
        raise NotAllowed


def _log(given: Import, action: str, *, by: User, after: audit.Values | None = None, reason: str = "") -> None:
    change = audit.Change(audit.table_of(given), str(given.pk), 1, None, after)
    audit.write([change], action=action, by=by, reason=reason)


def _readable(name: str) -> str:
    plain = "".join(char if char.isprintable() else " " for char in Path(name).name).strip() or "file"
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 10] + "…" + plain[-9:]


def _plain(mapping: Mapping) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(mapping.to_json())
    return plain


def loaded(plain: dict[str, Any]) -> Mapping:
    """A mapping as it stands in the database."""
    return Mapping.from_json(json.dumps(plain))
