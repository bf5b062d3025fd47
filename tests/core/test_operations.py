"""Migration operations that PostgreSQL and SQLite write differently: they hold, and they can be undone."""

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from apps.core.operations import Extension, Index, NoOverlap, TrigramIndex, WithoutOwnIndex
from apps.records.models import CampusName, FacultyName, SearchRow
from tests.factories import CampusFactory, CampusNameFactory, FacultyFactory, FacultyNameFactory, PersonFactory

OURS = (Extension, Index, NoOverlap, TrigramIndex, WithoutOwnIndex)


def refused(save):
    try:
        with transaction.atomic():
            save()
    except IntegrityError:
        return True
    return False


def spans(factory, owner, *pairs):
    for start, end in pairs:
        factory(**owner, valid_from=start and date(start, 1, 1), valid_to=end and date(end, 12, 31))


@pytest.mark.parametrize(
    ("first", "second", "is_refused"),
    [
        ((2000, 2005), (2006, None), False),
        ((2000, 2005), (2005, None), True),
        ((2000, None), (1990, 1999), False),
        ((2000, None), (2010, 2011), True),
        ((None, 1999), (None, None), True),
        ((None, 1999), (2000, None), False),
        ((None, None), (2000, 2001), True),
        ((2000, 2010), (2003, 2004), True),
    ],
)
@pytest.mark.django_db
def test_spans_of_one_owner_do_not_overlap(first, second, is_refused):
    faculty = {"faculty": FacultyFactory(named=None)}
    spans(FacultyNameFactory, faculty, first)

    assert refused(lambda: spans(FacultyNameFactory, faculty, second)) is is_refused


@pytest.mark.django_db
def test_spans_of_two_owners_may_overlap():
    spans(CampusNameFactory, {"campus": CampusFactory(named=None)}, (2000, None))
    spans(CampusNameFactory, {"campus": CampusFactory(named=None)}, (2000, None))

    assert CampusName.objects.count() == 2


@pytest.mark.django_db
def test_changing_a_span_is_held_to_the_rule_but_not_against_itself():
    faculty = {"faculty": FacultyFactory(named=None)}
    spans(FacultyNameFactory, faculty, (2000, 2005), (2006, None))
    names = FacultyName.objects.filter(valid_from=date(2000, 1, 1))

    assert not refused(lambda: names.update(valid_to=date(2004, 12, 31)))
    assert refused(lambda: names.update(valid_to=date(2006, 1, 1)))


@pytest.mark.django_db
def test_trigrams_follow_every_change_of_a_row():
    row = SearchRow.objects.create(person_id=PersonFactory().pk, tier="office", text="  สมชาย")
    found = [_found("สมช"), _found("อาร")]
    row.text = "  อารี"
    row.save()
    found += [_found("สมช"), _found("อาร")]
    SearchRow.objects.bulk_create(
        [SearchRow(person_id=row.person_id, tier="office", text="  วิชัย")],
        update_conflicts=True,
        unique_fields=["person", "tier"],
        update_fields=["text"],
    )
    found += [_found("อาร"), _found("วิช")]
    row.delete()

    assert [*found, _found("วิช")] == [1, 0, 0, 1, 0, 1, 0]


@pytest.mark.django_db
def test_trigrams_of_one_tier_hold_no_row_of_another():
    SearchRow.objects.create(person_id=PersonFactory().pk, tier="alumni", text="  สมชาย")

    assert (_found("สมช", "office"), _found("สมช", "alumni")) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_operations_can_be_undone_and_done_again():
    person_id = PersonFactory().pk
    SearchRow.objects.create(person_id=person_id, tier="office", text="  สมชาย")
    everything = _objects()
    operations, state = _operations()

    with connection.schema_editor() as editor:
        for app, operation in reversed(operations):
            operation.database_backwards(app, editor, state, state)
    without = _objects()
    with connection.schema_editor() as editor:
        for app, operation in operations:
            operation.database_forwards(app, editor, state, state)

    assert len(without) < len(everything)
    assert _objects() == everything
    assert _found("สมช") == 1


@pytest.mark.django_db
def test_no_migration_has_lost_what_the_operations_made():
    """SQLite forgets triggers and hand-made indexes when a later migration rebuilds their table."""
    missing = []
    for _app, operation in _operations()[0]:
        is_there = any(name.startswith(operation.name) for name in _objects())
        if not isinstance(operation, Extension | WithoutOwnIndex) and not is_there:
            missing.append(operation.describe())
        if isinstance(operation, TrigramIndex | NoOverlap) and connection.vendor == "sqlite":
            missing += [name for name in _triggers(operation) if name not in _objects()]

    assert missing == []


def test_operations_say_what_they_are():
    overlap = NoOverlap("campusname", "names_do_not_overlap", owner="campus", start="valid_from", end="valid_to")

    assert overlap.describe() == "NoOverlap names_do_not_overlap"
    assert overlap.deconstruct() == (
        "NoOverlap",
        ("campusname", "names_do_not_overlap"),
        {"owner": "campus", "start": "valid_from", "end": "valid_to"},
    )


def _found(part, tier="office"):
    """How many rows the index itself finds."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            name = f"records_searchrow_text_{tier}"
            cursor.execute(f"SELECT count(*) FROM {name} WHERE {name} MATCH %s", [f'"{part}"'])
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            sql = "SELECT count(*) FROM records_searchrow WHERE tier = %s AND text LIKE %s"
            cursor.execute(sql, [tier, f"%{part}%"])
        return cursor.fetchone()[0]


def _operations():
    loader = MigrationLoader(connection)
    ours = [
        (key[0], operation)
        for key in sorted(loader.disk_migrations)
        for operation in loader.disk_migrations[key].operations
        if isinstance(operation, OURS)
    ]
    return ours, ProjectState.from_apps(apps)


def _triggers(operation):
    events = ["insert", "update"] if isinstance(operation, NoOverlap) else ["insert", "update", "delete"]
    return [f"{operation.name}_{event}" for event in events]


def _objects():
    """The names of all indexes, triggers, tables and exclusion rules."""
    sql = {
        "sqlite": "SELECT name FROM sqlite_master",
        "postgresql": "SELECT relname FROM pg_class UNION SELECT conname FROM pg_constraint UNION "
        "SELECT tgname FROM pg_trigger",
    }
    with connection.cursor() as cursor:
        cursor.execute(sql[connection.vendor])
        return {name for (name,) in cursor.fetchall() if not name.startswith("pg_")}
