"""Each app's migrations are one chain, numbered without a gap, and say what the models say."""

import re

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from .source import ROOT, layers

OURS = sorted(set().union(*layers()))


def graph():
    """{app: {name: the names in the same app on which it depends}}"""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return {app: _of(app, loader.disk_migrations) for app in OURS}


def _of(app, migrations):
    return {
        name: [parent for parent_app, parent in migration.dependencies if parent_app == app]
        for (label, name), migration in migrations.items()
        if label == app
    }


def not_a_chain(migrations):
    """The first is 0001 and depends on none, each next one on the one before."""
    found = []
    names = sorted(migrations)
    for number, name in enumerate(names, start=1):
        if not name.startswith(f"{number:04d}_"):
            found.append(f"{name} should be number {number:04d}")
        expected = names[number - 2 : number - 1]
        if sorted(migrations[name]) != expected:
            found.append(f"{name} should depend on {expected[0] if expected else 'nothing'}")
    return found


@pytest.mark.parametrize("app", OURS)
def test_migrations_are_one_chain(app):
    assert not_a_chain(graph()[app]) == []


@pytest.mark.django_db
def test_models_have_their_migrations():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def not_in_the_key(source):
    """What a migration imports of ours, but for what tests/schema.py reads to know whether it may take over."""
    imported = re.findall(r"^\s*(?:from|import) (apps\.[\w.]+)", source, re.MULTILINE)
    return [name for name in imported if not name.startswith("apps.core.")]


@pytest.mark.parametrize("app", OURS)
def test_migrations_import_only_what_tells_a_kept_schema_from_a_new_one(app):
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "apps" / app / "migrations").glob("*.py")]

    assert [name for source in sources for name in not_in_the_key(source)] == []


# ---- the rules, broken on purpose


@pytest.mark.parametrize(
    ("migrations", "said"),
    [
        ({"0001_a": [], "0002_b": ["0001_a"], "0002_c": ["0001_a"]}, "0002_c should be number 0003"),
        ({"0001_a": [], "0002_b": ["0001_a"], "0003_c": ["0001_a"]}, "0003_c should depend on 0002_b"),
        ({"0001_a": [], "0003_b": ["0001_a"]}, "0003_b should be number 0002"),
        ({"0001_a": [], "0002_b": []}, "0002_b should depend on 0001_a"),
        (
            {"0001_a": [], "0002_b": ["0001_a"], "0003_merge": ["0001_a", "0002_b"]},
            "0003_merge should depend on 0002_b",
        ),
    ],
)
def test_broken_chain_is_caught(migrations, said):
    assert said in not_a_chain(migrations)


def test_a_chain_is_a_chain():
    assert not_a_chain({"0001_a": [], "0002_b": ["0001_a"], "0003_c": ["0002_b"]}) == []


def test_migration_that_imports_from_an_app_is_caught():
    source = "from apps.core.operations import Index\nimport apps.records.models\n"

    assert not_in_the_key(source) == ["apps.records.models"]
