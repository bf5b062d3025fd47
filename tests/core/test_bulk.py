"""Rows written in bulk are those that would be written one by one, whatever stands in them."""

from functools import partial
from uuid import RFC_4122, UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from apps.core.actions import audit, bulk
from apps.core.models import AuditBatch, AuditEntry
from apps.records.models import Person, PersonName, SearchRow
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
ODD = ["\\N", "a\tb", "line\nnext\r", 'quote " and \\ back', "100 %s", "ก้ำ\u200b", "\u2028"]


def write(notes):
    table = bulk.Table(Person, "public_id", "note", "birth_date", "birth_date_source", language="en")
    batch = AuditBatch.objects.create(action="test")
    trail = bulk.Trail(action="test", by=None, at=timezone.now(), batch=batch)
    keys = [str(key) for key in bulk.reserve(Person, len(notes))]
    lines = [
        (key, f"00000000-0000-4000-8000-{key:>012}", note, "1979-05", "registrar")
        for key, note in zip(keys, notes, strict=True)
    ]
    afters = table.write(lines).in_json()
    trail.add_rows("records.person", keys, subjects=keys, origins=[""] * len(keys), afters=afters)
    trail.flush()


def send(table, lines):
    with bulk.Pipe() as pipe:
        table.write(lines, pipe)
        pipe.send()
        pipe.wait()


def said_of(row):
    """What the trail says of a new row: neither what is blank nor what the entry says by itself."""
    ours = {"id", "version", "created_at", "updated_at"}
    return {
        name: value for name, value in audit.values_of(row).items() if value not in (None, "") and name not in ours
    }


def test_odd_texts_are_kept_as_they_are():
    write(ODD)

    assert list(Person.objects.order_by("pk").values_list("note", flat=True)) == ODD


def test_entries_are_those_of_rows_one_by_one():
    write(ODD)

    for person in Person.objects.all():
        entry = AuditEntry.objects.get(key=str(person.pk))
        assert entry.after == said_of(person)
        assert entry.values_digest == audit.digest_of_values(entry.salt, None, entry.after)


def test_reserved_keys_are_given_to_nobody_else():
    first = PersonFactory(name=None).pk

    keys = bulk.reserve(Person, 3)

    assert len({first, *keys, PersonFactory(name=None).pk}) == 5


@pytest.mark.parametrize("note", [*ODD, ""])
def test_what_all_rows_say_alike_is_kept_as_it_is(note):
    write([note] * 3)

    assert list(Person.objects.values_list("note", flat=True)) == [note] * 3
    assert {entry.after.get("note", "") for entry in AuditEntry.objects.all()} == {note}


def test_new_uuids_are_random_ones():
    found = {UUID(each) for each in bulk.new_uuids(200)}

    assert len(found) == 200
    assert {(each.version, each.variant) for each in found} == {(4, RFC_4122)}


def test_pipe_tells_what_the_database_has_against_a_row():
    table = bulk.Table(PersonName, "person_id", "first_th")
    lines = [(str(bulk.reserve(PersonName, 1)[0]), str(PersonFactory(name=None).pk), "")]

    with pytest.raises(IntegrityError):
        send(table, lines)


@pytest.mark.django_db(transaction=True)
def test_what_is_written_aside_is_there_when_it_ends():
    with bulk.Aside() as aside:
        for name in ("first", "second"):
            aside.do(partial(AuditBatch.objects.create, action=name))
        assert aside.ask(AuditBatch.objects.count) == 2

    assert AuditBatch.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_written_aside_is_told():
    with pytest.raises(IntegrityError), bulk.Aside() as aside:
        aside.do(partial(AuditBatch.objects.create, action=None))


def test_lines_that_wait_in_files_are_all_written(monkeypatch):
    monkeypatch.setattr(bulk.pipes, "_IN_MEMORY", 100)
    table = bulk.Table(Person, "public_id", "note")
    with bulk.Pipe() as pipe:
        for key in map(str, bulk.reserve(Person, 9)):
            table.write([(key, bulk.new_uuids(1)[0], "ก" * 50)], pipe)
        pipe.send()
        pipe.wait()

    assert list(Person.objects.values_list("note", flat=True)) == ["ก" * 50] * 9


def rules_of(model):
    """Indexes and constraints of a table, in the database's own words."""
    statement = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE tbl_name = %s",
        "postgresql": """
            SELECT indexname::text, indexdef FROM pg_indexes WHERE tablename = %s
            UNION ALL SELECT conname::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass
        """,
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(statement, [model._meta.db_table] * statement.count("%s"))
        return sorted(cursor.fetchall())


@pytest.mark.parametrize("model", [Person, PersonName, SearchRow, AuditEntry])
def test_loading_leaves_every_rule_as_it_was(model):
    before = rules_of(model)

    with bulk.loading([model]):
        assert rules_of(model) != before

    assert rules_of(model) == before


def test_loading_finds_what_breaks_a_rule():
    person = str(PersonFactory().pk)
    table = bulk.Table(PersonName, "person_id", "first_th", "is_current")
    lines = [(str(bulk.reserve(PersonName, 1)[0]), person, "สมหญิง", "true")]  # a second name in use

    with pytest.raises(IntegrityError), transaction.atomic(), bulk.loading([PersonName]):
        table.write(lines)


def test_unknown_columns_are_refused():
    with pytest.raises(TypeError):
        bulk.Table(Person, "shoe_size")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps its words by triggers")
@pytest.mark.django_db(transaction=True)
def test_words_are_sorted_by_another_connection_while_rows_come():
    person = PersonFactory()
    SearchRow.objects.all().delete()
    with bulk.Aside() as sorter, transaction.atomic(), bulk.loading([SearchRow], sorter):
        SearchRow.objects.create(person=person, tier="office", text="  somchai  jaidee", sort_key="s")

    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('records_searchrow_text_office'::regclass)")
        assert cursor.fetchone() == (0,)  # pages that still waited
    assert SearchRow.objects.filter(text__contains="jaid").exists()


@pytest.mark.django_db(transaction=True)
def test_whoever_sorts_words_ends_with_what_fails():
    def fail():
        with bulk.Aside() as sorter, transaction.atomic(), bulk.loading([SearchRow], sorter):
            SearchRow.objects.create(person=person, tier="office", text="  somchai", sort_key="s")
            raise LookupError("stopped")

    person = PersonFactory()
    SearchRow.objects.all().delete()
    with pytest.raises(LookupError, match="stopped"):
        fail()

    assert not SearchRow.objects.exists()
