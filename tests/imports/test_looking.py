"""A look at a file is kept, sealed, as long as the file is."""

import pytest

from apps.imports.actions import files, forgetting, looking
from tests.factories import ImportFactory, InstitutionFactory
from tests.factories.imports import COLUMNS

pytestmark = pytest.mark.django_db


@pytest.fixture
def given():
    InstitutionFactory()
    return ImportFactory()


def test_file_is_looked_through_once(given, monkeypatch):
    first = looking.look(given)
    monkeypatch.setattr(files, "look", None)

    assert looking.look(given) == first
    assert dict(first.mapping.columns) == COLUMNS


def test_cells_are_not_kept_in_clear(given):
    looking.look(given)
    given.refresh_from_db()

    assert "ใจงาม" not in str(given.seen)


def test_look_is_forgotten_with_the_file(given):
    looking.look(given)

    forgetting.forget(given)

    given.refresh_from_db()
    assert looking.LOOKS not in given.seen
