"""An app imports only lower apps, from them only what they offer, and each room knows only what it may know."""

import subprocess
import sys

import pytest

from .source import ROOT, layers, may_see, modules

OFFERED = {
    "models",
    "querysets",
    "actions",
    "forms",
    "rules",
    "policy",
    "emails",
    "reports",
}  # what an app offers to higher ones
KERNEL = "core"  # everything may be imported from it
KNOW_NO_REQUEST = {"forms", "actions", "querysets", "models", "tasks"}
LIB_MAY_IMPORT = (
    "django.contrib.auth.password_validation",
    "django.core.exceptions",
    "django.core.mail",
    "django.core.validators",
    "django.utils",
)


def app_imports(module):
    """(line, app, room, dotted name) of every import from an app."""
    for line, target in module.imports:
        top, app, room, *_ = [*target.split("."), "", "", ""]
        if top == "apps" and app:
            yield line, app, room, target


def upward(root=ROOT):
    order = layers(root)
    return [
        module.at(line, f"{module.app} imports {target}")
        for module in modules(root)
        for line, app, _, target in app_imports(module)
        if module.app and not may_see(module.app, app, order)
    ]


def not_offered(root=ROOT):
    return [
        module.at(line, f"{target} is not offered to other apps")
        for module in modules(root)
        for line, app, room, target in app_imports(module)
        if app not in {module.app, KERNEL} and room not in OFFERED
    ]


def composition_root(root=ROOT):
    return [
        module.at(line, f"imports {target}")
        for module in modules(root)
        for line, target in module.imports
        if target.split(".")[0] == "alumni_portal"
    ]


def impure_lib(root=ROOT):
    return [
        module.at(line, f"lib imports {target}")
        for module in modules(root)
        for line, target in module.imports
        if module.room == "lib" and not _pure(module, target)
    ]


def _pure(module, target):
    if target.split(".")[0] == "django":
        return target.startswith(LIB_MAY_IMPORT)
    if target.split(".")[0] == "apps":
        return target.startswith((f"apps.{module.app}.lib", "apps.core.lib"))
    return True


def request_where_none_is_known(root=ROOT):
    return [
        module.at(line, f"{module.room} imports {target}")
        for module in modules(root)
        for line, target in module.imports
        if module.room in KNOW_NO_REQUEST
        and target.startswith(("django.http", "django.shortcuts", "django.contrib.messages"))
    ]


CHECKS = [upward, not_offered, composition_root, impure_lib, request_where_none_is_known]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_imports_keep_the_rule(check):
    assert check() == []


def test_every_app_has_its_place_in_the_order():
    folders = {path.parent.name for path in (ROOT / "apps").glob("*/apps.py")}

    assert folders == set().union(*layers())


def test_import_linter_agrees():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    result = subprocess.run([*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout


# ---- each rule, broken once on purpose


@pytest.fixture
def house(tmp_path):
    """`house("apps/core/models.py", "import x")`: a small tree under the real order of apps."""
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())

    def build(name, source):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
        return tmp_path

    return build


@pytest.mark.parametrize(
    ("check", "name", "source", "said"),
    [
        (upward, "apps/core/models.py", "from apps.records import models", "core imports apps.records.models"),
        (upward, "apps/records/rules.py", "import apps.mailings.models", "records imports apps.mailings.models"),
        (upward, "apps/home/views.py", "from apps.office.reports import x", "home imports apps.office.reports.x"),
        (upward, "apps/new/views.py", "from apps.core import policy", "new imports apps.core.policy"),
        (
            upward,
            "apps/records/actions/people.py",
            "def late():\n    from ...mailings.actions import send",
            "records imports apps.mailings.actions.send",
        ),
        (
            upward,
            "apps/accounts/apps.py",
            'ADAPTER = "apps.home.adapters.Adapter"',
            "accounts imports apps.home.adapters.Adapter",
        ),
        (
            not_offered,
            "apps/office/views.py",
            "from apps.records.views import page",
            "apps.records.views.page is not offered to other apps",
        ),
        (
            not_offered,
            "apps/office/forms.py",
            "from apps.records import models, lib",
            "apps.records.lib is not offered to other apps",
        ),
        (not_offered, "apps/office/forms.py", "from apps import records", "apps.records is not offered to other apps"),
        (
            composition_root,
            "apps/core/apps.py",
            "from alumni_portal.celery import app",
            "imports alumni_portal.celery.app",
        ),
        (impure_lib, "apps/core/lib/names.py", "from django.db import models", "lib imports django.db.models"),
        (impure_lib, "apps/core/lib/names.py", "from ..models import Job", "lib imports apps.core.models.Job"),
        (impure_lib, "apps/records/lib/x.py", "import apps.records.actions", "lib imports apps.records.actions"),
        (
            request_where_none_is_known,
            "apps/records/actions/people.py",
            "from django.http import HttpRequest",
            "actions imports django.http.HttpRequest",
        ),
        (
            request_where_none_is_known,
            "apps/records/forms.py",
            "def clean():\n    from django.contrib import messages",
            "forms imports django.contrib.messages",
        ),
    ],
)
def test_broken_rule_is_caught(house, check, name, source, said):
    line = source.count("\n") + 1

    assert check(house(name, source)) == [f"{name}:{line}: {said}"]


def test_what_the_rules_permit_is_not_caught(house):
    house("apps/records/actions/people.py", "from apps.core import registries, policy\nfrom .names import x")
    house("apps/core/lib/names.py", "import re\nfrom django.utils.text import slugify\nfrom .dates import x")
    root = house("apps/office/views.py", "from apps.records import models, actions\nfrom apps.office.forms import x")

    assert [found for check in CHECKS for found in check(root)] == []
