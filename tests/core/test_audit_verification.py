"""A hostile administrator of the database, who can lift every trigger, against the head outside."""

import json

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from apps.core.actions import audit, sealing, verification
from apps.core.models import AuditEntry, AuditSeal
from tests.append_only import append_only_lifted
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def trail():
    """Five seals of three rows each."""
    by = UserFactory()
    for number in range(5):
        changes = [
            audit.Change("records.contact", str(key), 1, {"value": key}, {"value": key + 1}, subject_id=number)
            for key in range(3)
        ]
        audit.write(changes, action="records.change_contact", by=by, reason="by telephone")
        sealing.seal(now=NOW)
    return list(AuditEntry.objects.order_by("id"))


def tamper(*statements):
    """As the owner of the database would: no trigger and no foreign key in the way."""
    with append_only_lifted(), connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)


def findings():
    return [str(finding) for finding in verification.verify(sealing.head_file())]


def test_untouched_trail_is_whole(trail, capsys):
    assert findings() == []
    call_command("verify_audit")
    assert capsys.readouterr().out == "The audit trail is whole.\n"


COLUMNS = {
    "at": "'2020-01-01 00:00:00+00:00'",
    "by_id": "NULL",
    "action": "'records.add_contact'",
    "table": "'records.person'",
    "key": "'99'",
    "version": "2",
    "subject_id": "99",
    "reason": "'by letter'",
    "origin": "'file.csv'",
}


@pytest.mark.parametrize("column", COLUMNS)
def test_edited_column_is_found(trail, column):
    tamper((f'UPDATE core_auditentry SET "{column}" = {COLUMNS[column]} WHERE id = %s', [trail[7].pk]))

    assert findings() == ["seal 3: one of its rows, or the seal itself, was edited"]


def test_edited_batch_is_found(trail):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO core_auditbatch (action, note, started_at) VALUES ('x', '', %s)", [NOW])
    tamper(
        ("UPDATE core_auditentry SET batch_id = (SELECT max(id) FROM core_auditbatch) WHERE id = %s", [trail[7].pk])
    )

    assert findings() == ["seal 3: one of its rows, or the seal itself, was edited"]


def test_edited_id_is_found(trail):
    tamper(("UPDATE core_auditentry SET id = id + 1000 WHERE id = %s", [trail[7].pk]))

    assert findings() == ["seal 3: one of its rows, or the seal itself, was edited"]


@pytest.mark.parametrize(("column", "value"), [("before", '{"value": 9}'), ("after", '{"value": 9}'), ("salt", "x")])
def test_edited_values_are_found_with_their_row(trail, column, value):
    tamper((f'UPDATE core_auditentry SET "{column}" = %s WHERE id = %s', [value, trail[7].pk]))

    assert findings() == [f"seal 3, row {trail[7].pk}: its values were edited"]


def test_edited_values_with_a_fitting_digest_are_found(trail):
    row = trail[7]
    after = {"value": 9}
    digest = audit.digest_of_values(row.salt, row.before, after)
    sql = 'UPDATE core_auditentry SET "after" = %s, values_digest = %s WHERE id = %s'
    tamper((sql, [json.dumps(after), digest, row.pk]))

    assert findings() == ["seal 3: one of its rows, or the seal itself, was edited"]


def test_edited_values_of_an_unsealed_row_are_found(trail):
    audit.write([audit.Change("records.contact", "9", 1, None, {"value": 1})], action="records.add_contact", by=None)
    row = AuditEntry.objects.latest("id")
    tamper(('UPDATE core_auditentry SET "after" = NULL WHERE id = %s', [row.pk]))

    assert findings() == [f"row {row.pk}: its values were edited"]


def test_removed_row_is_found(trail):
    tamper(("DELETE FROM core_auditentry WHERE id = %s", [trail[7].pk]))

    assert findings() == ["seal 3: 1 of its 3 rows are missing"]


def test_removed_row_with_a_fitting_count_is_found(trail):
    tamper(
        ("DELETE FROM core_auditentry WHERE id = %s", [trail[7].pk]),
        ("UPDATE core_auditseal SET entries = 2 WHERE number = 3", []),
    )

    assert findings() == ["seal 3: one of its rows, or the seal itself, was edited"]


