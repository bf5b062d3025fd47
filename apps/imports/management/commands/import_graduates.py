"""`manage.py import_graduates FILE [--mapping NAME] [--check-only] [--report OUT.json]`: the steps of the office's
pages one after another. Exit codes: 0 done; 1 refused, stopped or failed; 3 done, but rows were rejected or held."""

import json
import sys
from argparse import ArgumentTypeError
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts.models import User
from apps.core.actions import jobs
from apps.core.models import Job
from apps.imports.actions import files
from apps.imports.lib.files import Refused
from apps.imports.lib.mapping import Mapping
from apps.imports.models import Import, ImportRow, SavedMapping
from apps.imports.reports.refusals import refusal

LEFT_OVER = 3


class Command(BaseCommand):
    help = "Imports a registrar's file, or a chapter's contact list, after a check that says what will happen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=_file)
        parser.add_argument("--mapping", default="", help="the name of a saved mapping of columns (default: guessed)")
        parser.add_argument("--kind", choices=Import.Kind.values, default=Import.Kind.REGISTRAR)
        parser.add_argument("--check-only", action="store_true", help="write nothing, only say what would happen")
        parser.add_argument("--report", type=Path, help="a JSON file that names the outcome of every row")
        parser.add_argument("--as", dest="account", default="", help="the address of the member of staff who imports")

    def handle(self, *args: Any, **options: Any) -> None:
        by = _account(options["account"])
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                given = files.upload(File(file, name=path.name), name=path.name, kind=options["kind"], by=by)
            found = files.look(given).mapping
            files.match(given, _saved(options["mapping"]).fitted(found) if options["mapping"] else found, by=by)
            given = self._step(given, files.check(given, by=by))
            if not options["check_only"]:
                given = self._step(given, files.run(given, by=by))
        except Refused as refused:
            raise CommandError(f"{path.name}: {refusal(refused.code, refused.params)}") from refused
        except (files.NotAllowed, files.WrongState) as error:
            raise CommandError(str(error.message)) from error
        if options["report"]:
            _report(given, options["report"])
        self.stdout.write(" ".join(f"{name}={given.counts.get(name, 0)}" for name in ImportRow.Outcome.values))
        if given.counts.get("rejected") or given.counts.get("held"):
            sys.exit(LEFT_OVER)

    def _step(self, given: Import, job: Job) -> Import:
        """Does the work here and now. A worker that is told of the job finds that it is taken, or has taken it."""
        self.stderr.write(f"{job.title} …")
        begun = monotonic()
        jobs.run(job_id=job.pk)
        job = _finished(job)
        given = Import.objects.get(pk=given.pk)
        self.stderr.write(f"{job.done:,} / {job.total:,} rows, {monotonic() - begun:.1f} s")
        if job.state != Job.State.DONE:
            raise CommandError(given.message or job.message or job.state)
        return given


def _file(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise ArgumentTypeError(f"there is no file {name}")
    return path


def _account(email: str) -> User:
    """In whose name it is done: the given member of staff, or the first administrator."""
    staff = User.objects.filter(is_active=True, is_staff=True)
    found = staff.filter(email__iexact=email.strip()) if email else staff.filter(is_superuser=True)
    account = found.order_by("pk").first()
    if account is None:
        raise CommandError("no such member of staff; name one with --as ADDRESS")
    return account


def _saved(name: str) -> Mapping:
    saved = SavedMapping.objects.filter(name=name).first()
    if saved is None:
        known = ", ".join(SavedMapping.objects.order_by("name").values_list("name", flat=True)) or "none"
        raise CommandError(f"there is no mapping {name!r} (saved ones: {known})")
    return files.loaded(saved.mapping)


def _finished(job: Job) -> Job:
    """The job when it is over; a worker may have been quicker than this process."""
    while True:
        job.refresh_from_db()
        if job.is_over:
            return job
        sleep(0.5)


def _report(given: Import, path: Path) -> None:
    rows = ImportRow.objects.filter(of=given).in_order()
    columns = ("number", "outcome", "reasons", "person_id", "joins", "student_id", "changes")
    shown = [{name: row[name] for name in columns} for row in rows.values(*columns).iterator(2000)]
    for row in shown:
        for change in row["changes"]:
            for side in ("before", "after"):
                change[side] = {name: value for name, value in change[side].items() if name not in _SECRET}
    plain = {
        "file": given.name,
        "sha256": given.digest,
        "import": str(given.public_id),
        "state": given.state,
        "counts": given.counts,
        "warnings": given.seen.get("warnings", []),
        "rows": shown,
    }
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=1, default=str), encoding="utf-8")


_SECRET = {"national_id", "national_id_hash", "passport_no"}
