"""Writing the trail: what a row keeps, what the database refuses, and lawful erasure."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from apps.core.actions import audit, sealing
from apps.core.models import AuditBatch, AuditEntry, AuditSeal
from tests.factories import ContactFactory, UserFactory

pytestmark = pytest.mark.django_db


def write(number=1, **fields):
    """Audit rows as an action writes them, about `number` made-up contacts."""
    changes = [
        audit.Change("records.contact", str(key), 1, None, {"value": f"graduate{key}@example.org"}, subject_id=key)
        for key in range(1, number + 1)
    ]
    audit.write(changes, action="records.add_contact", by=fields.pop("by", None), **fields)
    return list(AuditEntry.objects.order_by("id"))[-number:]


def refused(sql, *params):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
    return True


def test_write_keeps_who_what_and_why():
    by, batch = UserFactory(), AuditBatch.objects.create(action="records.import")

    [row] = write(by=by, reason="by telephone", batch=batch)

    row.refresh_from_db()
    assert (row.by, row.action, row.table, row.key, row.subject_id) == (
        by,
        "records.add_contact",
        "records.contact",
        "1",
        1,
    )
    assert (row.reason, row.batch, row.before, row.after) == (
        "by telephone",
        batch,
        None,
        {"value": "graduate1@example.org"},
    )


def test_what_is_written_meanwhile_belongs_to_the_batch():
    batch, other = (AuditBatch.objects.create(action="work") for _number in range(2))

    with audit.gathered(batch):
        [inside] = write()
        [named] = write(batch=other)
    [after] = write()

    assert [row.batch for row in (inside, named, after)] == [batch, other, None]


def test_write_is_one_statement_for_many_rows(django_assert_num_queries):
    with django_assert_num_queries(1), transaction.atomic(savepoint=False):
        audit.write([audit.Change("x", str(key), 1, None, {}) for key in range(50)], action="x", by=None)


def test_values_of_keeps_a_row_in_plain_json():
    contact = ContactFactory()

    values = audit.values_of(contact)

    assert values["value"] == contact.value
    assert values["person_id"] == contact.person_id
    assert values["recorded_at"] == contact.recorded_at.isoformat()


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (date(2548, 1, 2), "2548-01-02"),
        (datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02T00:00:00+00:00"),
        (Decimal("3.50"), "3.50"),
        (UUID(int=7), "00000000-0000-0000-0000-000000000007"),
        ({2: [Decimal("1.0")]}, {"2": ["1.0"]}),
    ],
)
def test_plain_keeps_the_exact_value(value, kept):
    assert audit.plain(value) == kept


@pytest.mark.parametrize("value", [1.5, [1.5], {"a": 1.5}, b"bytes"])
def test_plain_refuses_what_json_would_change(value):
    with pytest.raises(TypeError):
        audit.plain(value)


def test_digest_of_values_survives_the_database():
    after = {"ชื่อ": "อารี", "b": [1, None, True, {"z": "\u0e33", "a": 10**15}], "a": ""}
    audit.write([audit.Change("records.person", "1", 1, {}, after)], action="records.test", by=None)

    row = AuditEntry.objects.get()

    assert audit.digest_of_values(row.salt, row.before, row.after) == row.values_digest


def test_two_equal_changes_have_different_digests():
    first, second = (write()[0] for _ in range(2))

    assert first.values_digest != second.values_digest


@pytest.mark.parametrize(
    "column", [field.column for field in AuditEntry._meta.concrete_fields if field.name != "seal"]
)
def test_edit_of_any_column_is_refused(column):
    [row] = write()
    value = EDITS.get(column, "'x'")

    assert refused(f'UPDATE core_auditentry SET "{column}" = {value} WHERE id = %s', row.pk)


EDITS = {
    "id": "id + 1000",
    "at": "'2020-01-01 00:00:00+00:00'",
    "by_id": "7",
    "version": "version + 1",
    "subject_id": "subject_id + 1",
    "before": "'{}'",
    "after": "NULL",
    "batch_id": "7",
    "erased_at": "'2020-01-01 00:00:00+00:00'",
}


def test_removal_is_refused():
    [row] = write()
    sealing.seal(now=timezone.now())

    assert refused("DELETE FROM core_auditentry WHERE id = %s", row.pk)
    assert refused("DELETE FROM core_auditseal")


def test_seal_is_given_once():
    [row] = write()
    sealing.seal(now=timezone.now())

    assert refused("UPDATE core_auditentry SET seal_id = NULL WHERE id = %s", row.pk)
    assert refused("UPDATE core_auditseal SET sealed_at = '2020-01-01 00:00:00+00:00'")


def test_row_cannot_be_slipped_into_a_seal():
    [row] = write()
    sealing.seal(now=timezone.now())
    row.pk, row.seal = None, AuditSeal.objects.get()

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        row.save(force_insert=True)


def test_row_cannot_be_replaced():
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite can replace a row by inserting one")
    write()
    columns = ", ".join(f'"{field.column}"' for field in AuditEntry._meta.concrete_fields)

    assert refused(f"INSERT OR REPLACE INTO core_auditentry ({columns}) SELECT {columns} FROM core_auditentry")


def test_table_cannot_be_truncated():
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL can truncate")

    assert refused("TRUNCATE core_auditentry")
    assert refused("TRUNCATE core_auditseal CASCADE")


def test_erasure_takes_the_values_and_nothing_else():
    by = UserFactory()
    kept, erased = write(2)

    count = audit.erase_values(AuditEntry.objects.filter(subject_id=2), by=by, reason="request 12/2569")

    erased_now = AuditEntry.objects.get(pk=erased.pk)
    record = AuditEntry.objects.get(action=audit.ERASE)
    assert count == 1
    assert (erased_now.before, erased_now.after, erased_now.salt) == (None, None, "")
    assert erased_now.values_digest == erased.values_digest
    assert AuditEntry.objects.get(pk=kept.pk).after == kept.after
    assert (record.key, record.by, record.reason, record.subject_id) == (str(erased.pk), by, "request 12/2569", 2)


def test_erasure_is_done_once_and_leaves_its_own_record():
    write(1)
    everything = AuditEntry.objects.all()

    assert audit.erase_values(everything, by=None, reason="law") == 1
    assert audit.erase_values(everything, by=None, reason="law") == 0
    assert AuditEntry.objects.get(action=audit.ERASE).after is not None


def test_every_column_is_sealed_or_erasable():
    """A column that somebody adds must be covered by the seal, or be left out of it on purpose."""
    columns = {field.attname for field in AuditEntry._meta.concrete_fields}

    assert columns - set(audit.SEALED_COLUMNS) == {"before", "after", "salt", "erased_at", "seal_id"}