def test_row_taken_out_of_its_seal_is_found_even_when_sealed_again(trail):
    tamper(("UPDATE core_auditentry SET seal_id = NULL WHERE id = %s", [trail[7].pk]))
    sealing.seal(now=NOW)

    assert findings() == ["seal 3: 1 of its 3 rows are missing"]


def copy_of(row, seal):
    row.pk, row.seal_id = None, seal
    with append_only_lifted():
        row.save(force_insert=True)
    return row


def test_inserted_row_is_found(trail):
    copy_of(trail[7], trail[7].seal_id)

    assert findings() == ["seal 3: 1 rows were slipped in"]


def test_exchanged_rows_are_found(trail):
    tamper(("DELETE FROM core_auditentry WHERE id = %s", [trail[7].pk]))
    copy_of(trail[7], trail[7].seal_id)

    assert findings() == ["seal 3: one of its rows, or the seal itself, was edited"]


@pytest.mark.parametrize(("column", "value"), [("sealed_at", "2020-01-01 00:00:00+00:00"), ("digest", "0" * 64)])
def test_edited_seal_is_found(trail, column, value):
    tamper((f"UPDATE core_auditseal SET {column} = %s WHERE number = 5", [value]))

    assert findings()[-1] == "seal 5: one of its rows, or the seal itself, was edited"


def test_edited_link_to_the_seal_before_is_found(trail):
    tamper(("UPDATE core_auditseal SET previous = %s WHERE number = 4", ["0" * 64]))

    assert findings() == [
        "seal 4: does not continue the seal before it",
        "seal 4: one of its rows, or the seal itself, was edited",
    ]


def test_removed_seals_are_found(trail):
    tamper(
        ("DELETE FROM core_auditentry WHERE seal_id IN (SELECT id FROM core_auditseal WHERE number IN (2, 3))", []),
        ("DELETE FROM core_auditseal WHERE number IN (2, 3)", []),
    )

    assert findings() == ["seal 4: the seals 2 to 3 before it are missing"]


def test_cut_at_the_end_is_found(trail):
    tamper(
        ("DELETE FROM core_auditentry WHERE seal_id IN (SELECT id FROM core_auditseal WHERE number > 3)", []),
        ("DELETE FROM core_auditseal WHERE number > 3", []),
    )

    assert findings() == ["seal 3: the trail ends at seal 3, but the head outside remembers seal 5: the end was cut"]


def test_emptied_trail_is_found(trail):
    tamper(("DELETE FROM core_auditentry", []), ("DELETE FROM core_auditseal", []))

    assert findings() == ["trail: the trail ends at seal 0, but the head outside remembers seal 5: the end was cut"]


def test_cut_and_regrown_trail_is_found(trail):
    """The end is cut and as many seals are grown again by the sealer's own code."""
    tamper(
        ("DELETE FROM core_auditentry WHERE seal_id IN (SELECT id FROM core_auditseal WHERE number > 3)", []),
        ("DELETE FROM core_auditseal WHERE number > 3", []),
    )
    for _ in range(2):
        audit.write([audit.Change("x", "1", 1, None, {})], action="x", by=None)
        sealing._close_bundle(NOW)

    assert findings() == ["seal 4: from here on the seals are not those that the head outside remembers"]


def test_perfectly_forged_trail_is_found_by_the_head(trail):
    """A row is edited and every seal after it computed anew: inside everything fits, outside nothing does."""
    tamper(("UPDATE core_auditentry SET reason = 'forged' WHERE id = %s", [trail[7].pk]))
    with append_only_lifted():
        forge_from(3)

    assert findings() == ["seal 3: from here on the seals are not those that the head outside remembers"]


def forge_from(number):
    previous = AuditSeal.objects.get(number=number - 1).digest
    for seal in AuditSeal.objects.filter(number__gte=number).order_by("number"):
        seal.previous = previous
        rows = seal.rows.order_by("id").values_list(*audit.SEALED_COLUMNS)
        seal.digest = previous = sealing.digest_of_seal(seal, map(audit.digest_of_row, rows))
        seal.save()


