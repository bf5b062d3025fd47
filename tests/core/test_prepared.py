"""Statements that are planned once for each session of the database."""

import pytest
from django.db import ProgrammingError, connection, transaction

from apps.core.querysets import prepared

pytestmark = pytest.mark.django_db

SQL = "SELECT model FROM django_content_type WHERE model = %s OR model = %s ORDER BY model"
is_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite keeps plans by itself")


def planned():
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name LIKE 'portal_%'")
        return [sql for (sql,) in cursor.fetchall()]


def test_rows_are_those_of_the_statement():
    assert [model for (model,) in prepared.fetch(SQL, ["user", "session"])] == ["session", "user"]
    assert [model for (model,) in prepared.fetch(SQL, ["user", "'; DROP TABLE"])] == ["user"]


def test_counts_as_one_question(django_assert_num_queries):
    with django_assert_num_queries(2):
        prepared.fetch(SQL, ["user", "session"])
        prepared.fetch(SQL, ["user", "session"])


@is_postgresql
def test_is_planned_once_for_a_session():
    prepared.fetch(f"{SQL} LIMIT 7", ["user", "session"])
    prepared.fetch(f"{SQL} LIMIT 7", ["job", "group"])
    assert len([sql for sql in planned() if "model = $1 OR model = $2" in sql and "LIMIT 7" in sql]) == 1


@is_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_new_session_plans_anew():
    prepared.fetch(SQL, ["user", "session"])
    connection.close()
    assert [model for (model,) in prepared.fetch(SQL, ["user", "session"])] == ["session", "user"]


@is_postgresql
def test_sessions_that_are_shared_out_plan_nothing(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    before = planned()
    assert prepared.fetch(f"{SQL} LIMIT 8", ["user", "session"])
    assert planned() == before


@is_postgresql
def test_what_cannot_be_planned_is_an_error_of_the_database():
    with pytest.raises(ProgrammingError), transaction.atomic():
        prepared.fetch("SELECT nothing FROM nowhere WHERE a = %s", [1])
    assert prepared.fetch("SELECT CAST(%s AS integer)", [1]) == [(1,)]
