"""`make bench`: a registrar's file of the real size is checked and imported many times faster than
django-import-export takes for its dry run and import of the same rows into one flat table, in little memory, and once
more with one changed row in a hundred.

What the first counts in, over check and run: the file is read, put in order, matched, previewed row by row, written,
audited and made searchable. The look at the file before that, from which a clerk matches its columns, is told by
itself: the peer is given its columns. The peer reads the same CSV with its default settings."""

import os
import resource
import sys
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from django.core.files.base import File
from django.core.management import call_command
from django.db import connection, models
from import_export.resources import modelresource_factory
from tablib import Dataset

from apps.core.actions import jobs
from apps.core.models import AuditEntry
from apps.imports.actions import files
from apps.imports.lib.mapping import Mapping
from apps.imports.models import Import
from apps.records.models import Degree, Person
from tests.factories import StaffFactory

from . import registrar
from .data import emptied

ROWS = int(os.environ.get("ROWS") or 66_757)
TIMES = 12
MEMORY = 300  # MB


@pytest.mark.skipif(connection.vendor != "postgresql", reason="measured where it is used at this size")
def test_import_is_many_times_faster_than_the_peer(django_db_setup, django_db_blocker, tmp_path):
    with django_db_blocker.unblock(), emptied("imports"):
        call_command("load_reference", verbosity=0)
        clerk = StaffFactory(role="records")
        rows = list(registrar.people(ROWS))
        registrar.write(tmp_path / "new.csv", rows)
        registrar.write(tmp_path / "changed.csv", registrar.changed(rows))
        before = _memory()
        first = _import(tmp_path / "new.csv", clerk)
        again = _import(tmp_path / "changed.csv", clerk)
        growth = _memory() - before
        assert (Person.objects.count(), first["counts"]["created"]) == (ROWS, ROWS)
        assert again["counts"]["updated"] == (ROWS + 99) // 100 == Degree.objects.filter(version=2).count()
        assert again["entries"] == 2 * again["counts"]["updated"]
        peer = _peer(tmp_path / "new.csv")
        _print(first, again, peer, growth)

    assert peer / first["seconds"] >= TIMES
    assert again["seconds"] <= first["seconds"]
    assert growth < MEMORY


def _import(path, clerk):
    entries = AuditEntry.objects.filter(table__startswith="records.").count()
    with path.open("rb") as file:
        new = files.upload(File(file), name=path.name, by=clerk)
    steps = [perf_counter()]
    found = files.look(new).mapping
    mapping = Mapping(dict(enumerate(registrar.KINDS)), found.headers, found.header_row, found.header_lines)
    files.match(new, mapping, by=clerk)
    steps.append(perf_counter())
    for step in (files.check, files.run):
        job = step(new, by=clerk)
        jobs.run(job_id=job.pk)
        job.refresh_from_db()
        assert job.state == "done", job.message
        steps.append(perf_counter())
    new = Import.objects.get(pk=new.pk)
    written = AuditEntry.objects.filter(table__startswith="records.").count() - entries
    look, check, run = (end - begin for begin, end in pairwise(steps))
    return {
        "seconds": check + run,
        "look": look,
        "check": check,
        "run": run,
        "counts": new.counts,
        "entries": written,
    }


def _peer(path):
    model = _flat()
    with connection.schema_editor() as editor:
        editor.create_model(model)
    resource_class = modelresource_factory(model)
    begun = perf_counter()
    data = Dataset().load(_with_names(path), format="csv")
    for dry_run in (True, False):
        result = resource_class().import_data(data, dry_run=dry_run, raise_errors=True)
        assert result.totals["new"] == ROWS
    return perf_counter() - begun


def _flat():
    columns = {name: models.CharField(max_length=200, blank=True) for name in registrar.KINDS}
    columns["student_id"] = models.CharField(max_length=20, unique=True)
    meta = type("Meta", (), {"app_label": "records"})
    return type("BenchFlat", (models.Model,), columns | {"Meta": meta, "__module__": __name__})


def _with_names(path):
    lines = Path(path).read_text("utf-8-sig").splitlines()
    header = ",".join(["id", *registrar.KINDS])
    return "\n".join([header, *("," + line for line in lines[1:])])


def _memory():
    """The most that this process has had so far, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _print(first, again, peer, growth):
    print(f"\n{connection.vendor}, {ROWS:,} rows")
    for name, figures in (("new rows", first), ("1 % changed", again)):
        print(
            f"  {name:12} look {figures['look']:5.2f} s   check {figures['check']:6.2f} s   "
            f"run {figures['run']:6.2f} s   check and run {figures['seconds']:6.2f} s"
        )
    print(f"  peer         {peer:.1f} s: {peer / first['seconds']:.1f} times as long")
    print(f"  memory       {growth:.0f} MB more", flush=True)