def test_head_that_goes_back_is_found(trail):
    sealing.head_file().append(next(sealing.head_file().read(10_000)))

    assert findings() == ["seal 1: the head outside goes back from 5 to here: the database was cut or restored"]


def test_head_that_lags_behind_is_found(trail):
    lines = settings.AUDIT_HEAD_FILE.read_bytes().splitlines(keepends=True)
    settings.AUDIT_HEAD_FILE.write_bytes(b"".join(lines[:3]))

    assert findings() == ["seal 5: the head outside ends at seal 3: nothing outside attests the seals after it"]


def test_edited_head_is_found(trail):
    text = settings.AUDIT_HEAD_FILE.read_text()
    digest = AuditSeal.objects.get(number=5).digest
    settings.AUDIT_HEAD_FILE.write_text(text.replace(digest, "0" * 64))

    assert findings() == ["seal 5: from here on the seals are not those that the head outside remembers"]


def test_row_of_a_seal_that_does_not_exist_is_found(trail):
    entry = trail[7]
    entry.pk, entry.seal_id = None, 999_999
    with append_only_lifted():
        entry.save(force_insert=True)  # foreign keys are judged when the transaction ends, on both databases

        assert findings() == [f"row {entry.pk}: belongs to a seal that does not exist"]

        entry.delete()


def test_lawful_erasure_leaves_the_trail_whole(trail):
    audit.erase_values(AuditEntry.objects.filter(subject_id=2), by=None, reason="request 12/2569")

    assert findings() == []
    sealing.seal(now=NOW)
    assert findings() == []


ERASED = 'UPDATE core_auditentry SET "before" = NULL, "after" = NULL, salt = %s, erased_at = %s WHERE id = %s'


def test_erasure_without_a_record_is_found(trail):
    with connection.cursor() as cursor:  # the triggers permit it: this is how a lawful erasure looks to them
        cursor.execute(ERASED, ["", NOW, trail[7].pk])

    assert findings() == [f"row {trail[7].pk}: its values were erased, but no erasure is recorded"]


def test_erasure_at_another_moment_than_recorded_is_found(trail):
    audit.erase_values(AuditEntry.objects.filter(pk=trail[7].pk), by=None, reason="law")
    tamper(("UPDATE core_auditentry SET erased_at = %s WHERE id = %s", [NOW, trail[7].pk]))

    assert findings() == [f"row {trail[7].pk}: its values were erased, but no erasure is recorded"]


def test_values_wiped_without_saying_so_are_found(trail):
    tamper(('UPDATE core_auditentry SET "before" = NULL, "after" = NULL, salt = \'\' WHERE id = %s', [trail[7].pk]))

    assert findings() == [f"seal 3, row {trail[7].pk}: its values were edited"]


def test_removed_record_of_an_erasure_is_found(trail):
    audit.erase_values(AuditEntry.objects.filter(pk=trail[7].pk), by=None, reason="law")
    sealing.seal(now=NOW)
    tamper(("DELETE FROM core_auditentry WHERE action = %s", [audit.ERASE]))

    assert findings() == [
        f"row {trail[7].pk}: its values were erased, but no erasure is recorded",
        "seal 6: 1 of its 1 rows are missing",
    ]


def test_several_seals_are_looked_at_in_portions(trail, monkeypatch):
    monkeypatch.setattr(verification, "PORTION", 4)
    tamper(("UPDATE core_auditentry SET reason = 'x' WHERE id IN (%s, %s)", [trail[0].pk, trail[14].pk]))

    assert findings() == [
        "seal 1: one of its rows, or the seal itself, was edited",
        "seal 5: one of its rows, or the seal itself, was edited",
    ]


def test_command_says_what_it_found(trail, capsys):
    tamper(("DELETE FROM core_auditentry WHERE id = %s", [trail[7].pk]))

    with pytest.raises(CommandError, match="not whole: 1 findings") as error:
        call_command("verify_audit")

    assert error.value.returncode == 1
    assert capsys.readouterr().out == "seal 3: 1 of its 3 rows are missing\n"


def test_command_without_a_head_has_a_status_of_its_own(tmp_path):
    with pytest.raises(CommandError, match="There is no head file") as error:
        call_command("verify_audit", head=tmp_path / "none")

    assert error.value.returncode == 2
