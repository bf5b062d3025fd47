"""The repository itself: what the README promises, what the locks hold, and that production runs what CI tests."""

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    *("alumni_portal", "alumni_portal/settings", "apps", "templates", "templates/emails", "templates/documents"),
    *("static/css", "static/js", "static/fonts", "static/img", "fixtures", "docs/adr"),
    *("tests/journeys", "tests/permissions", "tests/architecture", "tests/benchmarks"),
)
FILES = ("manage.py", "pyproject.toml", "docker-compose.yml", "README.md", "Makefile", "docs/operations.md")
LOCKS = ("requirements/runtime.txt", "requirements/dev.txt")
# Written in parts, so that this file does not find itself.
MACHINE_PATH = re.compile(r"(?<![\w.}\])-])/(?:" + "|".join(("work", "home", "root")) + r")/[\w.]")
REGISTRIES = re.compile(
    "|".join((r"py" + r"pi\.org", r"python" + r"hosted", r"registry\.np" + r"mjs", r"ghc" + r"r\.io"))
)


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(read("docker-compose.yml"))["services"]


@pytest.fixture(scope="module")
def tracked_texts():
    """Path and text of every file that is kept, but for pictures, fonts and other bytes."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    contents = {path: (ROOT / path).read_bytes() for path in listed if (ROOT / path).is_file()}
    return {path: data.decode() for path, data in contents.items() if b"\0" not in data[:8000]}


def locked(path):
    """Name -> (version, number of hashes) of a lock file."""
    entries = re.split(r"\n(?=\w)", read(path))
    found = (re.match(r"([\w.-]+)==(\S+)", entry) for entry in entries)
    return {m[1]: (m[2], entry.count("--hash=sha256:")) for m, entry in zip(found, entries, strict=True) if m}


def major(compose, service):
    return int(re.search(r":(\d+)", compose[service]["image"])[1])


def ci_major(package):
    return int(re.search(rf"^{package}_MAJOR=(\d+)$", read(".ci/run"), re.MULTILINE)[1])


@pytest.mark.parametrize("folder", FOLDERS)
def test_folder_of_the_design_exists(folder):
    assert (ROOT / folder).is_dir()


@pytest.mark.parametrize("file", FILES)
def test_file_of_the_design_exists(file):
    assert (ROOT / file).is_file()


@pytest.mark.parametrize("command", ["make run", "make test"])
def test_readme_names_the_two_commands(command):
    assert command in read("README.md")


def test_every_make_target_has_a_line_of_help():
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    explained = set(re.findall(r"^([a-z-]+):.* ## \S", read("Makefile"), re.MULTILINE))

    assert explained == targets


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock):
    assert [name for name, (_, hashes) in locked(lock).items() if not hashes] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_host(lock):
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url.*|--find-links.*", read(lock)) == []


def test_development_lock_holds_the_runtime_lock():
    runtime, dev = locked("requirements/runtime.txt"), locked("requirements/dev.txt")

    assert {name: dev.get(name) for name in runtime} == runtime


def test_whatever_the_portal_imports_is_in_the_runtime_lock():
    """What only the linters or the tests bring would be missing where the portal runs."""
    kept, packages = {_plain(name) for name in locked("requirements/runtime.txt")}, packages_distributions()
    files = [*(ROOT / "apps").rglob("*.py"), *(ROOT / "alumni_portal").rglob("*.py"), ROOT / "bin/run.py"]
    imported = {name for file in files for name in _imported(ast.parse(file.read_text(encoding="utf-8")))}
    foreign = imported - set(sys.stdlib_module_names) - {"apps", "alumni_portal"}

    assert {"django", "markdown_it"} <= foreign
    assert [name for name in sorted(foreign) if kept.isdisjoint(map(_plain, packages.get(name, [])))] == []


def _imported(tree):
    """The outermost package of each absolute import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


def _plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_one_driver_of_postgresql(lock):
    """Django would prefer psycopg 3, and tests would run on another driver than was chosen."""
    assert sorted(name for name in locked(lock) if name.startswith("psycopg")) == ["psycopg2-binary"]


def test_compose_has_every_process(compose):
    expected = {"web", "worker", "mailer", "scheduler", "migrate", "postgres", "redis", "mail", "backup"}

    assert set(compose) == expected


def test_compose_runs_the_servers_that_ci_tests(compose):
    in_compose = {name: major(compose, name) for name in ("postgres", "redis")}

    assert in_compose == {"postgres": ci_major("POSTGRES"), "redis": ci_major("REDIS")}


def test_compose_runs_the_postgresql_of_this_test(compose, db):
    if connection.vendor == "postgresql":
        assert connection.pg_version // 10_000 == major(compose, "postgres")


def test_compose_makes_a_cluster_that_knows_thai(compose):
    arguments = compose["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split()

    assert {"--encoding=UTF8", "--lc-ctype=C.UTF-8", "--lc-collate=C"} <= set(arguments)


def test_images_are_debian_and_not_alpine(compose):
    base = re.findall(r"^FROM (\S+)", read("Dockerfile"), re.MULTILINE)
    images = [compose[name]["image"] for name in ("postgres", "redis", "backup")]

    assert [image for image in base + images if not image.endswith("-bookworm")] == []


def test_image_has_a_python_that_ci_tests():
    version = tuple(int(n) for n in re.search(r"FROM python:(\d+)\.(\d+)", read("Dockerfile")).groups())

    assert (3, 11) <= version <= sys.version_info[:2]


def test_image_does_not_run_as_root():
    assert re.findall(r"^USER (\S+)", read("Dockerfile"), re.MULTILINE) == ["portal"]


def test_every_secret_of_compose_comes_from_outside(compose):
    settings_of_web = compose["web"]["environment"]
    secrets = ("SECRET_KEY", "KEYED_HASH_KEY", "FIELD_ENCRYPTION_KEYS")

    assert {settings_of_web[name] for name in secrets} == {f"${{{name}:?}}" for name in secrets}


def test_every_queue_has_a_worker(compose, tracked_texts):
    code = "\n".join(tracked_texts[path] for path in tracked_texts if re.match(r"(apps|alumni_portal)/.*\.py$", path))
    used = {settings.CELERY_TASK_DEFAULT_QUEUE, *re.findall(r"queue=[\"'](\w+)", code)}
    commands = f"{compose['worker']['command']} {compose['mailer']['command']}"
    in_production = set(re.findall(r"--queues (\S+)", commands))
    in_demonstration = set(re.search(r'"--queues", "([\w,]+)"', read("bin/run.py"))[1].split(","))

    assert (in_production, in_demonstration) == (used, used)


def test_operations_names_every_variable_of_the_settings():
    sources = "\n".join(path.read_text() for path in (ROOT / "alumni_portal/settings").glob("*.py"))
    variables = set(re.findall(r"\benv\.\w+\(\s*\"(\w+)\"", sources))
    documented = set(re.findall(r"^\| `(\w+)`", read("docs/operations.md"), re.MULTILINE))

    assert variables - documented == set()


def test_no_text_names_a_machine_path(tracked_texts):
    assert [path for path, text in tracked_texts.items() if MACHINE_PATH.search(text)] == []


def test_no_text_names_a_registry(tracked_texts):
    assert [path for path, text in tracked_texts.items() if REGISTRIES.search(text)] == []
