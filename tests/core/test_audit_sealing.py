"""Sealing: bundles, their chain, the head outside, and what happens when two or a crash come in between."""

from datetime import timedelta
from threading import Event

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from apps.core import tasks
from apps.core.actions import audit, sealing
from apps.core.lib.audit_head import Head, HeadFile
from apps.core.models import AuditEntry, AuditSeal
from tests.conftest import WAIT

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def write(number=1, key="1"):
    changes = [audit.Change("records.contact", key, 1, None, {"value": value}) for value in range(number)]
    audit.write(changes, action="records.add_contact", by=None)


def heads():
    file = sealing.head_file()
    return list(file.read(file.size())) if file.exists() else []


def test_seal_closes_every_row_and_writes_the_head_down():
    write(3)

    assert sealing.seal(now=NOW) == 3

    seal = AuditSeal.objects.get()
    assert (seal.number, seal.entries, seal.previous, seal.sealed_at) == (1, 3, sealing.GENESIS, NOW)
    assert set(AuditEntry.objects.values_list("seal", flat=True)) == {seal.pk}
    assert heads() == [Head(1, seal.digest, 3, audit.utc_text(NOW))]


def test_seal_of_nothing_makes_no_seal():
    assert sealing.seal(now=NOW) == 0
    assert AuditSeal.objects.count() == 0
    assert heads() == []


def test_seals_are_chained():
    for _ in range(3):
        write(2)
        sealing.seal(now=NOW)

    first, second, third = AuditSeal.objects.order_by("number")
    assert (second.previous, third.previous) == (first.digest, second.digest)
    assert [head.digest for head in heads()] == [first.digest, second.digest, third.digest]


def test_many_rows_make_many_bundles(monkeypatch):
    monkeypatch.setattr(sealing, "BUNDLE", 4)
    write(10)

    assert sealing.seal(now=NOW) == 10
    assert list(AuditSeal.objects.order_by("number").values_list("entries", flat=True)) == [4, 4, 2]


def test_number_of_statements_does_not_depend_on_the_rows(django_assert_num_queries):
    write(300)
    sealing.seal(now=NOW)
    write(300)

    with django_assert_num_queries(9):
        sealing.seal(now=NOW)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer: rows come into sight in the order of their ids")
def test_row_that_commits_late_is_sealed_later(together):
    """Ids are given out before commits: a lower id may come into sight after a higher one is sealed."""
    inserted, sealed = Event(), Event()

    def late():
        with transaction.atomic():
            write(key="late")
            inserted.set()
            sealed.wait(WAIT)

    def early():
        inserted.wait(WAIT)
        write(key="early")
        count = sealing.seal(now=NOW)
        sealed.set()
        return count

    assert together(lambda number: [late, early][number](), 2) == [None, 1]
    assert sealing.seal(now=NOW) == 1
    assert list(AuditEntry.objects.order_by("id").values_list("key", "seal__number")) == [("late", 2), ("early", 1)]


def test_two_sealers_at_once_seal_each_row_once(together):
    write(40)

    results = together(lambda _: sealing.seal(now=NOW), 4)

    assert sum(results) == 40
    assert [seal.entries for seal in AuditSeal.objects.all()] == [40]
    assert [head.number for head in heads()] == [1]


def test_sealers_on_two_machines_seal_each_row_once(together, tmp_path, monkeypatch):
    """Without the lock on the head file that they share: the seal's number decides, and the loser gives up."""
    write(40)

    results = together(lambda _: closed.entries if (closed := sealing._close_bundle(NOW)) else 0, 4)

    assert sorted(results) == [0, 0, 0, 40]
    assert [seal.entries for seal in AuditSeal.objects.all()] == [40]


def test_writing_goes_on_while_rows_are_sealed(together):
    def work(number):
        if number == 0:
            return [sealing.seal(now=NOW) for _ in range(20)]
        for _ in range(20):
            write(3)
        return []

    results = together(work, 4)
    sealing.seal(now=NOW)

    assert [result for result in results if isinstance(result, Exception)] == []
    assert sum(seal.entries for seal in AuditSeal.objects.all()) == 180
    call_command("verify_audit")


def test_head_that_a_crash_swallowed_is_written_down_next_time():
    write()
    sealing.seal(now=NOW)
    write()
    sealing._close_bundle(NOW)  # and then the machine stops

    sealing.seal(now=NOW)

    assert [head.number for head in heads()] == [1, 2]


def test_torn_line_is_passed_over():
    write()
    sealing.seal(now=NOW)
    with settings.AUDIT_HEAD_FILE.open("ab") as file:
        file.write(b'{"number": 2, "dig')
    write()

    assert sealing.seal(now=NOW) == 1
    assert [head.number for head in heads()] == [1, 2]


def test_nothing_is_sealed_where_the_head_is_ahead():
    """Yesterday's backup was restored: the head outside remembers seals that the database does not have."""
    HeadFile(settings.AUDIT_HEAD_FILE).append(Head(7, "0" * 64, 3, audit.utc_text(NOW)))
    write()

    with pytest.raises(sealing.HeadMismatch, match="remembers seal 7"):
        sealing.seal(now=NOW)
    assert AuditSeal.objects.count() == 0


def test_nothing_is_sealed_where_the_head_file_is_lost():
    write()
    sealing.seal(now=NOW)
    settings.AUDIT_HEAD_FILE.unlink()
    write()

    with pytest.raises(CommandError, match="Nothing was sealed: the database has seal 1"):
        call_command("seal_audit")


def test_new_head_is_begun_by_a_person_with_a_reason(tmp_path, settings):
    settings.AUDIT_HEAD_FILE = tmp_path / "head.log"
    HeadFile(settings.AUDIT_HEAD_FILE).append(Head(7, "0" * 64, 3, audit.utc_text(NOW)))
    write()

    call_command("seal_audit", new_head="backup of 20 November restored")

    assert AuditEntry.objects.get(action="core.begin_audit_head").reason == "backup of 20 November restored"
    assert [head.number for head in heads()] == [1]
    assert len(list(tmp_path.glob("head.log.until-*"))) == 1
    call_command("verify_audit")


def test_seal_takes_the_clock_as_it_is_told():
    """A clock that goes back must not stop the sealing."""
    write()
    sealing.seal(now=NOW)
    write()
    sealing.seal(now=NOW - timedelta(hours=1))

    call_command("verify_audit")


def test_rolled_back_rows_are_never_sealed(together):
    with transaction.atomic():
        write(2)
        transaction.set_rollback(True)
    write(1)

    assert sealing.seal(now=NOW) == 1


def test_task_seals_what_is_there():
    write(2)

    tasks.seal_audit.delay()

    assert AuditSeal.objects.get().entries == 2
