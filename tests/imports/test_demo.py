"""The demonstration's file is checked on a machine that may be busy with building the university."""

import pytest

from apps.imports import demo
from apps.imports.lib import files
from apps.imports.models import Import
from tests.factories import StaffFactory

pytestmark = pytest.mark.django_db
FILE = demo._file(demo.CHAPTER, [list(demo.CHAPTER), ["สมชาย", "ใจดี", "1/2/2530", "somchai@example.com"]])


@pytest.fixture
def check(university):
    clerk = StaffFactory(role="records")
    return lambda: demo._checked(FILE, "contacts.csv", demo.CHAPTER, Import.Kind.CHAPTER, clerk)


def fail(monkeypatch, times):
    """So often nothing comes from the reader in time."""
    received, left = files._received, [None] * times

    def slow(child):
        if left:
            left.pop()
            raise files.Refused("takes_too_long")
        return received(child)

    monkeypatch.setattr(files, "_received", slow)


def test_a_check_that_lost_its_patience_is_made_again(check, monkeypatch):
    fail(monkeypatch, 2)
    assert check().state == Import.State.CHECKED


def test_whoever_builds_it_is_told_why_it_did_not_work(check, monkeypatch):
    fail(monkeypatch, 3)
    with pytest.raises(RuntimeError, match=r"contacts\.csv: ."):
        check()
